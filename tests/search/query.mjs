// Runs the site's own search.js over an index on disk, and answers queries from standard input:
// one JSON list of texts in; one JSON list of answers out.
// Usage: node query.mjs ASSETS_FOLDER INDEX_FOLDER [--fresh]   (--fresh: every query is a first one)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const [assets, folder, mode] = process.argv.slice(2);
const sources = ["search-index.js", "search.js", "search-text.js"].map(
  (filename) => new vm.Script(readFileSync(join(assets, filename), "utf8"), { filename }),
);

const decode = (bytes) => {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(wide ? "utf-16le" : "utf-8").decode(bytes);
};

const zipped = new Map();
const sizeZipped = (name, bytes) => {
  if (mode !== "--fresh") return 0;
  if (!zipped.has(name)) zipped.set(name, gzipSync(bytes).length);
  return zipped.get(name);
};

const open = () => {
  const traffic = { bytes: 0, zipped: 0, files: 0, paused: 0 };
  const context = vm.createContext({});
  for (const source of sources) source.runInContext(context);
  const library = new context.termbookSearch.Library(async (name) => {
    const bytes = readFileSync(join(folder, name));
    traffic.bytes += bytes.length;
    traffic.files += 1;
    const begun = performance.now();
    traffic.zipped += sizeZipped(name, bytes);
    traffic.paused += performance.now() - begun;
    vm.runInContext(decode(bytes), context);
  });
  return { library, traffic, tools: context.termbookText, reading: context.termbookIndex };
};

// The keys of a document's facets, in the order of the catalogue.
const facetsOf = (document, catalogue) => {
  const facts = reading.factsOf(document, catalogue);
  return catalogue.facets.map((facet) => facet.values[reading.valueIn(facts, facet)][0]);
};

let { library, traffic, tools, reading } = open();
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  if (mode === "--fresh") ({ library, traffic, tools, reading } = open());
  const before = { ...traffic };
  const since = () =>
    Object.fromEntries(Object.keys(traffic).map((what) => [what, traffic[what] - before[what]]));
  const begun = performance.now();
  const { terms, short, found, best, catalogue } = await library.search(query);
  const first = await Promise.all(best.slice(0, 5).map((number) => library.document(number)));
  const simplified = await library.spelling(first.map((shown) => shown.title + shown.text).join(""));
  answers.push({
    terms,
    short,
    found,
    best: first.map((shown) => shown.path),
    marked: first.map((shown) =>
      [shown.title, shown.id, shown.text].flatMap((text) =>
        tools.findIn(text, terms, simplified).map(([from, to]) => text.slice(from, to)),
      ),
    ),
    ms: performance.now() - begun - since().paused,
    traffic: since(),
    facets: [...new Set(found.map((document) => facetsOf(document, catalogue).join("\n")))],
    counted: [...reading.tally(found, catalogue).values()].reduce((sum, n) => sum + n, 0),
  });
}
process.stdout.write(JSON.stringify(answers));
