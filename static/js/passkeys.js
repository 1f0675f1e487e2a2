// Passkeys: asks the browser for one and sends it with the form. Without passkeys the parts for them stay hidden.
const passkeys = window.PublicKeyCredential;
const given = () => JSON.parse(document.getElementById("js_data").textContent);

async function make(form) {
  const { publicKey } = given().creation_options;
  const alone = form.elements.passwordless?.checked ?? false; // instead of the password: the device must ask who it is
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey: passkeys.parseCreationOptionsFromJSON(publicKey) });
}

async function use(form) {
  const asked = document.getElementById("js_data")
    ? given()
    : await (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
  return navigator.credentials.get({ publicKey: passkeys.parseRequestOptionsFromJSON(asked.request_options.publicKey) });
}

if (passkeys?.parseRequestOptionsFromJSON) {
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = document.getElementById("passkey-failed");
      failed.hidden = true;
      try {
        const credential = await (form.dataset.passkey === "make" ? make(form) : use(form));
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        failed.hidden = false; // refused by the person, the device or the browser; trying again is all that helps
      }
    });
  });
}
