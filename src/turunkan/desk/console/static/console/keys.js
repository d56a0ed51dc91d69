// Shortcuts only: every act has a button or link, and works without this file.
// A key does nothing while a field has the focus or a modifier is held (WCAG 2.1.4; switched off by the person's setting).
"use strict";
(() => {
  const press = (selector) => document.querySelector(selector)?.click();
  const rows = () => [...document.querySelectorAll("tr[data-row]")];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("here"));
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    all[at]?.classList.remove("here");
    next.classList.add("here");
    next.querySelector("a")?.focus();
  };
  const acts = {
    "/": () => document.querySelector("input[type=search]")?.focus(),
    "?": () => document.querySelector("#shortcuts")?.showModal(),
    j: () => step(1),
    k: () => step(-1),
    m: () => press("[data-key=m]"),
    s: () => press("[data-key=s]"),
    z: () => press("[data-key=z]"),
    e: () => press("[data-key=e]"),
    n: () => press("[data-key=n]"),
  };
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, dialog[open]");
    if (event.ctrlKey || event.metaKey || event.altKey || inField || document.body.dataset.shortcuts !== "on") return;
    const act = acts[event.key] ?? (/^[1-9]$/.test(event.key) ? () => press(`[data-key="${event.key}"]`) : null);
    if (act) {
      event.preventDefault();
      act();
    }
  });
  document.querySelector("[data-open=shortcuts]")?.addEventListener("click", () => acts["?"]());
  document.querySelector("[data-close]")?.addEventListener("click", (event) => event.target.closest("dialog").close());
})();
