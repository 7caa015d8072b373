// Letters and digits alone as keys of the queue. The page loads this file only for people who want it (WCAG 2.1.4),
// and everything it does can be done without it: each letter is an access key, too.
(() => {
  "use strict";
  let refusing = false;

  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  // Open whatever hides an element, then go there.
  const show = (target) => {
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    target.scrollIntoView({ block: "nearest" });
    const field = target.matches("h2") ? target.nextElementSibling : target;
    const first = field && field.querySelector("textarea, select, input:not([type=hidden]), button");
    if (first) first.focus();
  };

  const press = (element) => {
    refusing = element.dataset.key === "x";
    const inside = element.getAttribute("href");
    if (inside && inside.startsWith("#")) show(document.getElementById(inside.slice(1)));
    else element.click();
  };

  const chooseField = (digit) => {
    const box = document.querySelector(`form[action*="/release"] input[name=fields][value="${digit}"]`);
    if (!box) return false;
    box.checked = !box.checked;
    const main = [...box.form.querySelectorAll("input[name=primary]")];
    const chosen = new Set([...box.form.querySelectorAll("input[name=fields]:checked")].map((one) => one.value));
    if (!main.some((one) => one.checked && chosen.has(one.value)))
      for (const one of main) one.checked = one.value === (chosen.has(digit) ? digit : [...chosen][0]);
    return true;
  };

  const refuse = (digit) => {
    const form = document.querySelector('form[action*="/refuse"]');
    const reasons = form && [...form.querySelectorAll("select[name=reason] option")].filter((one) => one.value);
    const reason = reasons && reasons[Number(digit) - 1];
    if (!reason) return false;
    reason.selected = true;
    form.requestSubmit();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
    const key = event.key.toLowerCase();
    // After X the focus stands in the list of reasons: digits there are meant for it.
    const reasons = refusing && event.target.matches("select[name=reason]") && /^[1-9]$/.test(key);
    if (typing(event.target) && !reasons) return;
    if (key === "escape") refusing = false;
    else if (/^[1-9]$/.test(key)) {
      if (refusing ? refuse(key) : chooseField(key)) event.preventDefault();
    } else if (/^[a-z]$/.test(key)) {
      const element = document.querySelector(`[data-key="${key}"]`);
      if (element) {
        event.preventDefault();
        press(element);
      }
    }
  });
})();
