// Two versions: the server's form in a native dialog. Esc closes it with nothing saved; focus goes back to where it was.

export function openDialog(html, choose) {
  document.querySelector("dialog[open]")?.close();
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  dialog.className = "two-versions";
  dialog.setAttribute("aria-labelledby", "conflict-title");
  dialog.innerHTML = html;
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(event.target, event.submitter);
    dialog.close();
    choose(fields);
  });
  dialog.showModal();
  // Whoever is still typing must not press a button with the next space.
  const title = dialog.querySelector("#conflict-title");
  title.tabIndex = -1;
  title.focus();
}
