// Questions that hang on another answer: "unless a-…-channel none", "only_if a-…-again keep".

function update(form) {
  for (const asked of form.querySelectorAll("[data-condition]")) {
    const [verb, name, ...options] = asked.dataset.condition.split(" ");
    const chosen = form.querySelector(`[name="${CSS.escape(name)}"]:checked`);
    const holds = chosen !== null && options.includes(chosen.value);
    asked.hidden = verb === "unless" ? holds : !holds;
  }
}

export function watchConditions(form) {
  form.addEventListener("change", () => update(form));
  // Words for somebody else mean that somebody else was chosen.
  form.addEventListener("input", ({ target }) => {
    if (!target.name?.endsWith("-other")) return;
    const box = form.querySelector(`[name="${CSS.escape(target.name.slice(0, -6))}"][type="radio"][value="other"]`);
    if (box && target.value) box.checked = true;
  });
  update(form);
  return () => update(form);
}
