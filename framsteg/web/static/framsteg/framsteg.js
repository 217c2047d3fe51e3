/* Framsteg: comforts on top of pages that work without them. No personal data is kept in the browser. */
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Dialogs: a link or button with data-open names the dialog; without JavaScript the link is followed. */
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
    return dialog;
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-open], [data-close], [data-day]");
    if (target?.dataset.open && open(target.dataset.open)) event.preventDefault();
    if (target?.matches("[data-close]")) target.closest("dialog").close();
    if (target?.matches("[data-day]")) setDay(target);
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.matches("dialog")) event.target.close();
    all("details[data-menu][open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
  });

  /* Date buttons: "today" in the reader's own time zone. */
  const setDay = (button) => {
    const day = new Date();
    day.setDate(day.getDate() + Number(button.dataset.day));
    const input = document.getElementById(button.dataset.for);
    const two = (n) => String(n).padStart(2, "0");
    input.value = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /* Keys: one key each, so they can be switched off in the list that ? shows. */
  const keysOff = () => localStorage.getItem("keys") === "off";
  const writing = (node) => node.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      all("details[data-menu][open]").forEach((menu) => {
        menu.open = false;
        one("summary", menu).focus();
      });
    }
    if (keysOff() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (writing(event.target) || one("dialog[open]")) return;
    if (event.key === "?") return void (open("shortcuts") && event.preventDefault());
    const wanted =
      event.key === "/" ? one("input[type=search]") : one(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (event.key === "/") wanted.focus();
    else wanted.click();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-on]")) {
      localStorage.setItem("keys", event.target.checked ? "on" : "off");
    }
  });

  /* A passkey that did not answer: say so where it was asked for. */
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    all("[data-key-failed]").forEach((told) => (told.hidden = false));
  });

  /* Colours: change at once; the cookie lets the server paint the next page right from the start. */
  document.addEventListener("submit", (event) => {
    const scheme = event.submitter?.value;
    if (!event.target.matches("[data-scheme]") || !scheme) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `color_scheme=${scheme};path=/;max-age=31536000;samesite=lax${secure}`;
    document.documentElement.dataset.colorScheme = scheme;
    all("[data-scheme] button").forEach((b) => b.setAttribute("aria-pressed", String(b.value === scheme)));
  });

  /* Words not yet saved: ask before they are left. */
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-warn-unsaved]");
    if (form) dirty.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    dirty.delete(form);
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault(); /* on its way already: not twice */
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });

  /* Copy a text; where the browser refuses, the text is selected for the reader's own keys. */
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const area = document.getElementById(button.dataset.copy);
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      return;
    }
    announce(button.dataset.copied);
    button.textContent = button.dataset.copied;
  });

  /* All of a list of boxes, or none of them: the button says which it will do. */
  const boxesOf = (button) => all("input[type=checkbox]:not(:disabled)", button.closest("fieldset, form"));
  const sayWhat = (button) => {
    const chosen = boxesOf(button).every((box) => box.checked);
    button.textContent = chosen ? button.dataset.none : button.dataset.all;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose-all]");
    if (!button) return;
    const boxes = boxesOf(button);
    const choose = boxes.some((box) => !box.checked);
    boxes.forEach((box) => (box.checked = choose));
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", (event) => {
    const button = one("[data-choose-all]", event.target.closest("fieldset") ?? document.createElement("p"));
    if (button && event.target.matches("input[type=checkbox]")) sayWhat(button);
  });

  /* Rows to fill in: one more, with the same columns. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (!button) return;
    const body = one("tbody", button.closest("[data-rows]"));
    const row = body.lastElementChild.cloneNode(true);
    all("[name]", row).forEach((cell) => {
      cell.value = "";
      cell.name = cell.name.replace(/-(\d+)-/, (_, n) => `-${Number(n) + 1}-`);
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+$/, (n) => Number(n) + 1));
    });
    body.append(row);
    one("[name]", row).focus();
  });

  /* What each new piece of page needs. */
  const dress = (root) => {
    all("[data-day][hidden], [data-open][hidden], [data-print][hidden], [data-add-row][hidden], [data-copy][hidden], [data-choose-all][hidden]", root).forEach((button) => (button.hidden = false));
    all("[data-choose-all]", root).forEach(sayWhat);
    all("[data-keys-on]", root).forEach((box) => (box.checked = !keysOff()));
    if (!CSS.supports("field-sizing", "content")) all("textarea[data-grow]", root).forEach(grow);
    const summary = one("[data-focus]:not([data-example] *)", root);
    if (summary) summary.focus();
  };
  const grow = (area) => {
    const fit = () => {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    };
    area.addEventListener("input", fit);
    fit();
  };
  dress(document);

  /* htmx: keep the reader's place, and say when the server did not answer. */
  document.addEventListener("htmx:afterSwap", (event) => dress(event.detail.elt));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement !== document.body) return;
    const place = event.detail.elt;
    if (!place.isConnected) return;
    place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
  });
  const announce = (words) => (one("#announce").textContent = words);
  document.addEventListener("announce", (event) => announce(event.detail.value ?? ""));
  const failed = () => {
    const words = one("#announce").dataset.failed;
    const box = Object.assign(document.createElement("div"), { className: "ds-alert", textContent: words });
    box.dataset.color = "danger";
    box.setAttribute("role", "alert");
    one("#messages").replaceChildren(box);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
})();
