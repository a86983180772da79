/* The search box in the bar: Material's look, our own results. Words come from the page, the
   results from search.js. Nothing is ever put into the page as HTML. */
"use strict";
(() => {
  const box = document.getElementById("tb-search");
  const words = JSON.parse(document.getElementById("tb-search-words").textContent);
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(`${config.base}/`, location.href);
  const toggle = document.querySelector("[data-md-toggle=search]");
  const input = box.querySelector("input");
  const output = box.querySelector(".md-search__output");
  const scroller = box.querySelector(".md-search__scrollwrap");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("[role=listbox]");
  const filters = box.querySelector(".tb-search__filters");
  const opener = document.querySelector(".tb-search__open");
  const FACETS = ["kind", "period", "department", "state"];
  const FIRST = 5, FILL = 2, MORE = 10, PAUSE = 100, LONGEST = 100;

  const say = (key, values = {}) => {
    let text = words[key] ?? "";
    if (text.includes("|") && "n" in values) text = text.split("|")[values.n === 1 ? 0 : 1];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  const fetchScript = (path, version) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const address = new URL(`search/${path}`, base);
    if (version) address.search = version;
    script.fetchPriority = "high";  // scripts that are added come last otherwise
    script.src = address.href;
    script.addEventListener("load", () => { script.remove(); resolve(); });
    script.addEventListener("error", () => { script.remove(); reject(new Error(path)); });
    document.head.append(script);
  });

  const { factsOf, valueIn, tally } = termbookIndex;
  const library = new termbookSearch.Library(fetchScript);
  termbookSearch.library = library;

  /* What is looked for, and what is shown of it. `turn` tells a late answer from a wanted one. */
  const state = { query: "", chosen: {}, sort: "fit", answer: null, order: [], shown: 0, active: -1, turn: 0 };

  /* --- the address ------------------------------------------------------------------------- */

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    state.query = Array.from(asked.get("q") ?? "").slice(0, LONGEST).join("");
    state.sort = asked.get("sort") === "date" ? "date" : "fit";
    for (const facet of FACETS) if (asked.get(facet)) state.chosen[facet] = asked.get(facet);
  };

  const writeAddress = (open) => {
    const address = new URL(location.href);
    const put = (name, value) => {
      if (value && open) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    };
    put("q", state.query.trim());
    put("sort", state.query.trim() && state.sort === "date" ? "date" : "");
    for (const facet of FACETS) put(facet, state.query.trim() && state.chosen[facet]);
    if (address.href === location.href) return;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      /* some browsers refuse what changes too often; the search goes on */
    }
  };

  /* --- results ----------------------------------------------------------------------------- */

  const showPieces = (pieces) => pieces.map(([text, marked]) => (marked ? make("mark", "", text) : text));

  const fail = () => {
    status.textContent = say("failed");
    list.setAttribute("aria-busy", "false");
  };

  const makeItem = (number, place, shown, simplified) => {
    const { terms, catalogue } = state.answer;
    const facts = factsOf(number, catalogue);
    const [kind, period, department, phase] = catalogue.facets.map((facet) => facet.values[valueIn(facts, facet)]);
    const titleFound = termbookText.findIn(shown.title, terms, simplified);
    const title = termbookText.passage(shown.title, titleFound, 1000, 1000);
    const found = termbookText.findIn(shown.text, terms, simplified);
    const badge = phase[0] ? make("span", `tb-badge tb-badge--state-${phase[0]}`, phase[1]) : "";
    const said = [kind[1], period[1], shown.date, department[1]].filter(Boolean).join(" · ");
    const id = shown.id.includes("/") || shown.title.includes(shown.id) ? "" : shown.id;
    const idShown = termbookText.passage(id, termbookText.findIn(id, terms, simplified), 1000, 1000);
    const link = make("a", "md-search-result__link", make("article", "md-search-result__article md-typeset",
      make("div", "tb-search__title", ...showPieces(title), badge),
      make("div", "tb-search__facts", ...showPieces(idShown), id && " · ", said),
      make("div", "tb-search__passage", ...showPieces(termbookText.passage(shown.text, found, 24, 110)))));
    const address = new URL(shown.path.split("/").map(encodeURIComponent).join("/"), base);
    address.searchParams.set("h", terms.join(" "));
    link.href = address.href;
    link.tabIndex = -1;
    link.id = `tb-search-${place}`;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const item = make("li", "md-search-result__item", link);
    item.setAttribute("role", "presentation");
    return item;
  };

  /* Who asks while more is on its way (scrolling does, too) waits for that. */
  const showMore = (count = MORE) => {
    if (!state.answer || state.shown >= state.order.length) return Promise.resolve();
    state.coming ??= fetchMore(count);
    return state.coming;
  };

  const fetchMore = async (count) => {
    const { turn } = state;
    const { catalogue } = state.answer;
    const numbers = state.order.slice(state.shown, state.shown + count);
    const texts = numbers.map((number) => library.documentIn(catalogue, number));
    for (const text of texts) text.catch(() => {});  // told when its turn comes
    try {
      for (const [at, number] of numbers.entries()) {
        const text = await texts[at];
        const simplified = await library.spelling(text.title + text.text);
        if (turn !== state.turn) return;
        showItem(makeItem(number, state.shown, text, simplified));
      }
    } finally {
      if (turn === state.turn) state.coming = null;
    }
    if (turn === state.turn && scroller.scrollHeight <= scroller.clientHeight) await showMore(FILL);
  };

  /* Each as soon as it is there: the first one need not wait for those below it. */
  const showItem = (item) => {
    if (!state.shown) list.replaceChildren();
    list.append(item);
    state.shown += 1;
  };

  const anyChosen = () => FACETS.some((facet) => state.chosen[facet]);

  const matches = (facts, but) => state.answer.catalogue.facets.every((facet) => {
    const chosen = facet === but ? "" : state.chosen[facet.name];
    return !chosen || facet.values[valueIn(facts, facet)][0] === chosen;
  });

  /* What was found, in the order wanted, less what the choices leave out. */
  const ordered = ({ found, best, counts, catalogue }) => {
    const all = state.sort === "date" ? found : best;
    if (!anyChosen()) return all;
    const wanted = new Set([...counts.keys()].filter((facts) => matches(facts)));
    return all.filter((number) => wanted.has(factsOf(number, catalogue)));
  };

  const fillSelect = (select, facet) => {
    const counts = new Uint32Array(facet.values.length);
    for (const [facts, n] of state.answer.counts) {
      if (matches(facts, facet)) counts[valueIn(facts, facet)] += n;
    }
    const options = facet.values.map(([key, label], at) => ({ key, label, n: counts[at] }));
    const wanted = options.filter(({ key, n }) => key && (n || key === state.chosen[facet.name]));
    if (facet.name === "period") wanted.reverse();
    select.replaceChildren(new Option(say(`any_${facet.name}`), ""));
    for (const { key, label, n } of wanted) select.append(new Option(say("option", { label, n }), key));
    select.value = state.chosen[facet.name] ?? "";
    select.hidden = wanted.length < 2 && !select.value;
    select.classList.toggle("tb-search__select--chosen", Boolean(select.value));
  };

  const fillFilters = ({ found, catalogue }) => {
    for (const select of filters.querySelectorAll("select[data-facet]")) {
      const facet = catalogue.facets.find(({ name }) => name === select.dataset.facet);
      if (facet) fillSelect(select, facet);
    }
    filters.querySelector("select[data-sort]").value = state.sort;
    clearing.hidden = !anyChosen();
    filters.hidden = !found.length;
  };

  const explainNothing = ({ terms, apart }) => {
    if (terms.length < 2) return say("none", { query: state.query.trim() });
    const parts = terms.map((word, at) => say("apart", { word, n: apart[at] }));
    return say("none_together", { parts: parts.join(say("between")) });
  };

  const explain = (answer) => {
    if (!answer.terms.length) return say("start");
    const n = state.order.length;
    const all = answer.found.length;
    const text = n ? say(n < all ? "found_of" : "found", { n, all })
      : all ? say("none_chosen", { all }) : explainNothing(answer);
    return [text, ...answer.short.map((word) => say("short", { word }))].join(" ");
  };

  const arrange = async () => {
    const { turn, answer } = state;
    answer.counts ??= tally(answer.found, answer.catalogue);
    state.order = ordered(answer);
    state.shown = 0;
    state.coming = null;
    const drawn = showMore(FIRST);  // asks for texts: the rest is done while they are on their way
    scroller.scrollTop = 0;  // before anything changes, which would have to be laid out for it
    choose(-1);
    fillFilters(answer);
    status.textContent = explain(answer);
    if (!state.order.length) list.replaceChildren();
    input.setAttribute("aria-expanded", String(state.order.length > 0));
    await drawn;
    if (turn === state.turn) list.setAttribute("aria-busy", "false");
  };

  let pause = 0;

  const search = async () => {
    clearTimeout(pause);
    pause = 0;
    state.turn += 1;
    const { turn } = state;
    state.query = input.value;
    const waiting = setTimeout(() => { status.textContent = say("searching"); }, 250);
    try {
      const coming = library.search(state.query);
      writeAddress(toggle.checked);
      const answer = await coming;
      if (turn !== state.turn) return;
      clearTimeout(waiting);
      state.answer = { ...answer, query: state.query };
      await arrange();
    } catch {
      clearTimeout(waiting);
      if (turn === state.turn) fail();
    }
  };

  /* --- the keyboard ------------------------------------------------------------------------ */

  const optionAt = (place) => list.children[place]?.firstElementChild;

  const choose = (place) => {
    optionAt(state.active)?.setAttribute("aria-selected", "false");
    state.active = place;
    const option = optionAt(place);
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  let wanted = false;
  const open = (opened) => {
    wanted = opened;
    if (toggle.checked !== opened) toggle.click();
  };

  const onKey = async (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      if (state.active + 1 >= list.children.length) await showMore();
      choose(Math.min(state.active + 1, list.children.length - 1));
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(Math.max(state.active - 1, -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // what is shown may still be of the words before
      if (pause || input.value !== state.query) search();
      else if (state.shown && state.answer.query === state.query) optionAt(Math.max(state.active, 0))?.click();
    }
  };

  const isTyping = (element) =>
    element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

  /* --- what happens when ------------------------------------------------------------------- */

  const makeSelect = (name, label, onChange) => {
    const select = make("select", "tb-search__select");
    select.setAttribute("aria-label", label);
    select.dataset[name === "sort" ? "sort" : "facet"] = name;
    select.addEventListener("change", () => {
      onChange(select.value);
      writeAddress(true);
      state.turn += 1;
      arrange();
    });
    filters.append(select);
    return select;
  };

  for (const facet of FACETS) {
    makeSelect(facet, say(facet), (value) => { state.chosen[facet] = value; });
  }
  const sorting = makeSelect("sort", say("sort"), (value) => { state.sort = value; });
  sorting.append(new Option(say("by_fit"), "fit"), new Option(say("by_date"), "date"));

  const clearing = make("button", "tb-search__clear", say("clear_filters"));
  clearing.type = "button";
  clearing.addEventListener("click", () => {
    state.chosen = {};
    writeAddress(true);
    state.turn += 1;
    arrange();
    input.focus();
  });
  filters.append(clearing);

  /* After single keys more are to be expected; what comes as a whole (pasted, or from an input
     method) is looked for at once. */
  const soon = (event) => {
    clearTimeout(pause);
    list.setAttribute("aria-busy", "true");
    const whole = event.type === "compositionend" || event.data?.length !== 1;
    if (whole && !event.inputType?.startsWith("delete")) search();
    else pause = setTimeout(search, PAUSE);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) soon(event); });
  input.addEventListener("compositionend", soon);
  input.addEventListener("keydown", onKey);
  input.addEventListener("focus", () => {
    library.open().catch(fail);  // on its way while the box opens
    open(true);
  });
  // who comes near the box is about to search
  for (const place of [box.querySelector("form"), opener]) {
    place.addEventListener("pointerenter", () => { library.open().catch(() => {}); });
  }
  box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  box.querySelector("form").addEventListener("reset", () => {
    state.chosen = {};
    setTimeout(() => { search(); input.focus(); });
  });
  scroller.addEventListener("scroll", () => {
    if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 300) showMore();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    open(false);
  });
  box.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next && !box.contains(next) && next !== toggle) open(false);
  });
  toggle.addEventListener("click", (event) => {
    if (event.isTrusted) wanted = toggle.checked;
  });
  toggle.addEventListener("change", () => {
    // a moment after a page has come up Material shuts the box, whoever has opened it meanwhile
    if (wanted && !toggle.checked) {
      toggle.checked = true;
      return;
    }
    output.inert = !toggle.checked;
    input.setAttribute("aria-expanded", String(toggle.checked && list.children.length > 0));
    if (toggle.checked) input.focus();
    else if (box.contains(document.activeElement)) {
      if (opener.getClientRects().length) opener.focus();
      else document.activeElement.blur();
    }
    writeAddress(toggle.checked);
  });
  opener.addEventListener("click", () => open(true));
  box.querySelector(".tb-search__back").addEventListener("click", () => open(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    event.preventDefault();
    open(true);
    input.focus();
  });

  output.inert = !toggle.checked;
  status.textContent = say("start");
  readAddress();
  if (state.query) {
    input.value = state.query;
    open(true);
    search();
  }
})();
