// Helps at the card desk: Ctrl and Enter save; a dead line leaves the card on the page. Nothing is kept in the browser.
(() => {
  "use strict";
  const form = document.getElementById("card-form");
  const dead = document.getElementById("line-dead");
  if (!form) return;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  // Ask for a small page first: a browser that cannot reach the site would show its own error in place of the card.
  let reached = false;
  form.addEventListener("submit", async (event) => {
    if (reached) return;
    event.preventDefault();
    try {
      await fetch("/health", { cache: "no-store" });
      reached = true;
      dead.hidden = true;
      form.requestSubmit();
    } catch {
      dead.hidden = false;
      dead.scrollIntoView({ block: "nearest" });
    }
  });
})();
