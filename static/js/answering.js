// What the page says and does about each answer of the server, and when it tries again.

import { lock, showErrors } from "./field-states.js";
import { freshToken } from "./posting.js";
import { askWhichVersion } from "./two-versions.js";

const RETRIES = [2000, 4000, 8000, 16000, 30000];

export class Answering {
  constructor(autosave) {
    this.autosave = autosave;
    this.failures = 0;
  }

  tell({ kind, status, told }) {
    const { autosave } = this;
    const again = () => this.again();
    switch (kind) {
      case "stored":
        this.#stored(told);
        break;
      case "refused":
        showErrors(autosave.form, told.errors);
        autosave.status.show("refused", { text: told.errors.map((one) => one.text).join(" ") });
        break;
      case "conflict":
        autosave.status.show("conflict", { again, button: autosave.status.words.choose });
        askWhichVersion(autosave, told.conflict);
        break;
      case "closed":
        autosave.close();
        lock(autosave.form);
        autosave.status.show("closed", { text: told.closed });
        break;
      case "offline":
        autosave.status.show(autosave.draft.isShared ? "offline-shared" : "offline");
        this.#retry(kind);
        break;
      default:
        autosave.status.show(kind === "signed-out" ? kind : "failed", { again });
        if (status === 429 || status >= 500) this.#retry(kind);
    }
  }

  #stored({ receipt, say }) {
    const { autosave } = this;
    const hasMore = autosave.toSend().length > 0;
    if (hasMore && !say) autosave.status.show("dirty");
    else autosave.status.show(this.failures && this.wasOffline ? "back" : "saved", { time: receipt.time, say });
    this.failures = 0;
    if (hasMore) autosave.saveSoon();
  }

  // A whole room comes back at once: nobody at the same moment as everybody.
  #retry(kind) {
    this.wasOffline = kind === "offline";
    const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.autosave.saveIn(wait * (0.7 + 0.6 * Math.random()));
  }

  // "Try again": with a token of whoever is signed in now, if this is still their sheet.
  async again() {
    const { autosave } = this;
    const found = await this.renewToken();
    if (found === "someone-else") return autosave.status.show("someone-else", { again: () => this.again() });
    if (found !== "fresh") return this.tell({ kind: found, status: 0, told: {} });
    autosave.held.clear();
    return autosave.save();
  }

  // Takes a fresh token into the form; says in one word what became of that.
  async renewToken() {
    const { form, url } = this.autosave;
    const found = await freshToken(url);
    if (found.kind !== "fresh") return found.kind;
    if (found.sheet !== form.elements.sheet.value) return "someone-else";
    form.elements.csrf_token.value = found.token;
    return "fresh";
  }
}
