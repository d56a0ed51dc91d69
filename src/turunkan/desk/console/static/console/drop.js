// Files dropped anywhere on a panel go into its file field, and the form is sent; without this file the field still works.
"use strict";
(() => {
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const field = zone.querySelector("input[type=file]");
    const mark = (on) => zone.classList.toggle("dropping", on);
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        mark(true);
      });
    }
    zone.addEventListener("dragleave", (event) => mark(zone.contains(event.relatedTarget)));
    zone.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      mark(false);
      field.files = event.dataTransfer.files;
      field.form.requestSubmit();
    });
  }
})();
