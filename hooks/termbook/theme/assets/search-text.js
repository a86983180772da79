/* One spelling for texts and queries: what termbook/search/spelling.py does, but knowing where in the
   source each character came from, so that what was found can be shown where it stands. */
"use strict";
(() => {
  const HAN = "\u2e80";
  const MOST = 500;
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
  const PRIVATE = /[\ud800-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;
  const SPACE = /[\s\u001c-\u001f\u0085]/;

  const foldChar = (char, simplified) => {
    if (INVISIBLE.test(char)) return "";
    if (char === "ς") return "σ";
    if (PRIVATE.test(char)) return "\ufffd";
    return simplified.get(char) ?? char;
  };

  const fold = (text, simplified) => {
    let folded = "";
    for (const char of text.normalize("NFKC").toLowerCase()) folded += foldChar(char, simplified);
    return folded;
  };

  /* The text as indexed, and where each of its units begins and ends in `source`. */
  const spell = (source, simplified) => {
    const units = [];
    const starts = [];
    const ends = [];
    let breaks = 0, gap = false, from = 0;
    const add = (unit, start, end) => {
      units.push(unit);
      starts.push(start);
      ends.push(end);
    };
    const put = (char, start, end) => {
      const before = units[units.length - 1];
      if (before !== undefined && breaks > 1) add("\n", start, start);
      else if (before !== undefined && gap && before < HAN && char < HAN) add(" ", start, start);
      gap = false;
      breaks = 0;
      for (const unit of char.split("")) add(unit, start, end);
    };
    for (const [cluster] of source.matchAll(/[^]\p{M}*/gu)) {
      const end = from + cluster.length;
      for (const char of fold(cluster, simplified)) {
        if (SPACE.test(char)) {
          gap = true;
          if (char === "\n") breaks += 1;
        } else put(char, from, end);
      }
      from = end;
    }
    return { text: units.join(""), starts, ends };
  };

  /* Where the terms stand in `source`: [from, to] pairs, in order, joined where they meet. */
  const findIn = (source, terms, simplified) => {
    const { text, starts, ends } = spell(source, simplified);
    const found = [];
    for (const term of terms) {
      let at = text.indexOf(term);
      for (let count = 0; at >= 0 && count < MOST; count += 1) {
        found.push([starts[at], ends[at + term.length - 1]]);
        at = text.indexOf(term, at + 1);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    const joined = [];
    for (const [start, end] of found) {
      const before = joined[joined.length - 1];
      if (before && start <= before[1]) before[1] = Math.max(before[1], end);
      else joined.push([start, end]);
    }
    return joined;
  };

  /* The part of `source` around the first of the found places, as [text, marked] pieces. */
  const passage = (source, found, before, width) => {
    const first = found.length ? found[0][0] : 0;
    let start = Math.max(0, first - before);
    if (start < before / 2) start = 0;
    const end = Math.min(source.length, start + width);
    const pieces = start > 0 ? [["…", false]] : [];
    let at = start;
    const add = (to, marked) => {
      const text = source.slice(at, to).replace(/\s+/g, " ");
      if (text) pieces.push([text, marked]);
      at = to;
    };
    for (const [from, to] of found) {
      if (to <= start || from >= end) continue;
      add(Math.max(from, start), false);
      add(Math.min(to, end), true);
    }
    add(end, false);
    if (end < source.length) pieces.push(["…", false]);
    return pieces;
  };

  globalThis.termbookText = { fold, spell, findIn, passage };
})();
