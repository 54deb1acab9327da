// The slider of known days: steps from one day on which something became known to the next,
// and shows the page as known then. Every page is complete without it.
"use strict";

(() => {
  const SETTLES = 200; // milliseconds without a further step before the page is asked for
  const REPLACED = [".masthead", ".dates", "main", ".colophon"];
  const slider = document.getElementById("known-day");
  if (!slider) return;
  const told = document.getElementById("known-day-told");
  const ticks = document.getElementById("known-day-ticks");
  const locale = document.documentElement.lang === "fr" ? "fr" : "en-GB";
  const words = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  let days = null;
  let waiting = null;
  let asking = null;
  let shown = location.pathname + location.search;

  const inWords = (item) => {
    if (!item) return slider.dataset.everything;
    const said = item.records === 1 ? slider.dataset.one : slider.dataset.many;
    return said.replace("{day}", words.format(new Date(item.day)))
      .replace("{count}", item.records.toLocaleString(locale));
  };

  const load = async () => {
    const answer = await fetch(slider.dataset.days);
    if (!answer.ok) return;
    days = (await answer.json()).answer;
    // A tick for each day while they can be told apart, else for the first of each year.
    const marked = days.map((_, place) => place)
      .filter((place) => days.length <= 120 || place === 0
        || days[place].day.slice(0, 4) !== days[place - 1].day.slice(0, 4));
    ticks.replaceChildren(...marked.map((place) => new Option("", place)));
    slider.setAttribute("aria-valuetext", inWords(days[slider.value]));
    slider.hidden = false;
  };

  const asKnown = (item) => {
    const address = new URL(location.href);
    if (item) address.searchParams.set("known", item.day);
    else address.searchParams.delete("known");
    address.searchParams.delete("first");
    return address;
  };

  // Put the parts of another page in place of those shown, and the slider where it says.
  const show = async (address) => {
    if (asking) asking.abort();
    asking = new AbortController();
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const moved = page.getElementById("known-day");
    if (!answer.ok || !moved) {
      location.assign(address);
      return;
    }
    for (const part of REPLACED) {
      document.querySelector(part).replaceWith(page.querySelector(part));
    }
    document.title = page.title;
    shown = address.pathname + address.search;
    slider.value = moved.value;
    slider.setAttribute("aria-valuetext", inWords(days[slider.value]));
    const steps = (from) => [...from.querySelectorAll(".known-days .step")];
    steps(document).forEach((step, place) => step.replaceWith(steps(page)[place].cloneNode(true)));
  };

  const asked = (address) => show(address).catch((error) => {
    if (error.name !== "AbortError") location.assign(address);
  });

  slider.addEventListener("input", () => {
    const item = days[slider.value];
    if (asking) asking.abort();
    slider.setAttribute("aria-valuetext", inWords(item));
    told.textContent = inWords(item);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = asKnown(item);
      history.pushState(null, "", address);
      asked(address);
    }, SETTLES);
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) asked(new URL(location.href));
  });

  load().catch(() => {}); // without its days the links of the same line do its work
})();
