/* Looking things up in the index that termbook/search writes: rows, counting, ranking.
   No page is touched here (search-box.js does that), so that tests run this file as it is.
   The numbers below are those of termbook/search/units.py, postings.py and catalogue.py. */
"use strict";
(() => {
  const LONGEST = 100, FEW = 10;
  const LONG_ROWS = 2039n, LONG_BASE = 34n * 255n;
  const MARK = 0xe000, KEY = 0xb600, KEY_END = 0xd800;
  const STEP = 64, LATER_PIECE = 127, LONG = 255;
  const DIGIT = 0x80, BASE = 0xd000, FIRST_HAN = 0x3400;

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

  /* --- rows and keys ------------------------------------------------------------------------ */

  const unitsOf = (term) => Array.from({ length: term.length }, (_, at) => {
    const unit = term.charCodeAt(at);
    return unit >= 0xd800 && unit < 0xe000 ? unit + 0x800 : unit;
  });

  const high = (unit) => {
    const byte = unit >> 8;
    if (byte < 0xd8) return byte + 1;
    return byte === 0xf8 ? 255 : byte - (byte < 0xf8 ? 7 : 8);
  };

  /* The row of two or more characters, the key, and the key that says "once a document". */
  const slotOf = (units) => {
    if (units.length > 2) {
      const whole = units.reduce((sum, unit) => (sum << 16n) + BigInt(unit), 0n);
      const key = (once) => {
        let text = "";
        let rest = (whole / LONG_ROWS) * 2n + once;
        for (let bits = 16 * units.length - 10; bits > 0; bits -= 13) {
          const digit = Number(rest % LONG_BASE);
          text += String.fromCharCode(KEY + (Math.floor(digit / 255) << 8) + (digit % 255) + 1);
          rest /= LONG_BASE;
        }
        return text;
      };
      return { row: Number(whole % LONG_ROWS), keys: [key(0n), key(1n)] };
    }
    const [first, second] = units;
    const mixed = (((first & 255) * 167 + 91) ^ ((second & 255) * 59 + 33)) & 255;
    const rest = ((second & 255) * 213 + 7) & 255;
    const unit = KEY + ((rest & 31) << 8) + high(first);
    const key = (last) => String.fromCharCode(unit, (last << 8) + high(second));
    return { row: (mixed << 3) | (rest >> 5), keys: [key(0xd6), key(0xd7)] };
  };

  /* Run number to { once, row, from, to } for one key of a row. */
  const readRow = (row, keys) => {
    const found = new Map();
    let run = -1, at = 0;
    while (at < row.length) {
      const start = at;
      let unit = row.charCodeAt(at);
      if (unit >= MARK) {
        run = unit - MARK;
        at += 1;
        continue;
      }
      while (at < row.length && unit >= KEY && unit < KEY_END) unit = row.charCodeAt(++at);
      const from = at;
      while (at < row.length && unit < KEY) unit = row.charCodeAt(++at);
      if (from - start !== keys[0].length) continue;
      const which = keys.findIndex((key) => row.startsWith(key, start));
      if (which >= 0) found.set(run, { once: which === 1, row, from, to: at });
    }
    return found;
  };

  const placesOf = ({ row, from, to }) => {
    const places = new Uint16Array(to - from);
    for (let at = from; at < to; at += 1) {
      const unit = row.charCodeAt(at);
      places[at - from] = ((unit >> 8) - 1) * 255 + (unit & 255) - 1;
    }
    return places;
  };

  /* Places where every list, moved back by its offset, has one. Lists are in rising order. */
  const meet = (lists) => {
    lists.sort((a, b) => a.places.length - b.places.length);
    const [{ places, offset }, ...others] = lists;
    let common = Array.from(places, (place) => place - offset);
    for (const other of others) {
      let at = 0;
      common = common.filter((place) => {
        const wanted = place + other.offset;
        while (at < other.places.length && other.places[at] < wanted) at += 1;
        return other.places[at] === wanted;
      });
    }
    return common;
  };

  /* --- the catalogue ------------------------------------------------------------------------ */

  const digit = (text, at) => text.charCodeAt(at) - DIGIT;

  /* Where each piece of a document begins in its run: documents are numbered over all volumes. */
  const readPieces = (text, firstDocument) => {
    const runs = [];
    let document = firstDocument - 1;
    for (let at = 0; at < text.length; ) {
      const run = { starts: [], documents: [], titles: [] };
      let start = 0;
      for (let count = digit(text, at++); count > 0; count -= 1) {
        const packed = digit(text, at++);
        const title = packed >> 8;
        let steps = packed & 255;
        if (steps === LONG) steps = digit(text, at++);
        if (title !== LATER_PIECE) document += 1;
        run.starts.push(start);
        run.documents.push(document);
        run.titles.push(title === LATER_PIECE ? 0 : title);
        start += steps * STEP;
      }
      runs.push(run);
    }
    return { runs, next: document + 1 };
  };

  const readCatalogue = (data) => {
    let count = 0;
    const volumes = data.volumes.map(([version, together, pieces], number) => {
      const { runs, next } = readPieces(pieces, count);
      count = next;
      return { number, version, together, runs };
    });
    const blocks = [];
    for (let at = 0, first = 0; at < data.blocks.length; at += 4) {
      const parts = [1, 2, 3].map((part) => digit(data.blocks, at + part).toString(36));
      blocks.push({ first, version: parts.join("-") });
      first += digit(data.blocks, at);
    }
    const facets = data.facets.map(([name, values]) => ({ name, values, of: new Uint16Array(count) }));
    for (let entry = 0; entry < count; entry += 1) {
      let number = 0;
      for (let place = data.digits - 1; place >= 0; place -= 1) {
        number = number * BASE + digit(data.entries, entry * data.digits + place);
      }
      for (const facet of [...facets].reverse()) {
        facet.of[entry] = number % facet.values.length;
        number = Math.floor(number / facet.values.length);
      }
    }
    return { count, volumes, blocks, facets, together: data.together, traditional: data.traditional };
  };

  /* --- looking up --------------------------------------------------------------------------- */

  class Library {
    constructor(fetchScript) {
      this.load = makeLoader(fetchScript);
    }

    open(version) {
      this.opened ??= this.load("catalogue", version).then(readCatalogue);
      return this.opened;
    }

    /* The table of Traditional characters; empty while nothing in `text` needs it. */
    async spelling(text) {
      const { traditional } = await this.open();
      const needed = Array.from(text).some((char) => {
        const code = char.codePointAt(0) - FIRST_HAN;
        if (code + FIRST_HAN > 0xffff) return true;
        const at = Math.floor(code / 15);
        return code >= 0 && at < traditional.length && (digit(traditional, at) >> (code % 15)) & 1;
      });
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

    /* Run number to where the units stand in it, as far as one row of the volume says. */
    async row(volume, units) {
      const { row, keys } = slotOf(units);
      const file = Math.floor(row / volume.together);
      const rows = await this.load(`rows/${volume.number}/${file}`, volume.version);
      return readRow(rows[row % volume.together], keys);
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

    /* Calls `report(run, place)` for each place in a volume where the units at these offsets all
       stand; false if only for the first of each document. */
    async find(volume, units, offsets, report) {
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
        for (const place of meet(lists)) report(volume.runs[run], place);
      }
      return complete;
    }

    /* How often units that stand at these offsets are in each document, how well they fit its
       title (0 to 3), and whether all places are known. */
    async countAt(units, offsets) {
      const { count, volumes } = await this.open();
      const times = new Uint16Array(count);
      const titles = new Uint8Array(count);
      const complete = await Promise.all(volumes.map((volume) => {
        let run = null, piece = 0;
        return this.find(volume, units, offsets, (of, place) => {
          if (of !== run) [run, piece] = [of, 0];
          while (piece + 1 < of.starts.length && of.starts[piece + 1] <= place) piece += 1;
          const document = of.documents[piece];
          const at = place - of.starts[piece];
          times[document] = Math.min(times[document] + 1, 65535);
          if (at >= of.titles[piece]) return;
          const fit = 1 + (at === 0) + (at + units.length === of.titles[piece]);
          titles[document] = Math.max(titles[document], fit);
        });
      }));
      return { times, titles, complete: complete.every(Boolean) };
    }

    /* Pairs of the term are added, its ends first, until all of it is covered, or so few documents
       are left that their texts, which are wanted anyway, cost less than the next pairs. */
    async count(term) {
      const units = unitsOf(term);
      const last = units.length - 2;
      const offsets = [last];
      for (let offset = 0; offset < last; offset += 2) offsets.push(offset);
      for (let step = 1; step + 1 < offsets.length; step *= 2) {
        const counted = await this.countAt(units, offsets.slice(0, step + 1));
        const few = [];
        counted.times.forEach((times, document) => times && few.push(document));
        if (few.length <= FEW) {
          await Promise.all(few.map((document) => this.recount(document, term, counted)));
          return counted;
        }
      }
      return this.countAt(units, offsets);
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
      const { count } = await this.open();
      if (!terms.length) return { terms, short, found: [], best: [] };
      const counted = await Promise.all(terms.map((term) => this.count(term)));
      const found = [];
      const score = new Uint32Array(count);
      for (let document = count - 1; document >= 0; document -= 1) {
        if (!counted.every(({ times }) => times[document])) continue;
        found.push(document);
        for (const { times, titles, complete } of counted) {
          score[document] += 100 * titles[document];
          if (complete) score[document] += Math.min(5, 32 - Math.clz32(times[document]));
        }
      }
      return { terms, short, found, best: [...found].sort((a, b) => score[b] - score[a] || b - a) };
    }

    /* What is shown of a document: [path, title, date, id, text]. */
    async document(number) {
      const { blocks, together } = await this.open();
      let from = 0, to = blocks.length;
      while (to - from > 1) {
        const middle = (from + to) >> 1;
        if (blocks[middle].first <= number) from = middle;
        else to = middle;
      }
      const within = number - blocks[from].first;
      const name = `texts/${from}/${Math.floor(within / together)}`;
      const [path, title, date, id, text] = (await this.load(name, blocks[from].version))[within % together];
      return { path, title, date, id, text };
    }
  }

  globalThis.termbookSearch = { Library };
})();
