// Saves what changed, soon after it changed, and keeps it on this device until the server has said yes.

import { Answering } from "./answering.js";
import { watchConditions } from "./conditions.js";
import { Draft } from "./draft.js";
import { watchEntries } from "./entries.js";
import { clearErrors } from "./field-states.js";
import { answers, current, fill, inEverySave, rendered, same, wasField } from "./fields.js";
import { offerFoundWords } from "./found.js";
import { post } from "./posting.js";
import { Status } from "./status.js";

const PAUSE = 1500;
const MIN_INTERVAL = 3000;

export class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.getAttribute("action"); // form.action is the buttons of that name
    this.status = new Status(form);
    this.draft = new Draft(form.dataset.draft, "sharedDevice" in form.dataset);
    this.writer = form.elements.writer.value;
    this.base = rendered(form); // what the server has
    this.held = new Map(); // sent once and refused, or in conflict: not sent again before it changes
    this.unsure = new Map(); // sent, and no answer yet: with which save; what the server has is not known
    this.seq = 0;
    this.lastStart = -MIN_INTERVAL;
    this.running = Promise.resolve();
    this.answering = new Answering(this);
    this.#listen();
    this.updateConditions = watchConditions(form);
    if (this.changed().length) this.touched();
  }

  #listen() {
    const { form } = this;
    form.addEventListener("input", ({ target }) => this.touched(target));
    form.addEventListener("focusout", () => this.toSend().length && this.saveIn(0));
    form.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.leave();
      else if (this.status.state === "signed-out") this.answering.again();
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("online", () => this.toSend().length && this.saveIn(Math.random() * 1000));
  }

  // Places whose words the server has not acknowledged.
  changed() {
    const differs = ([place, pairs]) => this.unsure.has(place) || !same(pairs, this.base.get(place) ?? []);
    return [...current(this.form)].filter(differs).map(([place]) => place);
  }

  toSend() {
    const now = current(this.form);
    return this.changed().filter((place) => !same(this.held.get(place), now.get(place)));
  }

  touched(field) {
    if (this.isClosed) return;
    if (field) clearErrors(field);
    clearTimeout(this.drafting);
    this.drafting = setTimeout(() => this.keepDraft(), 300);
    if (!this.toSend().length) return;
    if (["idle", "saved", "back", "refused"].includes(this.status.state)) this.status.show("dirty");
    this.saveSoon();
  }

  keepDraft() {
    const now = current(this.form);
    const fields = this.changed().map((place) => ({ place, pairs: now.get(place), was: wasField(this.form, place).value }));
    const record = { writer: this.writer, seq: this.seq, rendered: this.form.elements.rendered.value, at: Date.now(), fields };
    if (fields.length) this.draft.keep(record);
    else this.draft.drop(this.writer);
  }

  saveSoon() {
    this.saveIn(PAUSE);
  }

  saveIn(wait) {
    clearTimeout(this.timer);
    const earliest = this.lastStart + MIN_INTERVAL - performance.now();
    this.timer = setTimeout(() => this.save(), Math.max(wait, earliest));
  }

  // The page goes out of sight, perhaps for ever.
  leave() {
    if (this.isClosed) return;
    clearTimeout(this.drafting);
    this.keepDraft();
    if (this.toSend().length) this.#send({ keepalive: true });
  }

  // Send what changed, and an act if one is given; gives back the answer.
  save(act = {}) {
    this.running = this.running.then(() => this.#send(act));
    return this.running;
  }

  async #send({ action = null, keepalive = false, isSecond = false }) {
    const places = this.toSend();
    if (this.isClosed || !(places.length || action)) return { kind: "nothing" };
    clearTimeout(this.timer);
    this.lastStart = performance.now();
    this.keepDraft();
    const sent = current(this.form);
    const quiet = keepalive ? () => {} : this.status.sayWhenSlow();
    const payload = this.#payload(places, sent, action);
    const { seq } = this;
    for (const place of places) this.unsure.set(place, seq);
    const answer = await post(this.url, payload, { keepalive });
    quiet();
    if (answer.kind === "stale" && !isSecond && (await this.answering.renewToken()) === "fresh") return this.#send({ action, isSecond: true });
    // A newer save answers for what it sent again.
    this.#take(answer, places.filter((place) => this.unsure.get(place) === seq), sent, action);
    return answer;
  }

  #payload(places, sent, action) {
    const { elements } = this.form;
    const fields = [["writer", this.writer], ...inEverySave(this.form), ...answers(this.form, places, sent)];
    if (action) fields.push(["action", action]);
    // The same words again are the same save: a retry keeps its number, and is told of the first one.
    if (!same(fields, this.lastFields)) this.seq += 1;
    this.lastFields = fields;
    elements.seq.value = this.seq + 1;
    return [["csrf_token", elements.csrf_token.value], ["seq", this.seq], ...fields];
  }

  #take(answer, places, sent, action) {
    const { kind, told } = answer;
    for (const place of places) {
      // Words that came too late are a private copy, and are sent again.
      if (`was-${place}` in (told.was ?? {}) || (kind === "stored" && !told.kept)) this.#acknowledge(place, sent.get(place), told.was);
      else if (kind === "refused" || kind === "conflict") this.held.set(place, sent.get(place));
    }
    if (told.body && kind !== "conflict") this.redraw(told.body, action);
    this.keepDraft();
    this.tell(answer);
  }

  #acknowledge(place, pairs, was) {
    this.base.set(place, pairs);
    this.held.delete(place);
    this.unsure.delete(place);
    const field = wasField(this.form, place);
    if (field && was[field.name] !== undefined) field.value = was[field.name];
  }

  tell(answer) {
    this.answering.tell(answer);
  }

  // Nothing more is taken here.
  close() {
    this.isClosed = true;
    this.draft.drop(this.writer);
  }

  // The server drew the questions anew: put back whatever was typed since, and what it has not taken.
  redraw(html, action) {
    // An entry that another device has deleted stays while words in it are not stored: the next save brings it back.
    const isGone = (place) => !html.includes(`"was-${place}"`) && action !== `remove-${place.slice(0, 36)}`;
    const gone = this.changed().filter(isGone).map((place) => wasField(this.form, place).closest("[data-entry]"));
    const live = current(this.form);
    const kept = this.changed().map((place) => [place, live.get(place), wasField(this.form, place).value]);
    this.form.querySelector("[data-body]").outerHTML = html;
    this.form.querySelector("[data-body] .entry-add")?.before(...new Set(gone));
    this.base = rendered(this.form);
    for (const [place, pairs, was] of kept) {
      if (!this.base.has(place)) continue; // just deleted here
      fill(this.form, place, pairs);
      if (this.held.has(place)) wasField(this.form, place).value = was;
    }
    this.updateConditions();
  }

  // The words of these places are settled, whichever version it was; the answer says what the sheet is now. What was typed
  // meanwhile is sent next: over one's own version at once, over any other as a new question.
  settled(places, answer, isMine) {
    for (const place of places) {
      this.unsure.delete(place);
      this.base.set(place, this.held.get(place) ?? current(this.form).get(place));
      if (isMine) this.held.delete(place);
    }
    this.#take(answer, [], new Map());
    const open = this.changed();
    for (const place of places) if (!open.includes(place)) this.held.delete(place);
  }

  // "Save and continue" leaves the page only once everything on it is stored.
  async #submitted(event) {
    const isReturnKey = event.submitter?.tabIndex === -1;
    if (this.isLeaving || !(isReturnKey || this.changed().length)) return;
    event.preventDefault();
    this.held.clear();
    await this.save();
    if (isReturnKey || this.changed().length) return;
    this.isLeaving = true;
    this.form.requestSubmit(event.submitter);
  }
}

const form = document.querySelector("[data-autosave]");
if (form) {
  const autosave = new Autosave(form);
  watchEntries(autosave);
  offerFoundWords(autosave);
}
