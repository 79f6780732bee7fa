/* The search index is the largest file of the site: Material asks for it on every page, and it is fetched when somebody searches.
   This runs before Material's own script, and holds back that one request until the search field is used. */
(() => {
  "use strict";
  const send = XMLHttpRequest.prototype.send;
  const open = XMLHttpRequest.prototype.open;
  const held = [];
  let searching = new URLSearchParams(location.search).has("q");

  const search = () => {
    searching = true;
    XMLHttpRequest.prototype.send = send;
    XMLHttpRequest.prototype.open = open;
    held.splice(0).forEach(([request, body]) => send.call(request, body));
  };
  if (searching) return;

  const indexes = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    if (new URL(address, location.href).pathname.endsWith("/search/search_index.json")) indexes.add(this);
    return open.call(this, method, address, ...more);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (!searching && indexes.has(this)) held.push([this, body]);
    else send.call(this, body);
  };
  const isSearch = (element) => element instanceof Element && element.closest('[data-md-component="search"], [for="__search"]');
  for (const used of ["focusin", "pointerdown"]) {
    document.addEventListener(used, (event) => { if (!searching && isSearch(event.target)) search(); }, true);
  }
})();
