// Says when words on this device have not been sent, and leaves none of them behind where a button promises that.

import { unsentKeys } from "./draft.js";

for (const warning of document.querySelectorAll("[data-unsent]")) warning.hidden = unsentKeys().length === 0;

for (const button of document.querySelectorAll("[data-clears]")) {
  button.form.addEventListener("submit", () => unsentKeys().forEach((key) => localStorage.removeItem(key)));
}
