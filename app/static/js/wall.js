// The wall asks the site twice a second what stands on it, keeps what it has when the line dies, and says since when.
(() => {
  "use strict";
  const EVERY = 500;
  const place = (name) => document.getElementById(name);
  let known = "";
  let asked = "";
  let batch = place("wall").dataset.batch;
  // A new batch stands for a whole turn before the screens go round again.
  let newestUntil = 0;

  const took = (dead) => {
    place("wall-on").hidden = dead;
    place("wall-off").hidden = !dead;
    if (!dead) place("wall-time").textContent = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
  };

  const look = async () => {
    try {
      const address = location.pathname + (Date.now() < newestUntil ? "?newest=1" : "");
      const same = known && address === asked;
      const answer = await fetch(address, { headers: same ? { "If-None-Match": known } : {}, cache: "no-store" });
      if (answer.ok) {
        known = answer.headers.get("ETag") || "";
        asked = address;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const { batch: newest, seconds } = fresh.getElementById("wall").dataset;
        if (newest !== batch) {
          batch = newest;
          newestUntil = Date.now() + Number(seconds) * 1000;
          // The page that came shows the newest batch already if that was asked for.
          if (!address.endsWith("?newest=1")) {
            setTimeout(look, 0);
            return;
          }
        }
        for (const name of ["wall", "wall-counts"]) {
          const made = fresh.getElementById(name);
          if (made && made.isEqualNode(place(name)) === false) place(name).replaceWith(document.importNode(made, true));
        }
      }
      took(!answer.ok && answer.status !== 304);
    } catch {
      took(true);
    }
    setTimeout(look, EVERY);
  };

  setTimeout(look, EVERY);
})();
