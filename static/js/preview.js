// The picture beside a text that is written in Markdown, drawn anew by the server when its writer pauses.

const PAUSE = 700;

for (const form of document.querySelectorAll("[data-preview]")) {
  const place = document.querySelector("[data-preview-here]");
  let timer;
  let newest = 0;
  const draw = async () => {
    const asked = ++newest;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.ok && asked === newest) place.innerHTML = await answer.text();
    } catch {
      // Without a line the picture waits; "Look at it" says what is wrong.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
}
