/* Lists: sort, search and choose in a table that is whole without this. No library. */
(function () {
  "use strict";
  var PAGE = 100;
  /* Days after which a page made every day is old: a weekend and a holiday may pass. */
  var OLD = 4;
  var APOSTROPHES = /['`´ʻʼ‘’]/g;
  var LETTERS = { а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "yo", ж: "j", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m",
    н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "x", ц: "s", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "",
    э: "e", ю: "yu", я: "ya", ў: "o", қ: "q", ғ: "g", ҳ: "h", ö: "o", õ: "o", ō: "o", ğ: "g", ḡ: "g", ş: "sh", ç: "ch" };

  /* As validators/text/uzbek.py folds what the rows are searched by. */
  function fold(text) {
    var found = text.replace(APOSTROPHES, "’").normalize("NFKC").replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
      .replace(/[\u2010-\u2015\u2212]/g, "-").toLowerCase();
    if (/^[\x00-\x7f]*$/.test(found)) return found;
    return found.replace(/реестр/g, "reestr")
      .replace(/е/g, function (letter, at, word) { return /[б-джзйк-нп-тф-щықғҳ]/.test(word.charAt(at - 1)) ? letter : "ye"; })
      .replace(/([аеёиоуўэюя])ц/g, "$1ts")
      .replace(/[а-яёўқғҳöõōğḡşç]/g, function (letter) { return letter in LETTERS ? LETTERS[letter] : letter; })
      .replace(/’/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /* The writing page searches by it too. */
  window.nizomFold = fold;

  function List(box) {
    this.box = box;
    this.body = box.querySelector("tbody");
    this.heads = Array.from(box.querySelectorAll("thead th"));
    this.find = box.querySelector("input");
    this.picks = Array.from(box.querySelectorAll("select"));
    this.count = box.querySelector(".list-count");
    this.pages = box.querySelector(".list-pages");
    this.rows = Array.from(this.body.rows, item);
    this.sorted = null;
    this.down = false;
    this.page = 0;
    this.heads.forEach(this.head, this);
    this.find.addEventListener("input", this.again.bind(this));
    this.picks.forEach(function (pick) { pick.addEventListener("change", this.again.bind(this)); }, this);
    box.querySelector("[data-clear]").addEventListener("click", this.clear.bind(this));
    box.querySelector(".list-tools").hidden = false;
    addEventListener("hashchange", function () { this.read(); this.draw(); }.bind(this));
    addEventListener("beforeprint", this.draw.bind(this, true));
    addEventListener("afterprint", this.draw.bind(this, false));
    this.read();
    if (box.dataset.rows) this.fetch(box.dataset.rows);
    else this.draw();
  }

  function item(row) {
    return { row: row, words: row.dataset.words, cells: Array.from(row.cells) };
  }

  /* A long list has only its first rows in the page; if the rest does not come, the first rows stay. */
  List.prototype.fetch = function (address) {
    fetch(address).then(function (answer) { return answer.json(); }).then(function (rows) {
      var box = document.createElement("template");
      box.innerHTML = rows.join("");
      this.rows = Array.from(box.content.querySelectorAll("tr"), item);
      this.draw();
    }.bind(this)).catch(this.draw.bind(this));
  };

  List.prototype.head = function (head, place) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", function () {
      this.down = this.sorted === place && !this.down;
      this.sorted = place;
      this.again();
    }.bind(this));
  };

  List.prototype.again = function () {
    this.page = 0;
    this.draw();
    this.write();
  };

  List.prototype.clear = function () {
    this.find.value = "";
    this.picks.forEach(function (pick) { pick.value = ""; });
    this.sorted = null;
    this.again();
  };

  List.prototype.chosen = function () {
    var words = fold(this.find.value).split(/\s+/).filter(Boolean);
    var picks = this.picks.filter(function (pick) { return pick.value; });
    var found = this.rows.filter(function (item) {
      return words.every(function (word) { return item.words.includes(word); }) &&
        picks.every(function (pick) { return item.cells[+pick.dataset.place + 1].dataset.choice === pick.value; });
    });
    if (this.sorted === null) return found;
    var place = this.sorted, number = "number" in this.heads[place].dataset, turn = this.down ? -1 : 1;
    return found.sort(function (one, other) {
      var a = one.cells[place].dataset.order, b = other.cells[place].dataset.order;
      if (!a || !b) return a ? -1 : b ? 1 : 0;
      return turn * (number ? a - b : a < b ? -1 : a > b ? 1 : 0);
    });
  };

  /* A page of what is chosen, or on paper all of it. */
  List.prototype.draw = function (whole) {
    var found = this.chosen(), last = Math.ceil(found.length / PAGE);
    if (this.page >= last) this.page = 0;
    var part = whole === true ? found : found.slice(this.page * PAGE, (this.page + 1) * PAGE);
    var shown = part.map(function (item) { return item.row; });
    this.body.replaceChildren.apply(this.body, shown);
    this.heads.forEach(function (head, place) {
      if (place === this.sorted) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }, this);
    var words = found.length === this.rows.length ? this.count.dataset.all : found.length ? this.count.dataset.some : this.count.dataset.none;
    this.count.textContent = words.replace("##", found.length).replace("#", this.rows.length);
    this.turn(last);
  };

  List.prototype.turn = function (last) {
    this.pages.hidden = last < 2;
    if (last < 2) return;
    var list = this;
    function button(words, page) {
      var made = document.createElement("button");
      made.type = "button";
      made.className = "button";
      made.textContent = words;
      made.disabled = page < 0 || page >= last;
      made.addEventListener("click", function () { list.page = page; list.draw(); list.write(); list.box.scrollIntoView(); });
      return made;
    }
    this.pages.replaceChildren(button(this.pages.dataset.previous, this.page - 1), " " + (this.page + 1) + " / " + last + " ",
      button(this.pages.dataset.next, this.page + 1));
  };

  /* What is chosen stands in the address, so that it can be sent to somebody and is there again on the way back. */
  List.prototype.read = function () {
    var asked = new URLSearchParams(location.hash.slice(1)), sort = +asked.get("sort");
    this.sorted = this.heads[Math.abs(sort) - 1] ? Math.abs(sort) - 1 : null;
    this.down = sort < 0;
    this.page = Math.max(0, (+asked.get("page") || 1) - 1);
    this.find.value = asked.get("q") || "";
    this.picks.forEach(function (pick) { pick.value = asked.get(pick.dataset.name) || ""; if (pick.selectedIndex < 0) pick.value = ""; });
  };

  List.prototype.write = function () {
    var asked = new URLSearchParams();
    if (this.find.value) asked.set("q", this.find.value);
    this.picks.forEach(function (pick) { if (pick.value) asked.set(pick.dataset.name, pick.value); });
    if (this.sorted !== null) asked.set("sort", (this.down ? "-" : "") + (this.sorted + 1));
    if (this.page) asked.set("page", this.page + 1);
    history.replaceState(history.state, "", asked.size ? "#" + asked : location.pathname + location.search);
  };

  document$.subscribe(function () {
    document.querySelectorAll("[data-list]").forEach(function (box) {
      if (!box.dataset.ready) { box.dataset.ready = "yes"; new List(box); }
    });
    reach();
  });
  addEventListener("resize", reach);
  /* What can be scrolled sideways can be reached with the keyboard. */
  function reach() {
    document.querySelectorAll(".scroll, .md-typeset__scrollwrap, .highlight > pre").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; }
    });
  }
  /* Material's search listens for keys only: pasting with a mouse and on-screen keyboards press none. */
  document.addEventListener("input", function (event) {
    if (event.target.matches('[data-md-component="search-query"]')) event.target.dispatchEvent(new Event("keyup"));
  });
  document$.subscribe(function () {
    document.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; button.onclick = function () { print(); }; });
  });
  /* A page that is made every day and is older says so: nobody else would notice that the daily build has stopped. */
  document$.subscribe(function () {
    document.querySelectorAll(".stand[data-old]").forEach(function (line) {
      var days = (Date.now() - Date.parse(line.querySelector("time").dateTime)) / 864e5;
      if (days < OLD || line.querySelector(".stand-old")) return;
      var mark = document.createElement("b");
      mark.className = "stand-old";
      mark.textContent = line.dataset.old;
      line.append(mark);
    });
  });
  /* From the second day on the foot says how old the site is: a day at most lies between two daily builds. */
  document$.subscribe(function () {
    document.querySelectorAll(".foot[data-older]").forEach(function (line) {
      var days = Math.floor((Date.now() - Date.parse(line.querySelector("time").dateTime + "T00:00+05:00")) / 864e5);
      if (days < 2 || line.querySelector(".foot-old")) return;
      var mark = document.createElement("b");
      mark.className = "foot-old";
      mark.textContent = line.dataset.older.replace("#", days);
      line.append(mark);
    });
  });
  addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(function (box) { box.open = true; }); });
})();
