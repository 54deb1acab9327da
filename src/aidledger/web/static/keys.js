// Single keys: each does what the element with its `data-action` does. Keys can be set otherwise
// or switched off; the reader's browser keeps that. Pages are complete without this.
"use strict";

(() => {
  const KEPT = "aidledger-keys";
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const on = document.getElementById("keys-on");
  const inputs = [...dialog.querySelectorAll("[data-remaps]")];
  const shownAs = (key) => (key === " " ? "\u2423" : key);
  const typedAs = (shown) => (shown === "\u2423" ? " " : shown);

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT)) || {};
      return { off: kept.off === true, keys: kept.keys || {} };
    } catch {
      return { off: false, keys: {} };
    }
  };
  const keep = () => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(state));
    } catch {
      // a browser that keeps nothing: the keys are set for this page alone
    }
  };
  const state = read();
  const keyOf = (input) => {
    const kept = state.keys[input.dataset.remaps];
    return typeof kept === "string" && [...kept].length === 1 ? kept : input.dataset.usual;
  };

  const show = () => {
    on.checked = !state.off;
    for (const input of inputs) {
      input.value = shownAs(keyOf(input));
      for (const told of document.querySelectorAll(`[data-key-of="${input.dataset.remaps}"]`)) {
        told.textContent = shownAs(keyOf(input));
        told.hidden = state.off;
      }
    }
  };

  const done = (element) => {
    if (element.matches("textarea, input, select")) {
      element.focus();
    } else if (element.matches("summary")) {
      element.parentElement.open = true;
      const field = element.parentElement.querySelector("input:not([type=hidden]), select");
      if (field) field.focus();
    } else {
      element.click();
    }
  };

  const isTyping = (element) => element.closest("textarea, select, input:not([type=checkbox]), [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target) && !dialog.open) {
      event.target.blur();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      const send = event.target.closest("form").querySelector("#note, button.strong");
      if (send) send.click();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (dialog.open || isTyping(event.target)) return;
    // Space and Enter do what they always do on a button or link.
    if (event.key === " " && event.target.closest("button, summary, [role=button]")) return;
    if (state.off && event.key !== "?") return;
    const input = inputs.find((one) => keyOf(one) === event.key);
    if (!input) return;
    const element = document.querySelector(`[data-action="${input.dataset.remaps}"]`);
    if (!element || element.disabled) return;
    event.preventDefault();
    done(element);
  });

  const opener = document.querySelector("[data-action=keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  on.addEventListener("change", () => {
    state.off = !on.checked;
    keep();
    show();
  });
  for (const input of inputs) {
    input.addEventListener("focus", () => input.select());
    input.addEventListener("change", () => {
      const wanted = typedAs(input.value);
      const taken = inputs.some((other) => other !== input && keyOf(other) === wanted);
      if (wanted && !taken) {
        state.keys[input.dataset.remaps] = wanted;
        keep();
      }
      show();
    });
  }
  document.getElementById("keys-close").addEventListener("click", () => dialog.close());
  document.getElementById("keys-usual").addEventListener("click", () => {
    state.keys = {};
    keep();
    show();
  });
  show();
})();
