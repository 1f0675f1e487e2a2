// Offers pages while a name is typed. The form works without it.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  input.after(list);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", false);
  const known = new Map();
  let place = -1, waiting, asked;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", open);
    if (!open) choose(-1);
  };
  const choose = (next) => {
    place = next;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === place));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[place].id);
  };
  const fill = (rows) => {
    list.replaceChildren(...rows.map(({ title, kind, url }, number) => {
      const option = document.createElement("li");
      const link = document.createElement("a");
      const what = document.createElement("span");
      option.role = "option";
      option.id = `${list.id}-${number}`;
      link.href = url;
      link.tabIndex = -1;
      link.textContent = title;
      what.className = "muted small";
      what.textContent = kind;
      option.append(link, " ", what);
      return option;
    }));
    show(rows.length > 0);
    choose(-1);
  };
  const ask = async () => {
    const text = (asked = input.value.trim());
    if (!text) return show(false);
    try {
      if (!known.has(text)) {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
        if (!answer.ok) return;
        known.set(text, (await answer.json()).suggestions);
      }
      if (asked === text && document.activeElement === input) fill(known.get(text));
    } catch { /* offline: the form still works */ }
  };

  input.addEventListener("input", ({ isComposing }) => {
    clearTimeout(waiting);
    if (!isComposing) waiting = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  input.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if (event.isComposing || list.hidden) return;
    if (event.key === "Escape") { show(false); event.preventDefault(); }
    else if (event.key === "ArrowDown") { choose(place + 1 < many ? place + 1 : -1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { choose(place < 0 ? many - 1 : place - 1); event.preventDefault(); }
    else if (event.key === "Enter" && place >= 0) { list.children[place].firstChild.click(); event.preventDefault(); }
  });
}
