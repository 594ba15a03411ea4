// Waits at the door with whoever came early: asks now and then whether it is open, and then loads the page that lets them in.

const waiting = document.querySelector("[data-door]");
const EVERY = 15000;
const AT_MOST = 60000;
let pause = EVERY;

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(waiting.dataset.door, { redirect: "manual" });
    // Signed out, or no longer expected: the page itself says so.
    if (answer.status === 0 || answer.status === 404 || (answer.ok && (await answer.json()).open)) return location.reload();
    pause = EVERY;
  } catch {
    pause = Math.min(pause * 1.5, AT_MOST);
  }
  later();
}

// A whole room waits: not everybody asks in the same second.
function later() {
  clearTimeout(later.timer);
  later.timer = setTimeout(look, pause * (0.8 + 0.4 * Math.random()));
}

if (waiting) {
  waiting.hidden = false;
  later();
  document.addEventListener("visibilitychange", () => document.hidden || look());
}
