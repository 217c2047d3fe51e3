/* Trusted Types: the one door through which text becomes a part of the page. htmx goes through it with what the
   server answered; what carries code of its own is not let in, and the reader is told that it failed. */
"use strict";

if (window.trustedTypes) {
  /* Only to look at the text in a document that runs nothing. */
  const looking = trustedTypes.createPolicy("framsteg", { createHTML: (text) => text });

  const foreign = (address) => new URL(address, location.href).origin !== location.origin;
  const carriesCode = (node) => {
    if (node.localName === "script" && (!node.getAttribute("src") || foreign(node.getAttribute("src")))) return true;
    if (["iframe", "object", "embed", "base"].includes(node.localName)) return true;
    return [...node.attributes].some(
      ({ name, value }) => name.startsWith("on") || /^[\s\x00-\x20]*(javascript|vbscript):/i.test(value)
    );
  };
  const harmful = (root) =>
    [...root.querySelectorAll("*")].some((node) => carriesCode(node) || (node.localName === "template" && harmful(node.content)));

  trustedTypes.createPolicy("default", {
    createHTML: (text) =>
      harmful(new DOMParser().parseFromString(looking.createHTML(text), "text/html")) ? null : text,
  });
}
