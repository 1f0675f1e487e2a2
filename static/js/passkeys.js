// Connects the buttons of a page with django-allauth's passkey functions, and shows them where the browser has passkeys.
const ids = {
  loginForm: { login: "passkey_login", credential: "mfa_credential" },
  authenticateForm: { authenticate: "passkey_use", credential: "id_credential", data: "js_data" },
  addForm: { add: "passkey_add", passwordless: "id_passwordless", credential: "id_credential", data: "js_data" },
};
const wanted = document.currentScript.dataset.function;
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
  document.addEventListener("DOMContentLoaded", () => window.allauth.webauthn.forms[wanted]({ ids: ids[wanted] }));
}
