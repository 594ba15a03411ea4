// What is typed and not yet acknowledged, kept on this device till then; each page load has its own record.

export class Draft {
  constructor(key, isShared) {
    this.key = key;
    this.isShared = isShared;
  }

  records() {
    try {
      return (!this.isShared && JSON.parse(localStorage.getItem(this.key))) || {};
    } catch {
      return {};
    }
  }

  // record: { writer, seq, rendered, at, fields: [{ place, pairs, was }] }
  keep(record) {
    this.#store({ ...this.records(), [record.writer]: record });
  }

  drop(writer) {
    const { [writer]: gone, ...others } = this.records();
    if (gone) this.#store(others);
  }

  #store(records) {
    if (this.isShared) return;
    try {
      if (Object.keys(records).length) localStorage.setItem(this.key, JSON.stringify(records));
      else localStorage.removeItem(this.key);
    } catch {
      // A full or forbidden store: the words are still on the page.
    }
  }
}

export function unsentKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
  } catch {
    return [];
  }
}
