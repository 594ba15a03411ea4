// Two versions of the same answers: ask which to keep, send the choice, and draw the sheet anew.

import { openDialog } from "./dialog.js";
import { post } from "./posting.js";

// `done` is told once it is settled.
export function askWhichVersion(autosave, html, done = () => {}) {
  openDialog(html, async (fields) => {
    autosave.seq = Math.max(autosave.seq, Number(fields.get("seq")));
    const places = [...fields.keys()].filter((name) => name.startsWith("was-")).map((name) => name.slice(4));
    const answer = await post(autosave.url, [...fields]);
    if (answer.kind === "conflict") return askWhichVersion(autosave, answer.told.conflict, done);
    if (answer.kind !== "stored") return autosave.tell(answer);
    autosave.settled(places, answer, fields.get("action") === "keep-mine");
    return done();
  });
}
