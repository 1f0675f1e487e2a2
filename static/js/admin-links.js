// Fields that name other pages or tags: suggestions while typing, and lists of links that can be ordered.
// Without this, the fields take a title or an address typed in full.
const form = document.querySelector("form[data-choices]");
let number = 0;

function suggest(input) {
  const options = document.createElement("datalist");
  options.id = `choices-${(number += 1)}`;
  input.after(options);
  input.setAttribute("list", options.id);
  let waiting;
  let asked = "";
  const ask = async () => {
    const words = input.value.trim();
    if (words === asked || words.endsWith(")")) return;
    asked = words;
    const query = new URLSearchParams({ kind: input.dataset.pages, q: words });
    const answer = await fetch(`${form.dataset.choices}?${query}`).catch(() => null);
    if (!answer?.ok || asked !== words) return;
    const { results } = await answer.json();
    options.replaceChildren(...results.map(({ value, label }) => Object.assign(document.createElement("option"), { value, label })));
  };
  input.addEventListener("focus", ask, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
}

function button(text, sign, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", title: text, textContent: sign });
  made.setAttribute("aria-label", text);
  made.addEventListener("click", action);
  return made;
}

function prepareItem(item, box) {
  const changed = () => box.dispatchEvent(new Event("input", { bubbles: true }));
  item.append(
    button(box.dataset.up, "↑", (event) => {
      item.previousElementSibling?.before(item);
      event.currentTarget.focus();
      changed();
    }),
    button(box.dataset.remove, "✕", () => {
      item.remove();
      box.querySelector("input[data-pages]").focus();
      changed();
    }),
  );
}

function prepareList(box) {
  const list = box.querySelector("ol");
  const input = box.querySelector("input[data-pages]");
  box.classList.add("live");
  [...list.children].forEach((item) => prepareItem(item, box));
  const take = () => {
    const found = input.value.trim().match(/^(.*)\(([^()\s]+)\)$/);
    if (!found) return;
    const item = document.createElement("li");
    const label = document.createElement("label");
    const chosen = Object.assign(document.createElement("input"), { type: "checkbox", name: input.name, value: found[2], checked: true });
    label.append(chosen, ` ${found[1].trim()} `, Object.assign(document.createElement("small"), { textContent: found[2] }));
    item.append(label);
    prepareItem(item, box);
    list.append(item);
    input.value = "";
  };
  input.addEventListener("input", (event) => {
    if (event.inputType === "insertReplacementText" || event.inputType === undefined) take();
  });
  input.addEventListener("change", take);
}

function start(root) {
  root.querySelectorAll("input[data-pages]").forEach(suggest);
  root.querySelectorAll("[data-links]").forEach(prepareList);
}

document.querySelectorAll("[data-tag]").forEach((word) => {
  const field = word.closest(".part").querySelector("[data-tags]");
  const chosen = button(word.dataset.tag, word.dataset.tag, () => {
    field.value = field.value.trim() ? `${field.value.trim()}，${word.dataset.tag}` : word.dataset.tag;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  word.replaceWith(chosen);
});

if (form) {
  start(document);
  document.addEventListener("row:added", (event) => start(event.target));
}
