/* Tables that readers narrow down and sort. The table is complete without this script; here a
   form (from the <template> that follows the table) and sort buttons are added to it.

   What was asked stands in the address after "#", like a form: #state=open&sort=due&order=down.
   So a link leads to the same rows again, also from a file, and the way back works.

   A list that goes on in other pages is read from there once something is asked of it. Where that
   is not possible (a page opened from a file), the count says that it is of this page only. */
"use strict";
(function () {
  var BOTH_WAYS = { "": "up", up: "down", down: "" };
  var ARIA = { up: "ascending", down: "descending" };

  function filtered(template) {
    var table = document.getElementById(template.dataset.table);
    var body = table.tBodies[0];
    var own = Array.from(body.rows);
    var rows = own;
    var others = template.dataset.pages.split(" ").filter(Boolean);
    var reading = null;
    var partly = false;
    var box = table.closest(".tb-scroll");
    box.parentNode.insertBefore(template.content.cloneNode(true), box);
    var form = box.previousElementSibling;
    var count = form.querySelector("[role=status]");
    var heads = Array.from(table.tHead.rows[0].cells);
    var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    var asked = new URLSearchParams();

    heads.forEach(function (head) {
      if (!head.dataset.key) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "tb-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", function () {
        var order = asked.get("sort") === head.dataset.key ? asked.get("order") || "up" : "";
        ask(function (params) {
          params.delete("sort");
          params.delete("order");
          if (BOTH_WAYS[order]) params.set("sort", head.dataset.key);
          if (BOTH_WAYS[order] === "down") params.set("order", "down");
        });
      });
    });

    function fields() {
      return Array.from(form.elements).filter(function (field) { return field.name; });
    }

    /* the address is the one place that holds what is asked; the form follows it */
    function ask(change) {
      var params = new URLSearchParams(asked);
      change(params);
      history.replaceState(history.state, "", "#" + params);
      read();
    }

    function read() {
      asked = new URLSearchParams(location.hash.slice(1));
      fields().forEach(function (field) {
        var value = asked.get(field.name) || "";
        if (field.value !== value) field.value = value;
        /* a value that the form does not know asks for nothing, and is not kept */
        if (field.value !== value) asked.delete(field.name);
        field.classList.toggle("tb-chosen", field.value !== "");
      });
      show();
    }

    function show() {
      var active = fields().some(function (field) { return field.value; });
      var column = heads.findIndex(function (head) {
        return head.dataset.key && head.dataset.key === asked.get("sort");
      });
      var order = column < 0 ? "" : asked.get("order") === "down" ? "down" : "up";
      if ((active || order) && others.length) readOthers();
      var shown = (active || order ? rows : own).filter(matches);
      if (order) shown = sorted(shown, column, order);
      heads.forEach(function (head, place) {
        if (place === column) head.setAttribute("aria-sort", ARIA[order]);
        else head.removeAttribute("aria-sort");
      });
      body.replaceChildren(...shown);
      if (reading) return say(template.dataset.reading);
      var all = active || order ? rows.length : own.length;
      say((partly && (active || order) ? template.dataset.partly : template.dataset.shown)
        .replace("{shown}", shown.length).replace("{all}", all));
    }

    function say(text) {
      if (count.textContent !== text) count.textContent = text;
    }

    function matches(row) {
      return fields().every(function (field) {
        if (!field.value) return true;
        if (field.type === "search") {
          var text = row.textContent.toLowerCase();
          return field.value.toLowerCase().split(/\s+/).every(function (word) {
            return text.includes(word);
          });
        }
        return (row.dataset[field.name] || "").split("\n").includes(field.value);
      });
    }

    /* by the order of a filter's options where there is one, else by the text; nothing comes last */
    function sorted(found, column, order) {
      var field = form.elements.namedItem(heads[column].dataset.key);
      var places = new Map();
      if (field && field.options)
        Array.from(field.options).forEach(function (option, place) { places.set(option.value, place); });
      function key(row) {
        var values = field ? (row.dataset[field.name] || "").split("\n") : [];
        if (values[0] && places.has(values[0])) return places.get(values[0]);
        return row.cells[column].textContent.trim();
      }
      var sign = order === "down" ? -1 : 1;
      return found
        .map(function (row) { return [key(row), row]; })
        .sort(function (a, b) {
          if ((a[0] === "") !== (b[0] === "")) return a[0] === "" ? 1 : -1;
          var numbers = typeof a[0] === "number" && typeof b[0] === "number";
          return sign * (numbers ? a[0] - b[0] : collator.compare(a[0], b[0]));
        })
        .map(function (pair) { return pair[1]; });
    }

    function readOthers() {
      var addresses = others;
      others = [];
      reading = Promise.all(
        addresses.map(function (address) {
          return fetch(address).then(function (answer) {
            if (!answer.ok) throw new Error(answer.status);
            return answer.text();
          }).then(function (text) {
            var page = new DOMParser().parseFromString(text, "text/html");
            return Array.from(page.getElementById(table.id).tBodies[0].rows);
          });
        })
      ).then(
        function (found) { rows = own.concat(...found); },
        function () { partly = true; }
      ).then(function () {
        reading = null;
        show();
      });
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      ask(function (params) { fields().forEach(function (field) { params.delete(field.name); }); });
      form.elements[0].focus();
    });
    form.addEventListener("input", function (event) {
      ask(function (params) {
        if (event.target.value) params.set(event.target.name, event.target.value);
        else params.delete(event.target.name);
      });
    });
    window.addEventListener("hashchange", read);
    read();
  }

  document.querySelectorAll("template.tb-filters-of").forEach(filtered);
})();
