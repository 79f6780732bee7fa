/** Single values: a line, long text, a number as one reads it, a choice, a flag. Each shows a value and tells what is typed. */

import { el, freshId, say } from "../dom.js";
import { asIsoMoment, asReadMoment } from "./day_text.js";

/** @typedef {import("../types.js").Field} Field */

/** An input of the form.
 * @typedef {object} Input
 * @property {HTMLElement} element  What is put into the form.
 * @property {HTMLElement} control  What has the focus and the label.
 * @property {boolean} [grouped]  Whether the control is several, named by a legend.
 */

/** Types that are shown with their digits in groups of three. */
const GROUPED = new Set(["money", "number", "signed", "whole", "term"]);
/** The length from which a line is edited as long text. */
const LONG = 90;

/** Return digits in groups of three, as one reads them; any other text as it is. @param {string} text */
export function grouped(text) {
  const parts = /^(-?)(\d+)([.,]\d+)?$/.exec(text);
  if (!parts || parts[2].length < 5) return text;
  return `${parts[1]}${parts[2].replace(/\B(?=(\d{3})+$)/g, "\u00a0")}${(parts[3] ?? "").replace(".", ",")}`;
}

/** Return a number as it is written in a record; any other text as it is. @param {string} text */
export function plainNumber(text) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^-?\d+([.,]\d+)?$/.test(bare) ? bare.replace(",", ".") : text.trim();
}

/** Return a text without halves of signs that another program cut apart: each becomes the sign of what is unknown. @param {string} text @returns {string} */
export function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Return a text without signs that come along from other programs and cannot be written: each becomes a space. @param {string} text */
export function written(text) {
  return wellFormed(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " ").trim();
}

/** A box with a control and, at its end, a unit. @param {HTMLElement} control @param {Node|string|null} unit */
export function boxed(control, unit = null) {
  return el("span", { class: "y-inp" }, control, unit && el("span", { class: "y-unit" }, unit));
}

/** @param {Field} field @param {string} value @param {(value: string) => void} write @returns {Input} */
function line(field, value, write) {
  const numeric = GROUPED.has(field.type), shown = numeric ? grouped(value) : value;
  const control = el("input", {
    type: "text", id: freshId(), autocomplete: "off", value: shown,
    inputmode: (numeric && field.type !== "signed") || field.type === "percent" || field.type === "share" ? "decimal" : field.type === "email" ? "email" : field.type === "url" ? "url" : null,
  });
  control.addEventListener("input", () => {
    if (!numeric) {
      write(written(control.value));
      return;
    }
    const typed = plainNumber(control.value), places = control.value.length - control.selectionEnd;
    control.value = /[.,]$/.test(control.value) ? control.value : grouped(typed) || control.value;
    control.setSelectionRange(control.value.length - places, control.value.length - places);
    write(typed);
  });
  return { element: boxed(control, field.unit || null), control };
}

/** A day with its time, shown and typed as people write it. @param {string} value @param {(value: string) => void} write @returns {Input} */
function moment(value, write) {
  const control = el("input", { type: "text", id: freshId(), autocomplete: "off", value: asReadMoment(value), placeholder: say("moment_as") });
  control.addEventListener("input", () => write(asIsoMoment(control.value)));
  control.addEventListener("blur", () => { control.value = asReadMoment(asIsoMoment(control.value)); });
  return { element: boxed(control), control };
}

/** Make an area as high as what is written in it. @param {HTMLTextAreaElement} area */
export function fit(area) {
  if (!area.offsetParent) return;
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, innerHeight * 0.7)}px`;
}

/** @param {string} value @param {(value: string) => void} write @returns {Input} */
function longText(value, write) {
  const control = el("textarea", { id: freshId(), class: "y-area", rows: 3, value });
  control.addEventListener("input", () => {
    fit(control);
    write(written(control.value));
  });
  requestAnimationFrame(() => fit(control));
  return { element: control, control };
}

/** @param {Array<[string, string]>} choices @param {string} value @param {(value: string) => void} write @returns {Input} */
function choice(choices, value, write) {
  const known = choices.some(([one]) => one === value);
  const control = el(
    "select", { id: freshId(), onchange: () => write(control.value) },
    el("option", { value: "" }, say("not_chosen")),
    ...choices.map(([one, label]) => el("option", { value: one }, label)),
    !known && value && el("option", { value }, value),
  );
  control.value = value;
  return { element: boxed(control), control };
}

/**
 * A status: what it is and what may follow, each a button of its own.
 * @param {Array<[string, string]>} choices @param {string} value @param {(value: string) => void} write @returns {Input}
 */
export function pills(choices, value, write) {
  const name = freshId();
  const pill = ([one, label]) => el(
    "label", { class: "y-pill" },
    el("input", { type: "radio", name, value: one, checked: one === value, onchange: () => write(one) }), el("span", {}, label),
  );
  const element = el("div", { class: "y-pills" }, ...choices.map(pill));
  return { element, control: element, grouped: true };
}

/**
 * Make the input of a field that is neither a day, a reference nor a group.
 * @param {Field} field @param {string} value @param {(value: string) => void} write @returns {Input}
 */
export function input(field, value, write) {
  if (field.type === "choice") return choice(field.choices ?? [], value, write);
  if (field.type === "flag") return choice([["true", say("yes")], ["false", say("no")]], value, write);
  if (field.type === "moment") return moment(value, write);
  if (field.type === "text" || value.includes("\n") || value.length > LONG) return longText(value, write);
  return line(field, value, write);
}


