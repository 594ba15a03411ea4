// Keeps marked parts of a page as new as the room: by a stream of signals, or by asking.
// Never leaves the page, takes the focus, or moves who types.

const FIELDS = "input:not([type=hidden]), textarea, select";
const source = document.querySelector("[data-live]");
const soon = (wait) => wait * (0.8 + 0.4 * Math.random());
const isDirty = (field) => field.checked !== field.defaultChecked || (field.defaultValue ?? field.value) !== field.value;

class Part {
  constructor(element) {
    this.element = element;
    this.data = element.dataset;
    this.changed = -Infinity;
    this.heard = {};
    this.asked = 0;
  }

  hear({ spread = 500, part, ...revisions }) {
    const { liveTopic, liveRevision, liveEvery = 0 } = this.data;
    Object.assign(this.heard, revisions);
    const revision = liveTopic.split(" ").map((topic) => this.heard[topic]).join(" ");
    if (liveRevision === revision) return;
    this.data.liveRevision = revision;
    if (part !== undefined) {
      this.asked++; // an answer under way is older
      this.tag = null;
      return this.put(part);
    }
    this.askIn(Math.max(Math.random() * spread, this.changed + 1000 * liveEvery - performance.now()));
  }

  // Whoever is about to ask hears of this too.
  askIn(wait) {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.ask().catch(() => this.askIn(soon(15000)));
    }, wait);
  }

  async ask() {
    const mine = ++this.asked;
    const answer = await fetch(this.data.livePart, { headers: this.tag ? { "If-None-Match": this.tag } : {}, redirect: "manual" });
    const html = await answer.text();
    if (mine !== this.asked) return;
    if (!answer.status || [401, 403, 404].includes(answer.status)) stop();
    else if (answer.ok) {
      this.tag = answer.headers.get("ETag");
      this.put(html);
    } else if (answer.status !== 304) throw answer;
  }

  put(html) {
    const { element } = this;
    const at = document.activeElement;
    const isInside = element.contains(at);
    const fields = [...element.querySelectorAll(FIELDS)];
    clearTimeout(this.late);
    if (html === this.html) return;
    // Nothing goes from under a finger.
    if (element.matches(":active") || fields.some((field) => field === at || isDirty(field))) {
      this.late = setTimeout(() => this.put(html), 500);
      return;
    }
    const like = () => [...element.querySelectorAll(at.tagName)].filter((one) => one.textContent === at.textContent);
    const place = isInside && like().indexOf(at);
    const folds = [...element.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);
    // What has the focus, or stands below a part out of sight, stays where it is.
    const isElsewhere = !isInside && at !== document.body;
    const anchor = isElsewhere ? at : element.getBoundingClientRect().top < 0 && element.nextElementSibling;
    const top = anchor && anchor.getBoundingClientRect().top;
    element.innerHTML = this.html = html;
    for (const [id, isOpen] of folds) document.getElementById(id)?.toggleAttribute("open", isOpen);
    if (isInside) like()[place]?.focus({ preventScroll: true });
    if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: "instant" });
    this.changed = performance.now();
    element.dispatchEvent(new Event("live:changed", { bubbles: true }));
  }
}

const parts = [...document.querySelectorAll("[data-live-part]")].map((element) => new Part(element));
let stream, silence, asking, isOver;
let wait = 15000;
let heardAt = 0;

function listen() {
  stream?.close();
  if (isOver) return;
  stream = new EventSource(source.dataset.live);
  // A word comes at once, and one every 15 s: a proxy that keeps the first keeps all.
  until(8000, refused);
  stream.onmessage = ({ data }) => {
    until(40000, listen);
    heardAt = Date.now();
    clearTimeout(asking);
    asking = null;
    wait = 15000;
    tell(false);
    for (const part of parts) part.hear(JSON.parse(data));
  };
  stream.onerror = () => (stream.readyState === 2 ? refused() : (asking ??= setTimeout(askAll, soon(wait))));
}

function until(time, act) {
  clearTimeout(silence);
  silence = setTimeout(act, soon(time));
}

function refused() {
  stream.close();
  asking ??= setTimeout(askAll, soon(2000));
  until(60000, listen);
}

async function askAll() {
  asking = document.hidden || isOver ? null : setTimeout(askAll, soon(wait));
  if (!asking) return;
  wait = Math.min(wait * 1.5, 60000);
  await Promise.all(parts.map((part) => part.ask())).then(() => tell(false), () => tell(true));
}

// The sentence about a lost connection, on pages that have one.
function tell(isLost) {
  const time = source.querySelector("time");
  if (!time || isLost === !source.hidden) return;
  source.hidden = !isLost;
  time.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
}

// After a sleep a stream may look open and be dead; what it told while there was no network it does not tell twice.
function wake({ type }) {
  const isHeard = stream.readyState === 1 && Date.now() - heardAt < 20000;
  if (document.hidden || isOver || (isHeard && type !== "online")) return;
  wait = 15000;
  listen();
  clearTimeout(asking);
  askAll();
}

function stop() {
  isOver = true;
  stream.close();
}

if (source) {
  listen();
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && wake(event));
}
