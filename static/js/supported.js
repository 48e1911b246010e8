// Loaded first in the body, before anything is painted: the design system's styles ask whether scripts will run.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
