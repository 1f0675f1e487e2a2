// Lists of rows: add one, move one, remove one. Without this, a blank row and fields for position and removal do it.
function renumber(list) {
  [...list.children].forEach((row, index) => {
    const order = row.querySelector(":scope > .row-head .order input");
    if (order) order.value = index + 1;
  });
}

function prepare(row, list) {
  row.querySelectorAll(":scope > .row-head [data-move]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const up = button.dataset.move === "up";
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (up) other.before(row);
      else other.after(row);
      renumber(list);
      button.focus();
      row.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  const gone = row.querySelector(":scope > .row-head .delete input");
  const show = () => row.classList.toggle("gone", gone.checked);
  gone?.addEventListener("change", show);
  if (gone) show();
}

function add(rows, list, template) {
  const total = rows.querySelector("input[name$='-TOTAL_FORMS']");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const row = holder.firstElementChild;
  list.append(row);
  prepare(row, list);
  renumber(list);
  row.dispatchEvent(new CustomEvent("row:added", { bubbles: true }));
  row.querySelector(".parts input, .parts select, .parts textarea")?.focus();
}

document.querySelectorAll("[data-rows]").forEach((rows) => {
  const list = rows.querySelector(":scope > ol");
  const template = rows.querySelector(":scope > template");
  if (!template) return;
  rows.classList.add("live");
  list.querySelectorAll(":scope > [data-blank]").forEach((row) => row.remove());
  [...list.children].forEach((row) => prepare(row, list));
  const button = rows.querySelector(":scope > .add-row");
  button.hidden = false;
  button.addEventListener("click", () => add(rows, list, template));
});
