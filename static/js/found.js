// Words of an earlier visit that were never acknowledged: shown beside what is saved, to be used or discarded.

import { current, same, words } from "./fields.js";
import { post } from "./posting.js";
import { askWhichVersion } from "./two-versions.js";

export function offerFoundWords(autosave) {
  const { form, draft } = autosave;
  const now = current(form);
  const [record] = Object.values(draft.records())
    .filter((one) => one.writer !== autosave.writer)
    .sort((one, other) => other.at - one.at);
  if (!record) return;
  const unsent = record.fields.filter(({ place, pairs }) => !same(pairs, now.get(place) ?? []));
  if (unsent.length === 0) {
    draft.drop(record.writer);
    offerFoundWords(autosave);
    return;
  }
  const notice = document.querySelector("[data-found]");
  const time = new Date(record.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const title = notice.querySelector("[data-found-words]");
  title.textContent = title.textContent.replace("{time}", time);
  notice.querySelector("[data-found-list]").replaceChildren(...unsent.flatMap(({ place, pairs }) => versions(form, place, pairs, now)));
  notice.querySelector("[data-use]").addEventListener("click", () => use(autosave, record, notice));
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    draft.drop(record.writer);
    notice.hidden = true;
  });
  notice.hidden = false;
}

function versions(form, place, pairs, now) {
  const [field] = [...form.elements].filter((one) => one.name === `a-${place}`);
  const label = field?.closest(".field")?.querySelector("legend, label")?.textContent ?? "";
  const texts = ["mine", "saved"].map((which) => {
    const said = words(form, place, which === "mine" ? pairs : (now.get(place) ?? []));
    const template = document.querySelector(`[data-found-${which}]`).content.textContent;
    return Object.assign(document.createElement("dd"), { textContent: template.replace("{words}", said || "–") });
  });
  const line = document.createElement("div");
  line.append(Object.assign(document.createElement("dt"), { textContent: label }), ...texts);
  return [line];
}

// Sent as the page of then would have sent them, so that the server can tell what has changed since.
async function use(autosave, record, notice) {
  const { form, draft } = autosave;
  await autosave.save();
  const entries = new Set([...form.querySelectorAll('[name="entry"]')].map((one) => one.value));
  const once = form.querySelector("[data-once]")?.dataset.once;
  for (const { place } of record.fields) if (place.slice(0, 36) !== once) entries.add(place.slice(0, 36));
  const { csrf_token: token, sheet } = form.elements;
  const fields = [["csrf_token", token.value], ["writer", record.writer], ["seq", record.seq + 1], ["sheet", sheet.value]];
  fields.push(["rendered", record.rendered], ...[...entries].map((entry) => ["entry", entry]));
  for (const { place, pairs, was } of record.fields) fields.push(...pairs, [`was-${place}`, was]);
  const answer = await post(autosave.url, fields);
  const finish = () => {
    draft.drop(record.writer);
    location.reload();
  };
  if (answer.kind === "stored" || answer.kind === "closed") finish();
  else if (answer.kind === "conflict") askWhichVersion(autosave, answer.told.conflict, finish);
  else autosave.tell(answer);
  notice.hidden = answer.kind !== "conflict" && answer.kind !== "stored" ? notice.hidden : true;
}
