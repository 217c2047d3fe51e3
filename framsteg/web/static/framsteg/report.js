/* A figure chosen from the list is put where the writer stands in the text. */
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert-from]");
  if (!button) return;
  const choice = document.getElementById(button.dataset.insertFrom);
  const area = document.getElementById(button.dataset.insertInto);
  if (!choice.value) return void choice.focus();
  area.focus();
  area.setRangeText(choice.value, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
