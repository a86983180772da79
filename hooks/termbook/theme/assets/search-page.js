/* Marks on a page what the search found there: the link carries it as ?h=words. */
"use strict";
(() => {
  const BLOCKS = "p, li, td, th, dt, dd, caption, figcaption, blockquote, pre, summary, "
    + "h1, h2, h3, h4, h5, h6, div, section, article";

  /* The text nodes of each block, in order: what is found may cross the marks of a phrase. */
  const gather = (root) => {
    const blocks = new Map();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, svg, mark, nav, .tb-badge")) continue;
      const block = parent.closest(BLOCKS);
      if (!blocks.has(block)) blocks.set(block, []);
      blocks.get(block).push(node);
    }
    return blocks.values();
  };

  const wrap = (node, from, to) => {
    const part = node.splitText(from);
    if (to - from < part.length) part.splitText(to - from);
    const mark = document.createElement("mark");
    mark.className = "tb-found";
    part.replaceWith(mark);
    mark.append(part);
  };

  const markBlock = (nodes, words, simplified) => {
    const text = nodes.map((node) => node.data).join("");
    const found = termbookText.findIn(text, words, simplified).reverse();
    let end = text.length;
    for (const node of [...nodes].reverse()) {
      const start = end - node.length;
      for (const [from, to] of found) {
        const [first, last] = [Math.max(from, start) - start, Math.min(to, end) - start];
        if (first < last) wrap(node, first, last);
      }
      end = start;
    }
  };

  /* A reference shows the title of what it leads to, and is found by its id. */
  const markReferences = (root, words, simplified) => {
    for (const link of root.querySelectorAll("a.tb-ref")) {
      const name = decodeURI(new URL(link.href).pathname).split("/").pop().replace(/\.html$/, "");
      if (link.querySelector("mark") || !termbookText.findIn(name, words, simplified).length) continue;
      const mark = document.createElement("mark");
      mark.className = "tb-found";
      mark.append(...link.childNodes);
      link.append(mark);
    }
  };

  const markPage = async () => {
    const words = (new URLSearchParams(location.search).get("h") ?? "").split(" ").filter(Boolean);
    const root = document.querySelector(".md-content__inner");
    if (!words.length || !root) return;
    // without the table, what is written in Traditional characters stays unmarked
    const simplified = await termbookSearch.library.spelling(root.textContent).catch(() => new Map());
    for (const nodes of gather(root)) markBlock(nodes, words, simplified);
    markReferences(root, words, simplified);
    if (!location.hash) root.querySelector("mark.tb-found")?.scrollIntoView({ block: "center" });
  };

  markPage();
})();
