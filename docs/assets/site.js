/* What every page does in the browser: it folds words, reaches what scrolls, prints, and says when it is old. No library. */
(function () {
  "use strict";
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

  /* Lists and the writing page search by it. */
  window.nizomFold = fold;

  document$.subscribe(reach);
  addEventListener("resize", reach);
  /* What can be scrolled sideways can be reached with the keyboard; of tabs too many for a phone the current one is seen. */
  function reach() {
    document.querySelectorAll(".beside [aria-current]").forEach(function (tab) {
      var row = tab.parentNode;
      row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
    });
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
