// Keeps a draft while it is being written. Without this, the button does it.
const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("saved");
const WAIT = 2500;
let waiting;
let saving = false;
let again = false;

function say(words, failed = false) {
  status.setAttribute("aria-busy", saving);
  status.textContent = words;
  status.classList.toggle("error", failed);
}

async function save() {
  if (saving) {
    again = true;
    return;
  }
  saving = true;
  say(form.dataset.saving);
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name); // files go with the button
  let answer;
  try {
    answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
    if (passing(answer)) throw new Error(answer.status);
    const told = await answer.json();
    saving = false;
    say(told.words, !answer.ok);
    if (answer.ok) {
      form.elements.version.value = told.version;
      form.elements.opened.value = told.opened;
    } else form.removeEventListener("input", later);
  } catch {
    saving = false;
    // any other answer that cannot be read is the page of an error
    const outcome = !answer ? "failed" : passing(answer) ? "busy" : "refused";
    say(form.dataset[outcome], true);
    if (outcome !== "refused") after(Number(answer?.headers.get("Retry-After")) * 1000 || WAIT);
  }
  if (again) {
    again = false;
    later();
  }
}

// Out of order or too many at once: the same is taken when it is sent again.
function passing(answer) {
  return answer.status >= 500 || answer.status === 429;
}

function after(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(save, milliseconds);
}

function later() {
  after(WAIT);
}

form?.addEventListener("input", later);
form?.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  // the version that this save carries may just be changing: wait for the answer, then send
  if (!saving) return;
  event.preventDefault();
  again = false;
  const button = event.submitter;
  const settled = setInterval(() => {
    if (saving) return;
    clearInterval(settled);
    clearTimeout(waiting);
    form.requestSubmit(button);
  }, 50);
});
window.addEventListener("online", () => form && status.classList.contains("error") && save());
