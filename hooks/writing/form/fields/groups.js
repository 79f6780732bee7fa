/** Groups of fields, and lists: items are added, moved and removed; one that nothing is written in is not in the record yet. */

import { button, el, freshId, say } from "../dom.js";
import { asRead } from "./day_text.js";
import { drawField, help, isByHand, makeInput } from "./fields.js";
import { searchInput } from "./search.js";
import { inside, nested } from "../session/values.js";

/** @typedef {import("../types.js").Field} Field */
/** @typedef {import("../types.js").Value} Value */
/** @typedef {import("../session/values.js").Place} Place */
/** @typedef {import("./fields.js").Form} Form */

/** How long the words are by which a folded item is known. */
const NAMED = 70;

/** Draw a group that stands once. @param {Form} form @param {Field} field @param {Value|undefined} value @param {Place} place */
export function drawGroup(form, field, value, place) {
  const box = el("div", { class: "y-told" }), parts = drawParts(form, field, value, place);
  if (!field.required && !value) {
    // What nobody has to write does not stand open with the marks of what must be filled in.
    const summary = el("summary", {}, say("optional_group", { label: field.label }));
    const folded = el("details", { class: "y-more y-broad", "data-key": field.key }, summary, help(field, freshId()), box, parts);
    form.slots.push({ route: place.route, element: folded, box, control: summary });
    return folded;
  }
  const legend = el("legend", { class: "y-group-head" }, field.label);
  const element = el("fieldset", { class: "y-group y-broad", "data-key": field.key }, legend, help(field, freshId()), box, parts);
  form.slots.push({ route: place.route, element, box, control: legend });
  return element;
}

/** Draw the fields of a group: those that are needed or filled, and the others folded. @param {Form} form @param {Field} field @param {Value|undefined} value @param {Place} place */
function drawParts(form, field, value, place) {
  const values = /** @type {{[key: string]: Value}} */ (value && typeof value === "object" && !Array.isArray(value) ? value : {});
  const parts = (form.fields.groups[field.group ?? ""]?.fields ?? []).filter(isByHand);
  const draw = (part) => drawField(form, part, values[part.key], inside(place, part.key));
  const shown = parts.filter((part) => part.required || part.key in values), others = parts.filter((part) => !shown.includes(part));
  if (!shown.length || others.length < 2) return el("div", { class: "y-pair" }, ...parts.map(draw));
  const names = others.map((part) => part.label.toLocaleLowerCase("uz")).join(", ");
  return el("div", {},
    el("div", { class: "y-pair" }, ...shown.map(draw)),
    el("details", { class: "y-more" }, el("summary", {}, say("more_fields", { names })), el("div", { class: "y-pair" }, ...others.map(draw))));
}

/** Draw a list. @param {Form} form @param {Field} field @param {Value|undefined} value @param {Place} place */
export function drawItems(form, field, value, place) {
  return new Items(form, field, Array.isArray(value) ? value : value ? [value] : [], place).element;
}

/** A list in the form. @typedef {{known: boolean, element: HTMLElement, head?: HTMLElement}} Row */
class Items {
  /** @param {Form} form @param {Field} field @param {Value[]} values @param {Place} place */
  constructor(form, field, values, place) {
    this.form = form;
    this.field = field;
    this.place = place;
    /** @type {Row[]} */
    this.rows = [];
    this.one = { ...field, many: false };
    const legend = el("legend", { class: "y-group-head" }, field.label, field.required && el("span", { class: "y-need", title: say("required") }, " *"));
    this.box = el("div", { class: "y-told" });
    this.list = el("div", { class: field.type === "group" ? "y-items" : "y-lines" });
    this.element = el("fieldset", { class: "y-list y-broad", "data-key": field.key }, legend, help(field, freshId()), this.box, this.list);
    values.forEach((value) => this.add(value, true));
    const adder = field.type === "reference" ? this.searcher() : button(say("add", { label: field.label }), () => this.addEmpty(), { class: "btn y-add" });
    this.element.append(adder);
    form.slots.push({ route: place.route, element: this.element, box: this.box, control: legend });
  }

  /** The place of an item; what is written in one that is not there yet puts it there. @param {Row} row @returns {Place} */
  placeOf(row) {
    const { place } = this, index = () => this.rows.filter((one) => one.known).indexOf(row);
    const begin = (value) => {
      row.known = true;
      place.grow([], index(), value);
      this.number();
    };
    return {
      route: () => {
        const list = row.known ? place.route() : null;
        return list && [...list, index()];
      },
      write: (under, value) => (row.known ? place.write([index(), ...under], value) : begin(nested(under, value))),
      erase: (under) => {
        if (!row.known) return;
        const at = index();
        if (!under.length) row.known = false;
        place.erase([at, ...under]);
      },
      grow: (under, to, value) => (row.known ? place.grow([index(), ...under], to, value) : begin(nested(under, [value]))),
      move: (under, to) => place.move([index(), ...under], to),
    };
  }

