/* The theme's scripts expect these four globals, which it sets in an inline script; the policy
   of this site allows none, so they are set here. Stored values are kept apart by the address of
   the site's root. */
"use strict";
var __md_scope = new URL(document.currentScript.dataset.base, location.href);
var __md_hash = function (text) {
  var hash = 0;
  for (var character of text) hash = ((hash << 5) - hash + character.charCodeAt(0)) | 0;
  return hash;
};
var __md_get = function (key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (problem) {
    return null;
  }
};
var __md_set = function (key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (problem) {
    /* private windows may refuse; the choice then lasts for this page only */
  }
};
