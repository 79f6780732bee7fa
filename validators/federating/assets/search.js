/* Search over the records of all bodies: their lists are read when the page is opened, a body after the other. No library. */
(function () {
  "use strict";
  var MOST = 100;
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

  var bodies = [];
  var field = document.getElementById("words");
  var state = document.getElementById("state");
  var list = document.getElementById("found");

  /* Each body's list is a script that calls this, so that the page works from a folder too, where nothing can be fetched. */
  window.nizomFound = function (body) {
    bodies.push(body);
    show();
  };

  document.querySelectorAll("[data-body]").forEach(function (mark) {
    var script = document.createElement("script");
    script.src = "search/" + mark.dataset.body + ".js";
    document.head.append(script);
  });
  field.addEventListener("input", show);
  field.focus();

  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    if (words.join("").length < 2) {
      state.textContent = state.dataset.short;
      return;
    }
    var count = 0;
    bodies.forEach(function (body) {
      body[2].forEach(function (row) {
        if (!words.every(function (word) { return row[4].includes(word); })) return;
        count += 1;
        if (count <= MOST) list.append(item(body, row));
      });
    });
    state.textContent = state.dataset.some + ": " + count + (count > MOST ? " (" + state.dataset.most + ": " + MOST + ")" : "");
  }

  function item(body, row) {
    var line = document.createElement("li");
    var title = line.appendChild(document.createElement(row[5] ? "a" : "b"));
    title.textContent = row[1] || row[0];
    if (row[5]) {
      title.href = row[5];
      title.rel = "noreferrer";
    }
    var about = line.appendChild(document.createElement("small"));
    var own = about.appendChild(document.createElement("a"));
    own.textContent = body[1];
    own.href = "body/" + body[0] + ".html";
    about.append([" · " + row[2], row[3], row[0]].filter(Boolean).join(" · "));
    return line;
  }
})();
