// The choice of light or dark shows at once; the post that keeps it goes on in the background.

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  const submit = form.querySelector("button");
  submit.hidden = true;
  form.addEventListener("change", async () => {
    const theme = new FormData(form).get("theme");
    if (theme === "device") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    document.querySelector("meta[name=color-scheme]").content = theme === "device" ? "light dark" : theme;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    submit.hidden = Boolean(answer?.ok);
  });
}
