// Asks before a changed form is left, and leads to what needs a change after sending.
const form = document.querySelector("form[data-leaving]");
let changed = false;

form?.addEventListener("input", () => (changed = true));
form?.addEventListener("submit", () => (changed = false));
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
(document.querySelector("#conflict") || document.querySelector("#faults"))?.focus();

function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

window.addEventListener("hashchange", openTarget);
openTarget();
