// The page's one status line. Sentences come from the page; only a change between states is announced, and never "not saved yet".

export class Status {
  constructor(form) {
    this.line = form.querySelector("[data-status]");
    this.words = Object.fromEntries(
      [...form.querySelectorAll("[data-sentence]")].map((one) => [one.dataset.sentence, one.content.textContent]),
    );
    this.state = this.line.dataset.state;
  }

  // again: what the button "Try again" does, where there is one.
  show(state, { text = this.words[state], time = "", say = "", again = null, button = this.words.again } = {}) {
    const full = [say, text.replace("{time}", time)].filter(Boolean).join(" ");
    this.state = state;
    if (this.line.dataset.state !== state || this.line.firstChild?.textContent.trim() !== full) {
      this.line.setAttribute("aria-live", state === "dirty" ? "off" : "polite");
      this.line.dataset.state = state;
      this.line.textContent = full;
    }
    this.line.querySelector("button")?.remove();
    if (!again) return;
    const act = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: button });
    act.addEventListener("click", again);
    this.line.append(" ", act);
  }

  // Says so while something takes long; gives back what ends that.
  sayWhenSlow() {
    const timers = [setTimeout(() => this.show("saving"), 800), setTimeout(() => this.show("slow"), 8000)];
    return () => timers.forEach(clearTimeout);
  }
}
