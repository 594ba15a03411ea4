// The big screen: a short cross-fade, no cursor, no sleep; and while its characters wait to be typed, a look every few seconds.

const STILL_AFTER_MS = 3000;
const LOOK_EVERY_MS = 3000;
const FADE_MS = 200;

function hideCursor() {
  let timer;
  const wake = () => {
    document.body.classList.remove("is-still");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("is-still"), STILL_AFTER_MS);
  };
  for (const act of ["pointermove", "pointerdown", "keydown"]) addEventListener(act, wake, { passive: true });
  wake();
}

async function stayAwake() {
  if (document.hidden) return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Not allowed here: the computer's own settings decide.
  }
}

let picture = document.querySelector(".stage")?.innerHTML;

function fade(stage) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || stage.innerHTML === picture) return;
  picture = stage.innerHTML;
  stage.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: FADE_MS });
}

// Once it has been typed, or has run out, the page is another.
async function waitToBePaired() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.type === "opaqueredirect" || !(await answer.text()).includes("data-pairing")) return location.reload();
  } catch {
    // No network now: the next look finds out.
  }
  setTimeout(waitToBePaired, LOOK_EVERY_MS);
}

hideCursor();
stayAwake();
document.addEventListener("visibilitychange", stayAwake);
document.addEventListener("live:changed", (event) => fade(event.target));
if (document.querySelector("[data-pairing]")) setTimeout(waitToBePaired, LOOK_EVERY_MS);
