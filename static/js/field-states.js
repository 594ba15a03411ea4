// Sentences beside fields that could not be stored, and fields that take no more words.

export function showErrors(form, errors) {
  for (const { name, text } of errors) {
    const field = document.getElementById(name);
    const place = field?.closest(".field");
    if (!place || document.getElementById(`${name}-error`)) continue;
    const words = Object.assign(document.createElement("p"), { className: "error-message", id: `${name}-error`, textContent: text });
    place.classList.add("has-error");
    place.querySelector("label, legend").after(words);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), words.id].filter(Boolean).join(" "));
  }
}

export function clearErrors(field) {
  const place = field.closest(".has-error");
  const words = place?.querySelector(".error-message");
  if (!words) return;
  const invalid = place.querySelector("[aria-invalid]");
  invalid?.removeAttribute("aria-invalid");
  invalid?.setAttribute("aria-describedby", (invalid.getAttribute("aria-describedby") ?? "").replace(words.id, "").trim());
  place.classList.remove("has-error");
  words.remove();
}

export function lock(form) {
  for (const field of form.elements) {
    if (field.matches("textarea, input[type=text], input[type=date]")) field.readOnly = true;
    else if (field.matches("input[type=radio], input[type=checkbox], button[name=action], .save-bar .button")) field.disabled = true;
  }
}
