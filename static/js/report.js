// Saves a report's draft by itself, some seconds after something was typed. Without it the button saves.

const form = document.querySelector("form[data-autosave]");
const SECONDS = 5;

if (form) {
  const version = form.elements.version;
  const status = form.querySelector("[data-saved]");
  let waiting;
  let saving;

  const save = async () => {
    const sent = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      if (answer.redirected) {
        status.textContent = "You have been signed out. Press “Save draft”: your text is kept.";
        return;
      }
      if (!answer.headers.get("Content-Type").includes("json")) {
        status.textContent = "The draft could not be saved by itself. Press “Save draft” to see why.";
        return;
      }
      const told = await answer.json();
      status.textContent = told.says;
      if (answer.ok) version.value = told.version;
    } catch {
      status.textContent = "The draft could not be saved just now. It is tried again when you go on typing.";
    }
  };

  // One after the other: each begins from the version that the one before it was told.
  const saveNext = () => {
    const mine = Promise.resolve(saving).then(save);
    saving = mine;
    mine.finally(() => {
      if (saving === mine) saving = undefined;
    });
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(saveNext, SECONDS * 1000);
  });

  // What is being saved at this moment has to be answered first: it counts as a version of its own.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!saving) return;
    event.preventDefault();
    const button = event.submitter;
    saving.finally(() => form.requestSubmit(button));
  });
}
