// Helps at the card desk: Ctrl and Enter save.
(() => {
  "use strict";
  const form = document.getElementById("card-form");
  if (!form) return;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
