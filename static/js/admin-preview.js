// A preview under every Markdown field, made by the server as readers will see it.
const form = document.querySelector("form[data-preview]");

function prepare(side) {
  const field = side.querySelector("textarea");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "preview-button", textContent: side.dataset.markdown });
  const shown = Object.assign(document.createElement("div"), { className: "preview", hidden: true, tabIndex: 0 });
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", async () => {
    shown.hidden = !shown.hidden;
    button.setAttribute("aria-expanded", String(!shown.hidden));
    if (!shown.hidden) await render(field, shown);
  });
  field.addEventListener("change", () => shown.hidden || render(field, shown));
  side.append(button, shown);
}

async function render(field, shown) {
  const body = new URLSearchParams({ text: field.value, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.preview, { method: "POST", body }).catch(() => null);
  // The server answers with sanitised HTML, the same that readers get.
  if (answer?.ok) shown.innerHTML = await answer.text();
  else shown.textContent = "…";
}

function start(root) {
  root.querySelectorAll("[data-markdown]").forEach(prepare);
}

if (form) {
  start(document);
  document.addEventListener("row:added", (event) => start(event.target));
}
