// Everything here is optional: each page is complete without it.
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* private mode */ } },
};

const root = document.documentElement;
const themes = document.querySelector("[data-theme-switch]");
const showTheme = () => {
  for (const b of themes.children) b.setAttribute("aria-pressed", b.value === (root.dataset.theme ?? "auto"));
};
if (themes) {
  themes.hidden = false;
  showTheme();
  themes.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    if (target.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = target.value;
    store.set("theme", root.dataset.theme ?? "");
    showTheme();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.printed = button.dataset.print; // a part only, where the style sheet knows it
    print();
  });
}
addEventListener("afterprint", () => { delete root.dataset.printed; });

// What was left empty in a filter does not stand in the address.
document.querySelector("form.facets")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// Where an address leads into something that is folded, it is opened.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
};
unfold();
addEventListener("hashchange", unfold);

// After a failed save, start the reader at the list of problems.
document.querySelector('[role="alert"][tabindex="-1"]')?.focus();
