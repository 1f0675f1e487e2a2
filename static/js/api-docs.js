// The documentation page of the API: shows the OpenAPI description and lets requests be tried from it.
// Light or dark as everywhere else: what the reader chose on this device, else what the device says.
let chosen = null;
try { chosen = localStorage.getItem("theme"); } catch { /* private mode */ }
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", chosen ? chosen === "dark" : dark.matches);
dark.addEventListener("change", follow);
follow();

const place = document.getElementById("operations");

SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
