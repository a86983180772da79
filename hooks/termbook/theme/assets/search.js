/* Looking things up in the index that termbook/search writes: fetching, counting, ranking.
   No page is touched here (search-box.js does that), so that tests run this file as it is. */
"use strict";
(() => {
  const LONGEST = 100, FEW = 5, CHEAP = 120_000;
  const {
    unitsOf, slotOf, stepsFrom, cover, readRow, placesOf, meet, readCatalogue, runsOf, textAt,
    needsSpelling, weighRow,
  } = termbookIndex;

  /* --- files ----------------------------------------------------------------------------- */

  /* `fetchScript(path, version)` runs one file of the index, which calls `termbookTake`. */
  const makeLoader = (fetchScript) => {
    const asked = new Map();
    const takers = new Map();
    globalThis.termbookTake = (name, value) => takers.get(name)?.(value);
    return (name, version) => {
      if (!asked.has(name)) {
        const answer = new Promise((resolve, reject) => {
          takers.set(name, resolve);
          fetchScript(`${name}.js`, version).catch(reject);
        });
        asked.set(name, answer);
        answer.catch(() => asked.delete(name));
      }
      return asked.get(name);
    };
  };

  /* --- looking up --------------------------------------------------------------------------- */

  class Library {
    constructor(fetchScript) {
      this.load = makeLoader(fetchScript);
    }

    /* The catalogue names the versions of all other files, so it must not be an old one itself:
       it is asked for anew after ten minutes. */
    open() {
      const version = Math.floor(Date.now() / 600_000).toString(36);
      this.opened ??= this.load("catalogue", version).then(readCatalogue).catch((problem) => {
        this.opened = undefined;
        throw problem;
      });
      return this.opened;
    }

    /* The table of Traditional characters; empty while nothing in `text` needs it. */
    async spelling(text) {
      const needed = needsSpelling(text, await this.open());
      if (needed && !this.simplified) {
        const chars = Array.from(await this.load("spelling"));
        this.simplified = new Map();
        for (let at = 0; at < chars.length; at += 2) this.simplified.set(chars[at], chars[at + 1]);
      }
      return this.simplified ?? new Map();
    }

    /* The words of a query as the index spells them; those too short to be looked up apart. */
    async terms(query) {
      const folded = termbookText.fold(query, await this.spelling(query.normalize("NFKC")));
      const words = [...new Set(folded.split(/[\s\u001c-\u001f\u0085]+/).filter(Boolean))];
      return {
        terms: words.filter((word) => word.length > 1).map((word) => word.slice(0, LONGEST)),
        short: words.filter((word) => word.length < 2),
      };
    }

    /* The row of a volume with this number. */
    async fetchRow(volume, row) {
      const file = Math.floor(row / volume.together);
      const rows = await this.load(`rows/${volume.number}/${file}`, volume.version);
      return rows[row % volume.together];
    }

    /* The rows that the pair at `offset` is looked up in, each with about its bytes in all volumes. */
    rowsAt(units, offset, catalogue) {
      return new Map(stepsFrom(offset, units, catalogue.often).map(([from, size]) => {
        const { row } = slotOf(units.slice(from, from + size));
        return [row, weighRow(row, catalogue)];
      }));
    }

    /* Run number to where the units stand in it, as far as one row of the volume says. */
    async row(volume, units) {
      const slot = slotOf(units);
      return readRow(await this.fetchRow(volume, slot.row), slot.keys);
    }

    /* Run number to { offset, places } of a part of `units` in the given runs. Where the index
       says "once a document" of it, of a part that is one longer, unless that is all of them. */
    async part(volume, units, offset, size, known, runs) {
      const found = new Map();
      const more = [];
      for (const run of runs) {
        const list = known.get(run);
        if (!list) continue;
        if (list.once && size < units.length) more.push(run);
        else found.set(run, { offset, places: placesOf(list), once: list.once });
      }
      if (more.length) {
        const from = Math.min(offset, units.length - size - 1);
        const longer = await this.row(volume, units.slice(from, from + size + 1));
        const rest = await this.part(volume, units, from, size + 1, longer, more);
        for (const [run, list] of rest) found.set(run, list);
      }
      return found;
    }

    /* Calls `report(number, places)` for each run of a volume with the places where the units at
       these offsets all stand; false if only with the first of each document. */
    async find(volume, units, offsets, { often }, report) {
      for (const offset of offsets) {  // all at once: what a row says mostly is that the next is needed
        for (const [from, size] of stepsFrom(offset, units, often)) {
          this.fetchRow(volume, slotOf(units.slice(from, from + size)).row).catch(() => {});
        }
      }
      const known = await Promise.all(
        offsets.map((offset) => this.row(volume, units.slice(offset, offset + 2))),
      );
      const runs = [...known[0].keys()].filter((run) => known.every((of) => of.has(run)));
      const parts = await Promise.all(
        offsets.map((offset, at) => this.part(volume, units, offset, 2, known[at], runs)),
      );
      let complete = true;
      for (const run of runs) {
        const lists = parts.map((of) => of.get(run));
        if (!lists.every(Boolean)) continue;
        if (lists.some(({ once }) => once)) complete = false;
        report(run, meet(lists));
      }
      return complete;
    }

    /* How often units that stand at these offsets are in each document, how well they fit its
       title (0 to 3), and whether all places are known. */
    async countAt(units, offsets, catalogue) {
      const times = new Uint16Array(catalogue.count);
      const titles = new Uint8Array(catalogue.count);
      const complete = catalogue.volumes.map((volume) => (
        this.find(volume, units, offsets, catalogue, (number, places) => {
          countRun(runsOf(catalogue)[volume.number][number], places, units.length, times, titles);
        })));
      runsOf(catalogue);  // while the rows are on their way
      return { times, titles, complete: (await Promise.all(complete)).every(Boolean) };
    }

    /* Where it is not cheap to look up all pairs of the term at once, they are added until so few
       documents are left that their texts, which are shown anyway, tell the rest. */
    async count(term) {
      const units = unitsOf(term);
      const catalogue = await this.open();
      const rows = units.slice(1).map((_, offset) => this.rowsAt(units, offset, catalogue));
      const { cost, offsets } = cover(units, rows);
      for (let step = cost > CHEAP ? 1 : Infinity; step + 1 < offsets.length; step *= 4) {
        const counted = await this.countAt(units, offsets.slice(0, step + 1), catalogue);
        const few = [];
        counted.times.forEach((times, document) => times && few.push(document));
        if (few.length <= FEW) {
          await Promise.all(few.map((document) => this.recount(document, term, counted)));
          return counted;
        }
      }
      return this.countAt(units, offsets, catalogue);
    }

    /* Counts a term in the text of a document itself. */
    async recount(number, term, counted) {
      const { title, id, text } = await this.document(number);
      const simplified = await this.spelling(title + id + text);
      const heading = [title, id.includes("/") ? "" : id].map((part) => termbookText.spell(part, simplified).text);
      const times = [...heading, termbookText.spell(text, simplified).text].map((part) => part.split(term).length - 1);
      counted.times[number] = times[0] + times[1] + times[2];
      counted.titles[number] = times[0] + times[1] > 0 ? 1 + 2 * heading.includes(term) : 0;
    }

    /* All documents with every word of the query; `best` in order of fit, the newest first among
       equals. Their numbers rise with their date. */
    async search(query) {
      const { terms, short } = await this.terms(query);
      const catalogue = await this.open();
      if (!terms.length) return { terms, short, catalogue, found: [], best: [], apart: [] };
      const counted = await Promise.all(terms.map((term) => this.count(term)));
      const found = foundBy(counted);
      // why nothing was found: how many documents each word is in
      const apart = found.length ? [] : counted.map(({ times }) => times.filter(Boolean).length);
      return { terms, short, catalogue, found, best: bestOf(found, counted), apart };
    }

    /* What is shown of a document. */
    async document(number) {
      return this.documentIn(await this.open(), number);
    }

    /* The same where the catalogue is at hand: asked for at once, not a moment later. */
    async documentIn(catalogue, number) {
      const { name, version, place } = textAt(number, catalogue);
      const [path, title, date, id, text] = (await this.load(name, version))[place];
      return { path, title, date, id, text };
    }
  }

  /* Counts the places of a run in its documents: how often, and how well they fit the title. */
  const countRun = ({ starts, documents, titles: ends }, places, length, times, titles) => {
    let piece = 0;
    for (let n = 0; n < places.length; n += 1) {
      const place = places[n];
      while (piece + 1 < starts.length && starts[piece + 1] <= place) piece += 1;
      const document = documents[piece];
      const at = place - starts[piece];
      if (times[document] < 65535) times[document] += 1;
      if (at >= ends[piece]) continue;
      const fit = 1 + (at === 0) + (at + length === ends[piece]);
      if (fit > titles[document]) titles[document] = fit;
    }
  };

  /* Documents that every term was counted in, the newest first. */
  const foundBy = ([{ times }, ...others]) => {
    const found = [];
    for (let document = times.length - 1; document >= 0; document -= 1) {
      if (times[document]) found.push(document);
    }
    return others.reduce((left, other) => left.filter((document) => other.times[document]), found);
  };

  const scoresOf = (found, counted) => {
    const scores = new Uint32Array(found.length);
    for (const { times, titles, complete } of counted) {
      for (let at = 0; at < found.length; at += 1) {
        scores[at] += 100 * titles[found[at]];
        if (complete) scores[at] += Math.min(5, 32 - Math.clz32(times[found[at]]));
      }
    }
    return scores;
  };

  /* The same, those that fit best first. */
  const bestOf = (found, counted) => {
    const scores = scoresOf(found, counted);
    const withScore = [];
    for (let at = 0; at < found.length; at += 1) (withScore[scores[at]] ??= []).push(found[at]);
    return [].concat(...Object.values(withScore).reverse());
  };

  globalThis.termbookSearch = { Library };
})();
