// Leads to the language that was chosen before, else to the browser's own.
"use strict";
(() => {
  let language = null;
  try { language = localStorage.getItem("bastide-language"); } catch { /* a private window keeps nothing */ }
  if (language !== "zh" && language !== "en") language = /^zh/i.test(navigator.language) ? "zh" : "en";
  location.replace(`${language}/verdict.html`);
})();
