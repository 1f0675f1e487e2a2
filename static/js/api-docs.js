// The documentation page of the API: shows the OpenAPI description and lets requests be tried from it.
const place = document.getElementById("operations");

SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "none",
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
