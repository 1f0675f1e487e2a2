// Works a little before a form is sent, so that sending thousands costs something. Without this, forms work too.
const field = document.querySelector("[data-proof]");
const form = field?.form;
const encoder = new TextEncoder();
let done = false;

async function solve({ algorithm, challenge, salt, signature, maxnumber }) {
  for (let number = 0; number <= maxnumber; number++) {
    const hash = await crypto.subtle.digest(algorithm, encoder.encode(salt + number));
    const text = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (text === challenge) return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }
  return "";
}

if (form && window.crypto?.subtle) {
  const work = solve(JSON.parse(field.dataset.proof))
    .then((proof) => { field.value = proof; })
    .catch(() => {})
    .finally(() => { done = true; });
  form.addEventListener("submit", (event) => {
    if (done) return;
    event.preventDefault();
    const button = event.submitter;
    work.then(() => form.requestSubmit(button));
  });
}
