// Ticks of a playbook: on this device, or with the account of whoever is signed in. Without this a plain form saves them.
const boxes = [...document.querySelectorAll("input[data-tick]")];
const form = document.getElementById("progress");
const told = document.querySelector("[data-told]");
const shown = document.querySelector("[data-ticked]");
const words = told?.textContent;
const place = location.pathname.replace(/^\/en\//, "/"); // the same in both languages

const device = {
  key: (box) => `${place}#${box.dataset.tick}`,
  get(box) { try { return localStorage.getItem(this.key(box)); } catch { return null; } },
  set(box, value) {
    try {
      if (value) localStorage.setItem(this.key(box), value);
      else localStorage.removeItem(this.key(box));
    } catch { /* private mode */ }
  },
};

const count = () => {
  if (!shown) return;
  shown.hidden = false;
  shown.querySelector("b").textContent = boxes.filter((box) => box.checked).length;
};

let last = Promise.resolve();
const send = (changed) => { // one after the other, so that a quick second thought does not arrive first
  last = last.then(async () => {
    const keys = (checked) => changed.filter((box) => box.checked === checked).map((box) => box.dataset.tick);
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, quiet: "1" });
    body.set("was", keys(false).join(" "));
    for (const key of keys(true)) body.append("done", key);
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    const kept = answer?.status === 204;
    for (const box of changed) device.set(box, kept ? "" : box.checked ? "1" : "0");
    told.textContent = kept ? words : form.dataset.failed;
  });
};

// What this device knows comes first: it was ticked before signing in, or could not be saved.
const known = boxes.filter((box) => device.get(box));
const changed = known.filter((box) => box.checked !== (device.get(box) === "1"));
for (const box of known) box.checked = device.get(box) === "1";
if (form) {
  form.querySelector("button").hidden = true;
  for (const box of known) if (!changed.includes(box)) device.set(box, "");
  if (changed.length) send(changed);
}
for (const box of boxes) {
  box.addEventListener("change", () => {
    count();
    if (form) send([box]);
    else device.set(box, box.checked ? "1" : "");
  });
}
count();
