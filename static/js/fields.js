// The answers on a page, question by question. A place is "<entry>-<question>": the name of a field without its "a-" or "was-".

const OUTSIDE = new Set(["was-order", "was-finished"]);

const isWas = (name) => name.startsWith("was-") && !OUTSIDE.has(name);
const placeOf = (name) => name.slice(2).replace(/-other$/, "");

// Map of place to the pairs of name and value that a browser would send for it now.
export function current(form) {
  return gathered(form, [...new FormData(form)]);
}

// The same, as the server drew the page: browsers put words back into fields when a page is loaded again.
export function rendered(form) {
  const pairs = [...form.elements].filter((field) => field.name && !field.disabled && drawn(field) !== null);
  return gathered(form, pairs.map((field) => [field.name, drawn(field)]));
}

function drawn(field) {
  if (field.type === "hidden") return field.value;
  if (field.type === "radio" || field.type === "checkbox") return field.defaultChecked ? field.value : null;
  return field.type === "submit" || field.type === "button" ? null : field.defaultValue;
}

function gathered(form, pairs) {
  const found = new Map();
  for (const [name] of pairs) if (isWas(name)) found.set(name.slice(4), []);
  for (const [name, value] of pairs) if (name.startsWith("a-")) found.get(placeOf(name))?.push([name, value]);
  return found;
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const wasField = (form, place) => form.elements[`was-${place}`];

// Put pairs back into the fields of a place.
export function fill(form, place, pairs) {
  for (const field of fieldsOf(form, place)) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.type !== "hidden") field.value = values[0] ?? "";
  }
}

export function fieldsOf(form, place) {
  return [...form.elements].filter((field) => field.name === `a-${place}` || field.name === `a-${place}-other`);
}

// What every save names: whose sheet, since when the page has it, and its entries in order.
export function inEverySave(form) {
  const { sheet, rendered: stamp, "was-order": order } = form.elements;
  const entries = [...form.querySelectorAll('[name="entry"]')].map((entry) => ["entry", entry.value]);
  return [["sheet", sheet.value], ["rendered", stamp.value], ...entries, ["was-order", order.value]];
}

export function answers(form, places, values) {
  return places.flatMap((place) => [...values.get(place), [`was-${place}`, wasField(form, place).value]]);
}

// What the pairs of a place say to a reader: the words beside a chosen box, or what was typed.
export function words(form, place, pairs) {
  const fields = fieldsOf(form, place);
  return pairs
    .filter(([, value]) => value)
    .map(([name, value]) => {
      const box = fields.find((field) => field.name === name && field.value === value && field.labels?.length && field.type !== "text");
      return box && /radio|checkbox/.test(box.type) ? box.labels[0].textContent.trim() : value;
    })
    .join(", ");
}
