/* The form of the index that termbook/search writes: where a text is looked up, and what stands
   there. The numbers are those of termbook/search/units.py, postings.py and catalogue.py. */
"use strict";
(() => {
  const LONG_ROWS = 4093n, LONG_BASE = 34n * 255n;
  const MARK = 0xe000, MARKS = /([\ue000-\uffff])/, KEY = 0xb600;
  const STEP = 256, LATER_PIECE = 127, LONG = 255;
  const DIGIT = 0x80, BASE = 0xd000, FIRST_HAN = 0x3400;

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
    const unit = KEY + ((rest & 15) << 8) + high(first);
    const key = (last) => String.fromCharCode(unit, (last << 8) + high(second));
    return { row: (mixed << 4) | (rest >> 4), keys: [key(0xd6), key(0xd7)] };
  };

  /* Where a pair of `units`, and what is longer around it where the index thins it, is looked up:
     [offset, size] of each. In a run that does not thin the pair, the first one is enough. */
  const stepsFrom = (offset, units, often) => {
    const steps = [[offset, 2]];
    for (let [from, size] = steps[0]; size < units.length; ) {
      if (!often.has(String.fromCharCode(...units.slice(from, from + size)))) break;
      size += 1;
      from = Math.min(from, units.length - size);
      steps.push([from, size]);
    }
    return steps;
  };

  /* Offsets of pairs that cover all units at little cost; the cheapest (and rarest) come first.
     `rows` are those of each pair, row to cost: one that two pairs need is paid for once. */
  const cover = (units, rows) => {
    const add = (cost, known, more) => [...more].reduce((sum, [row, of]) => sum + (known.has(row) ? 0 : of), cost);
    const best = [{ cost: 0, offsets: [], known: new Map() }, { cost: Infinity, offsets: [], known: new Map() }];
    rows.forEach((more, offset) => {
      const ways = best.slice(offset, offset + 2).map(({ cost, offsets, known }) => (
        { cost: add(cost, known, more), offsets: [...offsets, offset], known: new Map([...known, ...more]) }));
      best.push(ways[1].cost < ways[0].cost ? ways[1] : ways[0]);
    });
    const { cost, offsets } = best[units.length];
    const alone = rows.map((more) => add(0, new Map(), more));
    return { cost, offsets: offsets.sort((a, b) => alone[a] - alone[b]) };
  };

  /* Where the places of a key begin in the part of a row that belongs to one run; -1 if it has none. */
  const afterKey = (part, key) => {
    for (let at = part.indexOf(key); at >= 0; at = part.indexOf(key, at + 1)) {
      const after = at + key.length;
      const whole = part.charCodeAt(after) < KEY && !(part.charCodeAt(at - 1) >= KEY);
      if (whole) return after;
    }
    return -1;
  };

  /* Run number to { once, part, from, to } for one key of a row. */
  const readRow = (row, keys) => {
    const found = new Map();
    const parts = row.split(MARKS);
    for (let at = 1; at < parts.length; at += 2) {
      const part = parts[at + 1];
      keys.forEach((key, which) => {
        const from = afterKey(part, key);
        if (from < 0) return;
        let to = from;
        while (part.charCodeAt(to) < KEY) to += 1;
        found.set(parts[at].charCodeAt(0) - MARK, { once: which === 1, part, from, to });
      });
    }
    return found;
  };

  const placesOf = ({ part, from, to }) => {
    const places = new Uint16Array(to - from);
    for (let at = from; at < to; at += 1) {
      const unit = part.charCodeAt(at);
      places[at - from] = ((unit >> 8) - 1) * 255 + (unit & 255) - 1;
    }
    return places;
  };

  /* Places where every list, moved back by its offset, has one. Lists are in rising order. */
  const meet = (lists) => {
    lists.sort((a, b) => a.places.length - b.places.length);
    const [{ places, offset }, ...others] = lists;
    let common = new Int32Array(places);
    for (let at = 0; at < common.length; at += 1) common[at] -= offset;
    for (const other of others) common = meetOne(common, other);
    return common;
  };

  const meetOne = (common, { places, offset }) => {
    let kept = 0, at = 0;
    for (let n = 0; n < common.length; n += 1) {
      const wanted = common[n] + offset;
      while (at < places.length && places[at] < wanted) at += 1;
      if (places[at] === wanted) common[kept++] = common[n];
    }
    return common.subarray(0, kept);
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

  /* The runs of all volumes. Read once, and not before they are needed: it takes a while. */
  const runsOf = (catalogue) => {
    let first = 0;
    catalogue.runs ??= catalogue.volumes.map(({ pieces }) => {
      const { runs, next } = readPieces(pieces, first);
      first = next;
      return runs;
    });
    return catalogue.runs;
  };

  /* Whether the table of Traditional characters is needed for a text. */
  const needsSpelling = (text, { traditional }) => {
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      if (unit >= 0xd800 && unit < 0xe000) return true;
      const code = unit - FIRST_HAN;
      const at = Math.floor(code / 15);
      if (code >= 0 && at < traditional.length && (digit(traditional, at) >> (code % 15)) & 1) return true;
    }
    return false;
  };

  /* About how many bytes it is to fetch a row of all volumes. */
  const weighRow = (row, { volumes }) => volumes.reduce((sum, { together, sizes }) => {
    const file = Math.floor(row / together);
    const level = (digit(sizes, Math.floor(file / 3)) >> (5 * (file % 3))) & 31;
    return sum + 2 ** (level / 2 + 5);
  }, 0);

  /* The number of the first document of each block. */
  const readBlocks = (text) => {
    const firsts = [];
    for (let at = 0, first = 0; at < text.length; at += 4) {
      firsts.push(first);
      first += digit(text, at);
    }
    return firsts;
  };

  /* Where the text of a document is kept: a file, its version, and the place within it. */
  const textAt = (number, { firsts, blocks, together }) => {
    const block = termbookText.lastUpTo(firsts, number);
    const within = number - firsts[block];
    const version = [1, 2, 3].map((part) => digit(blocks, 4 * block + part).toString(36)).join("-");
    return { name: `texts/${block}/${Math.floor(within / together)}`, version, place: within % together };
  };

  /* What the first file says, most of it as it came: a query needs little of it. */
  const readCatalogue = ({ volumes, blocks, facets, digits, entries, together, traditional, often }) => {
    let divisor = 1;
    const dividing = facets.reduceRight((rest, [name, values]) => {
      const facet = { name, values, divisor };
      divisor *= values.length;
      return [facet, ...rest];
    }, []);
    return {
      count: entries.length / digits,
      volumes: volumes.map(([version, files, pieces, sizes], number) => (
        { number, version, together: files, pieces, sizes })),
      firsts: readBlocks(blocks),
      facets: dividing,
      often: new Set(often),
      blocks, digits, entries, together, traditional,
    };
  };

  /* --- facets ------------------------------------------------------------------------------- */

  /* The values of all facets of a document, as one number. */
  const factsOf = (document, { digits, entries }) => {
    let facts = 0;
    for (let at = (document + 1) * digits - 1; at >= document * digits; at -= 1) {
      facts = facts * BASE + digit(entries, at);
    }
    return facts;
  };

  /* Which value of a facet is among these facts. */
  const valueIn = (facts, { values, divisor }) => Math.floor(facts / divisor) % values.length;

  /* How many of these documents have the same facts: facts to number. */
  const tally = (documents, catalogue) => {
    const counts = new Map();
    for (const document of documents) {
      const facts = factsOf(document, catalogue);
      counts.set(facts, (counts.get(facts) ?? 0) + 1);
    }
    return counts;
  };

  globalThis.termbookIndex = {
    unitsOf, slotOf, stepsFrom, cover, readRow, placesOf, meet, readCatalogue, runsOf, textAt,
    needsSpelling, weighRow, factsOf, valueIn, tally,
  };
})();
