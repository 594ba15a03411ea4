// Entries come, go and move without leaving the page: the server draws them, and the focus goes to the entry that was meant.

export function watchEntries(autosave) {
  autosave.form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="action"]');
    if (!button || button.value === "save" || autosave.isClosed) return;
    event.preventDefault();
    act(autosave, button.value, button.closest("[data-entry]")?.previousElementSibling?.closest("[data-entry]")?.id);
  });
}

// before: the entry that takes the focus when the one that was meant is gone.
async function act(autosave, action, before) {
  const { form, status } = autosave;
  const { kind, told } = await autosave.save({ action });
  if (kind !== "stored") return;
  const legend = (id) => id && form.querySelector(`#${CSS.escape(id)} legend`);
  const add = form.querySelector('button[value="add"]');
  (legend(told.focus && `entry-${told.focus}`) || legend(before) || add || form.querySelector("[data-entry] legend"))?.focus();
  if (!action.startsWith("remove-")) return;
  const undo = () => act(autosave, action.replace("remove", "restore"));
  status.show("saved", { time: told.receipt.time, say: told.say, again: undo, button: status.words.undo });
}
