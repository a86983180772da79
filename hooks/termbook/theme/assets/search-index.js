/* The form of the index that termbook/search writes: where a text is looked up, and what stands
   there. The numbers are those of termbook/search/units.py, postings.py and catalogue.py. */
"use strict";
(() => {
  const LONG_ROWS = 4093n, LONG_BASE = 34n * 255n;
  const MARK = 0xe000, KEY = 0xb600, KEY_END = 0xd800;
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

  /* Whether the table of Traditional characters is needed for a text. */
  const needsSpelling = (text, { traditional }) => Array.from(text).some((char) => {
    const code = char.codePointAt(0) - FIRST_HAN;
    if (code + FIRST_HAN > 0xffff) return true;
    const at = Math.floor(code / 15);
    return code >= 0 && at < traditional.length && (digit(traditional, at) >> (code % 15)) & 1;
  });

  /* About how many bytes it is to fetch a row of all volumes. */
  const weighRow = (row, { volumes }) => volumes.reduce((sum, { together, sizes }) => {
    const file = Math.floor(row / together);
    const level = (digit(sizes, Math.floor(file / 3)) >> (5 * (file % 3))) & 31;
    return sum + 2 ** (level / 2 + 5);
  }, 0);

  const readCatalogue = (data) => {
    let count = 0;
    const volumes = data.volumes.map(([version, together, pieces, sizes], number) => {
      const { runs, next } = readPieces(pieces, count);
      count = next;
      return { number, version, together, runs, sizes };
    });
    const blocks = [];
    for (let at = 0, first = 0; at < data.blocks.length; at += 4) {
      const parts = [1, 2, 3].map((part) => digit(data.blocks, at + part).toString(36));
      blocks.push({ first, version: parts.join("-") });
      first += digit(data.blocks, at);
    }
    const facets = data.facets.map(([name, values]) => ({ name, values, of: new Uint16Array(count) }));
    const lastFirst = [...facets].reverse();
    for (let entry = 0; entry < count; entry += 1) {
      let number = 0;
      for (let place = data.digits - 1; place >= 0; place -= 1) {
        number = number * BASE + digit(data.entries, entry * data.digits + place);
      }
      for (const facet of lastFirst) {
        facet.of[entry] = number % facet.values.length;
        number = Math.floor(number / facet.values.length);
      }
    }
    const { together, traditional } = data;
    return { count, volumes, blocks, facets, together, traditional, often: new Set(data.often) };
  };

  globalThis.termbookIndex = {
    unitsOf, slotOf, stepsFrom, cover, readRow, placesOf, meet, readCatalogue, needsSpelling, weighRow,
  };
})();
