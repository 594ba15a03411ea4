// Puts the reader before the list of what to mend, and each link of it into its field.

const summary = document.querySelector("[data-error-summary]");

summary?.focus();
summary?.addEventListener("click", (event) => {
  const target = document.getElementById(event.target.hash?.slice(1));
  if (!target) return;
  event.preventDefault();
  target.focus();
  (target.closest(".field") || target).scrollIntoView({ block: "start" });
});
