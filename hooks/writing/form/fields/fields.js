/** A field of the form: its label, what it is for, its input, and the place under it where findings stand. */

import { dayInput } from "./days.js";
import { el, freshId, say } from "../dom.js";
import { drawGroup, drawItems } from "./groups.js";
import { input, pills } from "./inputs.js";
import { searchInput } from "./search.js";

/** @typedef {import("../types.js").Field} Field */
/** @typedef {import("../types.js").Value} Value */
/** @typedef {import("../types.js").Route} Route */
/** @typedef {import("../session/values.js").Place} Place */

/** Where findings about a route stand.
 * @typedef {object} Slot
 * @property {() => Route|null} route
 * @property {HTMLElement} element
 * @property {HTMLElement} box  The list of findings.
 * @property {HTMLElement} control
 */

/** What every field of a form needs to know.
 * @typedef {object} Form
 * @property {import("../types.js").Fields} fields
 * @property {import("../types.js").Kind} kind
 * @property {import("./search.js").Choices} choices
 * @property {import("./days.js").Calendar} calendar
 * @property {Slot[]} slots
 * @property {string} home  The address of the site.
 * @property {string|null} savedStatus  The status in the saved file; null for a new record.
 */

/** Types that take the whole width. */
const BROAD = new Set(["text", "group", "url"]);
/** What a record is called may be long too. */
const TITLE = "title";

/** Return whether a person may write a field by hand. @param {Field} field */
export function isByHand(field) {
  return field.hand !== false;
}

/**
 * Draw a field.
 * @param {Form} form @param {Field} field @param {Value|undefined} value @param {Place} place
 * @returns {HTMLElement}
 */
export function drawField(form, field, value, place) {
  if (field.many) return drawItems(form, field, value, place);
  if (field.type === "group") return drawGroup(form, field, value, place);
  const made = makeInput(form, field, typeof value === "string" ? value : "", place);
  return framed(form, field, made, place);
}

/**
 * Make the input of a single value that writes where it stands.
 * @param {Form} form @param {Field} field @param {string} value @param {Place} place
 * @returns {import("./inputs.js").Input}
 */
export function makeInput(form, field, value, place) {
  const write = (typed) => (typed === "" ? place.erase([]) : place.write([], typed));
  if (field.type === "reference") return searchInput(form.choices, field, value, write);
  if (field.type === "day") return dayInput(form.calendar, value, write, field.label);
  if (field.key === "status" && place.route()?.length === 1) return pills(statuses(form, value), value, write);
  return input(field, value, write);
}

/** Return the statuses to choose from: what the file says, what may follow, and what is chosen. @param {Form} form @param {string} value */
function statuses(form, value) {
  const { kind, savedStatus } = form, saved = kind.statuses.find(([one]) => one === savedStatus);
  const open = saved ? [saved[0], ...saved[2], value] : kind.statuses.map(([one]) => one);
  const found = kind.statuses.filter(([one]) => open.includes(one)).map(([one, label]) => /** @type {[string, string]} */ ([one, label]));
  return value && !found.some(([one]) => one === value) ? [...found, /** @type {[string, string]} */ ([value, value])] : found;
}

/**
 * Put an input under its label, and note where its findings go.
 * @param {Form} form @param {Field} field @param {import("./inputs.js").Input} made @param {Place} place
 */
function framed(form, field, made, place) {
  const box = el("div", { class: "y-told", id: freshId() }), helpId = freshId();
  const about = `${field.help ? `${helpId} ` : ""}${box.id}`;
  made.control.setAttribute("aria-describedby", about);
  const label = [field.label, field.required && el("span", { class: "y-need", title: say("required") }, " *")];
  const element = made.grouped
    ? el("fieldset", { class: "y-fld y-broad", "data-key": field.key }, el("legend", {}, ...label), help(field, helpId), made.element, box)
    : el("div", { "data-key": field.key, class: `y-fld${BROAD.has(field.type) || field.key === TITLE || made.control.tagName === "TEXTAREA" ? " y-broad" : ""}` },
      el("label", { for: made.control.id }, ...label), help(field, helpId), made.element, box);
  if (field.required && !made.grouped) made.control.setAttribute("aria-required", "true");
  form.slots.push({ route: place.route, element, box, control: made.control });
  return element;
}

/** @param {Field} field @param {string} id */
export function help(field, id) {
  return field.help ? el("span", { class: "y-help", id }, field.help) : "";
}
