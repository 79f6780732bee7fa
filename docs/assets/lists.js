/* Lists: search, filter, sort, add up, select and take along a table that is whole without this. No library. */
(function () {
  "use strict";
  var PAGE = 100;
  var KEPT = "nizom-view:";
  var RANGE = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/;

  function all(box, what) { return Array.from(box.querySelectorAll(what)); }

  /* A filter: some of its values, or its spans of days, or days between two that are typed. */
  function Pick(box, changed) {
    this.box = box;
    this.name = box.dataset.name;
    this.words = box.querySelector("summary span");
    this.boxes = all(box, "[type=checkbox]");
    this.ends = all(box, "[type=date]");
    box.addEventListener("change", function (event) {
      /* A range that is typed and a span that is ticked would contradict each other. */
      if (event.target.type === "date") this.boxes.forEach(function (one) { one.checked = false; });
      else this.ends.forEach(function (one) { one.value = ""; });
      this.tell();
      changed();
    }.bind(this));
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.querySelector("summary").focus();
    });
  }

  Pick.prototype.values = function () {
    var chosen = this.boxes.filter(function (one) { return one.checked; }).map(function (one) { return one.value; });
    var ends = this.ends.map(function (one) { return one.value; });
    return ends.some(Boolean) ? [ends.join("..")] : chosen;
  };

  Pick.prototype.set = function (values) {
    var range = this.ends.length && values.map(function (value) { return RANGE.exec(value); }).find(Boolean);
    this.boxes.forEach(function (one) { one.checked = values.includes(one.value); });
    this.ends.forEach(function (one, place) { one.value = range && range[place + 1] || ""; });
    this.tell();
  };

  /* The button says what is chosen, so that nobody looks into every filter. */
  Pick.prototype.tell = function () {
    var chosen = this.boxes.filter(function (one) { return one.checked; });
    var words = chosen.map(function (one) { return one.nextElementSibling.textContent; });
    var ends = this.ends.map(function (one) { return one.value.split("-").reverse().join("."); });
    if (ends.some(Boolean)) words = [ends.join(" – ")];
    this.words.textContent = words.length > 2 ? words[0] + " +" + (words.length - 1) : words.join(", ") || this.words.dataset.any;
    this.box.classList.toggle("list-picked", words.length > 0);
  };

  /* Return what tells whether a row fits, null where all do. */
  Pick.prototype.test = function () {
    var name = "data-by-" + this.name, chosen = this.boxes.filter(function (one) { return one.checked; });
    var ends = this.ends.map(function (one) { return one.value; });
    if (!chosen.length && !ends.some(Boolean)) return null;
    var spans = ends.some(Boolean) ? [ends] : chosen.filter(function (one) { return one.dataset.first; })
      .map(function (one) { return [one.dataset.first, one.dataset.last]; });
    var values = chosen.map(function (one) { return one.value; });
    return function (row) {
      return (row.getAttribute(name) || "").split("\t").some(function (value) {
        if (!spans.length) return values.includes(value);
        return value && spans.some(function (span) { return (!span[0] || value >= span[0]) && (!span[1] || value <= span[1]); });
      });
    };
  };

  function List(box) {
    this.box = box;
    this.body = box.querySelector("tbody");
    this.heads = all(box, "thead th");
    this.groups = this.heads.map(function (head, place) { return place; }).filter(function (place) {
      return this.heads[place].dataset.group;
    }, this).sort(function (one, other) { return this.heads[one].dataset.group - this.heads[other].dataset.group; }.bind(this));
    this.find = box.querySelector(".list-find input");
    this.picks = all(box, ".list-pick").map(function (pick) { return new Pick(pick, this.again.bind(this)); }, this);
    this.count = box.querySelector(".list-count");
    this.pages = box.querySelector(".list-pages");
    this.doing = box.querySelector(".list-doing");
    this.status = this.doing.querySelector("[role=status]");
    this.span = this.groups.length && this.body.querySelector(".list-group th").colSpan;
    this.rows = all(this.body, "tr:not(.list-group)").map(item);
    this.selected = new Set();
    this.sorted = null;
    this.down = false;
    this.page = 0;
    this.heads.forEach(this.head, this);
    this.find.addEventListener("input", this.again.bind(this));
    this.body.addEventListener("change", this.select.bind(this));
    all(box, "[data-do]").forEach(function (button) { button.addEventListener("click", this[button.dataset.do].bind(this)); }, this);
    box.querySelector(".list-tools").hidden = this.doing.hidden = false;
    this.offer();
    addEventListener("hashchange", function () { this.read(); this.draw(); }.bind(this));
    addEventListener("beforeprint", this.draw.bind(this, true));
    addEventListener("afterprint", this.draw.bind(this, false));
    document.addEventListener("click", function (event) {
      this.picks.forEach(function (pick) { if (!pick.box.contains(event.target)) pick.box.open = false; });
    }.bind(this));
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
      this.rows = all(box.content, "tr").map(item);
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
    this.picks.forEach(function (pick) { pick.set([]); });
    this.sorted = null;
    this.again();
  };

  List.prototype.chosen = function () {
    var words = nizomFold(this.find.value).split(/\s+/).filter(Boolean);
    var tests = this.picks.map(function (pick) { return pick.test(); }).filter(Boolean);
    var found = this.rows.filter(function (item) {
      return words.every(function (word) { return item.words.includes(word); }) &&
        tests.every(function (test) { return test(item.row); });
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
    part.forEach(this.selectable, this);
    var grouped = this.groups.length > 0 && this.sorted === null;
    this.body.replaceChildren.apply(this.body, grouped ? this.grouped(part, found) : part.map(function (item) { return item.row; }));
    if (this.groups.length) this.body.parentElement.classList.toggle("list-grouped", grouped);
    this.heads.forEach(function (head, place) {
      if (place === this.sorted) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }, this);
    var words = found.length === this.rows.length ? this.count.dataset.all : found.length ? this.count.dataset.some : this.count.dataset.none;
    this.count.textContent = words.replace("##", found.length).replace("#", this.rows.length);
    this.add(found);
    this.turn(last);
  };

  /* Until it is sorted, a grouped list has a head before the rows of each group: what their cell holds, and how many there are. */
  List.prototype.grouped = function (part, found) {
    var counts = new Map(), rows = [], before = [];
    function keys(item) {
      var key = "";
      return this.groups.map(function (place) { return key += "\n" + item.cells[place].innerHTML; });
    }
    found.forEach(function (item) {
      keys.call(this, item).forEach(function (key) { counts.set(key, (counts.get(key) || 0) + 1); });
    }, this);
    part.forEach(function (item) {
      keys.call(this, item).forEach(function (key, depth) {
        if (key !== before[depth]) rows.push(this.groupHead(item, depth, counts.get(key)));
        before[depth] = key;
      }, this);
      rows.push(item.row);
    }, this);
    return rows;
  };

  List.prototype.groupHead = function (item, depth, count) {
    var row = document.createElement("tr"), head = document.createElement("th"), tally = document.createElement("span");
    row.className = "list-group list-group-" + (depth + 1);
    head.colSpan = this.span;
    head.scope = "colgroup";
    tally.className = "tally";
    tally.textContent = count;
    head.append.apply(head, Array.from(item.cells[this.groups[depth]].cloneNode(true).childNodes));
    head.append(" ", tally);
    row.append(head);
    return row;
  };

  /* The line of totals follows the filter; sums are exact to a tiyin, as those of the page are. */
  List.prototype.add = function (found) {
    all(this.box, "tfoot [data-count]").forEach(function (place) { place.textContent = found.length; });
    function sum(place) { return found.reduce(function (sum, item) { return sum + tiyin(item.cells[place]); }, 0n); }
    all(this.box, "tfoot [data-sum], tfoot [data-rest], tfoot [data-share]").forEach(function (cell) {
      var two = (cell.dataset.rest || cell.dataset.share || "").split(" ").filter(Boolean).map(sum), words;
      if ("share" in cell.dataset) words = share(two[0], two[1]);
      else if (two.length) words = millions(two[0] > two[1] ? two[0] - two[1] : 0n);
      else words = (cell.dataset.sum ? millions : number)(sum(cell.cellIndex));
      cell.firstElementChild.textContent = words;
    });
  };

  /* As validators/overview/project_money.py rounds: only all of it is 100. */
  function share(part, whole) {
    if (!whole) return "—";
    var found = (part * 200n + whole) / (whole * 2n);
    return (found === 100n && part < whole ? 99n : found) + " %";
  }

  function millions(sum) {
    var tenths = (sum + 5000000n) / 10000000n, rest = tenths % 10n;
    return String(tenths / 10n).replace(/\B(?=(\d{3})+$)/g, "\u202f") + (rest ? "," + rest : "");
  }

  function tiyin(cell) {
    var parts = (cell && cell.dataset.order || "0").split(".");
    return /^\d+$/.test(parts[0]) ? BigInt(parts[0] + ((parts[1] || "") + "00").slice(0, 2)) : 0n;
  }

  function number(sum) {
    var whole = String(sum / 100n), rest = String(sum % 100n).padStart(2, "0").replace(/0+$/, "");
    return (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole) + (rest && "," + rest);
  }

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
    this.picks.forEach(function (pick) { pick.set(asked.getAll(pick.name)); });
  };

  List.prototype.asked = function () {
    var asked = new URLSearchParams();
    if (this.find.value) asked.set("q", this.find.value);
    this.picks.forEach(function (pick) { pick.values().forEach(function (value) { asked.append(pick.name, value); }); });
    if (this.sorted !== null) asked.set("sort", (this.down ? "-" : "") + (this.sorted + 1));
    return asked;
  };

  List.prototype.write = function () {
    var asked = this.asked();
    if (this.page) asked.set("page", this.page + 1);
    history.replaceState(history.state, "", asked.size ? "#" + asked : location.pathname + location.search);
  };

  /* “My view” is the address of what is chosen, kept in this browser for this list. A browser may forbid to keep anything. */
  function kept(view) {
    try {
      if (view !== undefined) localStorage.setItem(KEPT + location.pathname, view);
      return localStorage.getItem(KEPT + location.pathname);
    } catch { return null; }
  }

  List.prototype.offer = function () {
    this.box.querySelector("[data-do=mine]").hidden = kept() === null;
  };

  List.prototype.save = function () {
    if (kept(String(this.asked())) !== null) this.status.textContent = this.status.dataset.saved;
    this.offer();
  };

  List.prototype.mine = function () {
    history.replaceState(history.state, "", "#" + kept());
    this.read();
    this.draw();
  };

  /* Rows get their box when they are shown: ten thousand of them would take the browser a second. */
  List.prototype.selectable = function (item) {
    var box = item.cells[0].querySelector(".list-select");
    if (!box) {
      box = document.createElement("input");
      box.type = "checkbox";
      box.className = "list-select";
      box.setAttribute("aria-label", this.status.dataset.pick + ": " + named(item));
      item.cells[0].prepend(box);
    }
    box.checked = this.selected.has(item);
  };

  function named(item) {
    var name = item.cells[0].querySelector("b, a");
    return plain(name || item.cells[0]);
  }

  List.prototype.select = function (event) {
    if (!event.target.matches(".list-select")) return;
    var row = event.target.closest("tr"), found = this.rows.find(function (item) { return item.row === row; });
    if (event.target.checked) this.selected.add(found);
    else this.selected.delete(found);
    this.tell(this.status.dataset.picked, this.selected.size);
  };

  List.prototype.pick = function () {
    var found = this.chosen(), whole = found.every(function (item) { return this.selected.has(item); }, this);
    found.forEach(function (item) { this.selected[whole ? "delete" : "add"](item); }, this);
    this.draw();
    this.tell(this.status.dataset.picked, this.selected.size);
  };

  List.prototype.tell = function (words, count) { this.status.textContent = words.replace("#", count); };

  function plain(node) { return node.textContent.replace(/\s+/g, " ").trim(); }

  /* What is taken along: the rows that are selected, in their order; if none is, all that the filters leave. */
  List.prototype.taken = function () {
    var found = this.chosen(), some = found.filter(function (item) { return this.selected.has(item); }, this);
    var heads = this.heads.map(function (head) { return head.dataset.taken || plain(head); });
    return [[heads[0], "id"].concat(heads.slice(1))].concat((some.length ? some : found).map(function (item) {
      var id = item.cells[0].querySelector("[data-id]") || item.cells[0].querySelector("small");
      return [named(item), id ? plain(id) : ""].concat(item.cells.slice(1).map(function (cell, place) {
        return "number" in this.heads[place + 1].dataset && cell.dataset.order || plain(cell);
      }, this));
    }, this));
  };

  /* As hooks/feeds/downloads.py writes it: a text that a spreadsheet would take for a formula begins with an apostrophe. */
  function safe(value) { return /^ *[=+\-@＝＋－＠]/.test(value) ? "'" + value : value; }

  /* On an intranet without TLS a browser has no clipboard API: what is selected in a field can be copied everywhere. */
  List.prototype.copy = function () {
    var rows = this.taken(), field = document.createElement("textarea");
    field.value = rows.map(function (row) { return row.map(safe).join("\t"); }).join("\n");
    this.doing.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    this.tell(this.status.dataset.copied, rows.length - 1);
  };

  List.prototype.csv = function () {
    var rows = this.taken(), link = document.createElement("a");
    var lines = rows.map(function (row) {
      return row.map(safe).map(function (value) {
        return /[";\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
      }).join(";") + "\r\n";
    });
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("")], { type: "text/csv" }));
    link.download = this.doing.dataset.file + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
    this.tell(this.status.dataset.written, rows.length - 1);
  };

  document$.subscribe(function () {
    all(document, "[data-list]").forEach(function (box) {
      if (!box.dataset.ready) { box.dataset.ready = "yes"; new List(box); }
    });
  });
})();
