/* One spelling for texts and queries: what termbook/search/spelling.py does, but knowing where in the
   source each character came from, so that what was found can be shown where it stands. */
"use strict";
(() => {
  const HAN = "\u2e80";
  const MOST = 500;
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
  const PRIVATE = /[\ud800-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u;
  const SPACE = /[\s\u001c-\u001f\u0085]/;

  /* Characters with the marks that belong to them; or a run of such as are spelt as they are, but for
     Traditional ones. Nearly all texts are such runs, and those take little time. */
  const CLUSTERS = /([!-@[-~\u3001\u3002\u3008-\u3011\u4e00-\u9fff]+)(?!\p{M})|[^]\p{M}*/gu;

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

  /* Where the last of rising numbers stands that is not more than `number`; the first one if all are. */
  const lastUpTo = (numbers, number) => {
    let from = 0, to = numbers.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (numbers[middle] <= number) from = middle;
      else to = middle;
    }
    return from;
  };

  const simplify = (run, simplified) => (
    simplified.size ? Array.from(run, (char) => simplified.get(char) ?? char).join("") : run);

  /* The text as indexed, as `text`, and `placeOf(unit)`: where each of its units begins and ends in
     `source`. Both are kept in pieces: `ends` is 0 for a run, which is as long in both. */
  const spell = (source, simplified) => {
    const pieces = [], units = [], starts = [], ends = [];
    let length = 0, last = "", breaks = 0, gap = false, from = 0;
    const add = (piece, start, end) => {
      pieces.push(piece);
      units.push(length);
      starts.push(start);
      ends.push(end);
      length += piece.length;
      last = piece[piece.length - 1];
    };
    const put = (piece, start, end) => {
      if (last && breaks > 1) add("\n", start, start);
      else if (last && gap && last < HAN && piece[0] < HAN) add(" ", start, start);
      gap = false;
      breaks = 0;
      add(piece, start, end);
    };
    const putCluster = (cluster) => {
      for (const char of fold(cluster, simplified)) {
        if (SPACE.test(char)) {
          gap = true;
          if (char === "\n") breaks += 1;
        } else put(char, from, from + cluster.length);
      }
      from += cluster.length;
    };
    const putRun = (run) => {
      const simple = simplify(run, simplified);
      if (simple.length !== run.length) return Array.from(run).forEach(putCluster);
      put(simple, from, 0);
      from += run.length;
    };
    for (const [cluster, run] of source.matchAll(CLUSTERS)) {
      if (run) putRun(run);
      else putCluster(cluster);
    }
    const placeOf = (unit) => {
      const at = lastUpTo(units, unit);
      if (ends[at]) return [starts[at], ends[at]];
      const start = starts[at] + unit - units[at];
      return [start, start + 1];
    };
    return { text: pieces.join(""), placeOf };
  };

  /* Where the terms stand in `source`: [from, to] pairs, in order, joined where they meet. */
  const findIn = (source, terms, simplified) => {
    const { text, placeOf } = spell(source, simplified);
    const found = [];
    for (const term of terms) {
      let at = text.indexOf(term);
      for (let count = 0; at >= 0 && count < MOST; count += 1) {
        found.push([placeOf(at)[0], placeOf(at + term.length - 1)[1]]);
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

  globalThis.termbookText = { fold, spell, findIn, passage, lastUpTo };
})();
