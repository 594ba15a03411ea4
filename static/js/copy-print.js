// Print buttons, and buttons that copy a text: both hidden until a script can do their work.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied || button.textContent;
  });
}

// A textarea prints only what fits its box; the paragraph after it prints everything.
window.addEventListener("beforeprint", () => {
  for (const area of document.querySelectorAll("textarea")) {
    const printed = area.nextElementSibling;
    if (printed?.matches(".print-value")) printed.textContent = area.value;
  }
});
