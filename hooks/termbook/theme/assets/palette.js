/* Puts the colours that the reader chose in force before the page is first painted. */
"use strict";
(function () {
  var chosen = __md_get("__palette");
  var color = chosen && chosen.color;
  if (!color) return;
  if (color.media === "(prefers-color-scheme)") {
    var scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    var media = "(prefers-color-scheme: " + scheme + ")";
    var option = document.querySelector('[data-md-color-media="' + media + '"]');
    if (!option) return;
    color = { media: media };
    for (var name of ["scheme", "primary", "accent"])
      color[name] = option.getAttribute("data-md-color-" + name);
  }
  for (var key of Object.keys(color)) document.body.setAttribute("data-md-color-" + key, color[key]);
})();
