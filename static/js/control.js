// The control room's single keys, and its counts said aloud at most once in thirty seconds.

const QUIET_MS = 30_000;

function listen(room) {
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented) return;
    if (press.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = press.key.toLowerCase();
    if (key === "?") return toggleList();
    if (!room.hasAttribute("data-keys") || !/^[a-z]$/.test(key)) return;
    const act = document.querySelector(`[data-key="${key}"]`);
    if (!act) return;
    press.preventDefault();
    act.click();
  });
}

function toggleList() {
  const list = document.querySelector("[data-keys-list]")?.parentElement;
  if (!list) return;
  list.open = !list.open;
  if (list.open) list.querySelector("summary").focus();
}

function announce() {
  const speaker = document.createElement("p");
  speaker.className = "visually-hidden";
  speaker.setAttribute("role", "status");
  document.querySelector("main").append(speaker);
  let said = counts(), saidAt = 0, waiting = null;
  const say = () => {
    waiting = null;
    if (counts() === said) return;
    said = counts();
    saidAt = Date.now();
    speaker.textContent = said;
  };
  new MutationObserver(() => {
    if (counts() === said || waiting) return;
    waiting = setTimeout(say, Math.max(0, saidAt + QUIET_MS - Date.now()));
  }).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
}

function counts() {
  return [...document.querySelectorAll("[data-announce]")].map((one) => one.textContent.trim()).join(" ");
}

const room = document.querySelector(".control");
if (room) {
  listen(room);
  announce();
}
