// Where the line may die while somebody types: the words stay on the page. Nothing is kept in the browser.
(() => {
  "use strict";
  const form = document.querySelector("form[data-line]");
  const dead = document.getElementById("line-dead");
  if (!form || !dead) return;

  // Ask for a small page first: a browser that cannot reach the site would show its own error in place of the words.
  let reached = false;
  form.addEventListener("submit", async (event) => {
    if (reached) return;
    event.preventDefault();
    try {
      await fetch("/health", { cache: "no-store" });
      reached = true;
      dead.hidden = true;
      form.requestSubmit(event.submitter);
    } catch {
      dead.hidden = false;
      dead.scrollIntoView({ block: "nearest" });
    }
  });
})();
