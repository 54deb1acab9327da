// An article: from record to words and back, sentence by sentence, and words taken from a selection.
// Without it the links between words and records do the same, one by one.
"use strict";

(() => {
  const text = document.querySelector(".source");
  const steps = document.getElementById("steps");
  const records = [...document.querySelectorAll(".record")];
  if (!text || !steps) return;
  steps.hidden = false;

  // Words of each record, and records of each sentence, found once: there may be a thousand.
  const places = new Map(records.map((record, place) => [record.id.slice(2), place]));
  const words = new Map();
  const sentences = [];
  for (const part of text.querySelectorAll(".anchor[id^=s], .lit")) {
    if (!part.classList.contains("lit")) {
      sentences.push([]);
      continue;
    }
    for (const name of part.dataset.claims.split(" ")) {
      if (!words.has(name)) words.set(name, []);
      words.get(name).push(part);
      if (sentences.length && places.has(name)) sentences.at(-1).push(places.get(name));
    }
  }
  const firsts = [...new Set(sentences.filter((found) => found.length).map((found) => Math.min(...found)))];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  let at = -1;

  const mark = (place) => {
    if (at >= 0) {
      records[at].classList.remove("now");
      for (const part of words.get(records[at].id.slice(2)) || []) part.classList.remove("now");
      const before = records[at].querySelector(".to-review");
      if (before) before.removeAttribute("data-action");
    }
    at = place;
    const record = records[at];
    record.classList.add("now");
    const lit = words.get(record.id.slice(2)) || [];
    for (const part of lit) part.classList.add("now");
    const review = record.querySelector(".to-review");
    if (review) review.dataset.action = "review";
    return [record, lit[0]];
  };

  const go = (place) => {
    if (place < 0 || place >= records.length) return;
    const [record, lit] = mark(place);
    record.querySelector("a").focus({ preventScroll: true });
    record.scrollIntoView({ block: "nearest", behavior });
    const beside = lit && getComputedStyle(document.querySelector(".records")).overflowY === "auto";
    if (beside) lit.scrollIntoView({ block: "center", behavior });
    history.replaceState(null, "", `#${record.id}`);
  };

  const sentence = (step) => {
    const after = firsts.filter((place) => (step > 0 ? place > at : place < at));
    if (after.length) go(step > 0 ? after[0] : after.at(-1));
  };

  const copy = async () => {
    const told = document.getElementById("copied");
    const address = new URL(location.href);
    if (at >= 0) address.hash = records[at].id;
    try {
      await navigator.clipboard.writeText(address.href);
      told.textContent = told.dataset.said;
    } catch {
      told.textContent = address.href;
    }
  };

  const actions = {
    "next-record": () => go(at + 1),
    "previous-record": () => go(at - 1),
    "next-sentence": () => sentence(1),
    "previous-sentence": () => sentence(-1),
    copy,
  };
  for (const [name, act] of Object.entries(actions)) {
    steps.querySelector(`[data-action="${name}"]`).addEventListener("click", act);
  }

  const fromHash = () => {
    const name = location.hash.replace(/^#[ct]-/, "");
    if (places.has(name)) mark(places.get(name));
  };
  addEventListener("hashchange", fromHash);
  fromHash();

  // Words that are marked go into the form of a statement that the reader missed.
  const missed = document.getElementById("missed-words");
  if (missed) {
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      const said = chosen.toString().trim();
      if (said && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) missed.value = said;
    });
  }
})();