  /** @param {Value} value @param {boolean} known */
  add(value, known) {
    /** @type {Row} */
    const row = { known, element: el("div") };
    this.rows.push(row);
    row.element = this.field.type === "group" ? this.groupRow(row, value) : this.lineRow(row, typeof value === "string" ? value : "");
    this.list.append(row.element);
    this.number();
    return row;
  }

  addEmpty() {
    const row = this.add(this.field.type === "group" ? {} : "", false);
    if (row.element instanceof HTMLDetailsElement) row.element.open = true;
    /** @type {HTMLElement|null} */ (row.element.querySelector("input, select, textarea"))?.focus();
  }

  /** @param {Row} row @param {Value} value */
  groupRow(row, value) {
    const { form, one } = this, place = this.placeOf(row);
    row.head = el("span");
    const box = el("div", { class: "y-told" });
    const move = (by, label) => button(label, () => this.move(row, by), { class: "btn y-small" });
    const element = el(
      "details", { class: "sec y-item", open: this.rows.length === 1 && !Object.keys(value).length },
      el("summary", {}, row.head, el("small", {}, nameOf(form, one, value))),
      el("div", {}, box, drawParts(form, one, value, place),
        el("p", { class: "y-acts" }, move(-1, say("move_up")), move(1, say("move_down")),
          button(say("remove"), () => this.remove(row), { class: "btn y-small" }))),
    );
    form.slots.push({ route: place.route, element, box, control: row.head });
    return element;
  }

  /** @param {Row} row @param {string} value */
  lineRow(row, value) {
    const { form, one } = this, place = this.placeOf(row), box = el("div", { class: "y-told" });
    const named = one.type === "reference" && (form.choices.byId.get(value));
    const remover = button("×", () => this.remove(row), { class: "btn y-small", "aria-label": say("remove_item", { label: named ? named.title : one.label }) });
    if (named) {
      const element = el("div", { class: "y-line" }, el("span", { class: "y-tok" }, named.title, el("small", {}, value)), remover, box);
      form.slots.push({ route: place.route, element, box, control: remover });
      return element;
    }
    const made = makeInput(form, one, value, place);
    made.control.setAttribute("aria-label", one.label);
    const element = el("div", { class: "y-line" }, made.element, remover, box);
    form.slots.push({ route: place.route, element, box, control: made.control });
    return element;
  }

  /** What adds a reference: its own search, which is empty again after each. */
  searcher() {
    const made = searchInput(this.form.choices, this.one, "", (id) => {
      if (!id) return;
      const row = this.add(id, false);
      this.placeOf(row).write([], id);
    }, { clears: true });
    made.control.setAttribute("aria-label", say("add", { label: this.field.label }));
    return made.element;
  }

  /** @param {Row} row */
  remove(row) {
    if (row.known) this.placeOf(row).erase([]);
    const at = this.rows.indexOf(row);
    this.rows.splice(at, 1);
    row.element.remove();
    this.number();
    const near = this.rows[Math.min(at, this.rows.length - 1)]?.element ?? this.element;
    /** @type {HTMLElement|null} */ (near.querySelector("summary, button, input"))?.focus();
  }

  /** @param {Row} row @param {number} by */
  move(row, by) {
    const at = this.rows.indexOf(row), other = this.rows[at + by];
    if (!other) return;
    if (row.known && other.known) this.placeOf(row).move([], this.rows.filter((one) => one.known).indexOf(other));
    this.rows.splice(at, 1);
    this.rows.splice(at + by, 0, row);
    if (by < 0) other.element.before(row.element);
    else other.element.after(row.element);
    this.number();
    /** @type {HTMLElement} */ (row.element.querySelectorAll(".y-acts button")[by < 0 ? 0 : 1]).focus();
  }

  number() {
    this.rows.forEach((row, index) => row.head?.replaceChildren(`${index + 1}.`));
  }
}

/** Return words by which an item is known: two of its texts, and its due date or first day. @param {Form} form @param {Field} field @param {Value} value */
function nameOf(form, field, value) {
  const written = (form.fields.groups[field.group ?? ""]?.fields ?? []).filter((part) => typeof /** @type {any} */ (value)[part.key] === "string");
  const said = (part) => {
    const one = /** @type {any} */ (value)[part.key];
    return part.choices?.find(([choice]) => choice === one)?.[1] ?? (part.type === "reference" ? form.choices.title(one) : one);
  };
  const days = written.filter((part) => part.type === "day"), day = days.find((part) => part.key === "due") ?? days[0];
  const texts = written.filter((part) => part.type !== "day").map(said).filter(Boolean).slice(0, 2);
  const words = [...texts, day && `${day.label}: ${asRead(said(day))}`].filter(Boolean).join(" · ");
  return words.length > NAMED ? `${words.slice(0, NAMED)}…` : words;
}
