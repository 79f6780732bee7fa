/** The form by need: what is needed now, what the next status will want, the text, and what may stay empty, folded. */

import { el, say } from "../dom.js";
import { drawField, isByHand } from "../fields/fields.js";
import { drawAltered } from "./panel.js";
import { equal, inside, isEmpty } from "../session/values.js";

/** @typedef {import("../types.js").Field} Field */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../fields/fields.js").Form} Form */
/** @typedef {import("../session/values.js").Values} Values */

/** What is counted by a button: of a report that is being written it is in sight. */
export const COUNTED = "figures";

export class Sections {
  /** @param {Form} form @param {Values} values @param {HTMLElement} written  The box in which the text is edited. @param {HTMLElement} steps  The box of approvals. */
  constructor(form, values, written, steps) {
    this.form = form;
    this.values = values;
    this.fields = form.kind.fields.filter(isByHand);
    /** @type {Map<string, HTMLElement>} */
    this.drawn = new Map();
    this.now = section("now", say("needed_now"), say("needed_now_why"));
    this.next = section("next", "", "");
    this.text = section("text", say("text"), say("text_why"));
    this.more = section("more", say("optional"), say("optional_why"));
    this.kept = section("kept", say("kept"), say("kept_why"));
    this.parts = { now: el("div", { class: "y-pair" }), next: el("div", { class: "y-pair" }), more: el("div", { class: "y-secs" }) };
    this.wants = el("ul", { class: "y-list-told" });
    this.inFile = el("ul", { class: "y-list-told" });
    this.now.append(this.parts.now);
    this.next.append(this.wants, this.parts.next, steps);
    this.text.append(written);
    this.more.append(this.parts.more);
    this.kept.append(this.inFile);
    this.next.hidden = this.kept.hidden = true;
    this.element = el("div", { class: "y-form" }, this.now, this.next, this.text, this.more, this.kept);
    this.needed = new Set(this.fields.filter((field) => field.required).map((field) => field.key));
    this.wanted = new Set();
    this.status = "";
    this.arrange();
  }

  /** Put every field where it belongs; what the person is in keeps the focus. */
  arrange() {
    const focused = /** @type {HTMLElement|null} */ (document.activeElement);
    const place = { now: [], next: [], more: [] };
    for (const field of this.fields) {
      const where = this.needed.has(field.key) ? "now" : this.wanted.has(field.key) ? "next" : "more";
      place[where].push(where === "more" ? this.folded(field) : this.field(field));
    }
    this.parts.now.replaceChildren(...place.now);
    this.parts.next.replaceChildren(...place.next);
    this.parts.more.replaceChildren(...place.more);
    this.more.hidden = !place.more.length;
    if (focused && focused !== document.activeElement && this.element.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** @param {Field} field */
  field(field) {
    let found = this.drawn.get(field.key);
    if (!found) {
      found = drawField(this.form, field, this.values.values[field.key], inside(this.values, field.key));
      this.drawn.set(field.key, found);
    }
    return found;
  }

  /** @param {Field} field */
  folded(field) {
    const value = this.values.values[field.key];
    const said = isEmpty(value) ? say("not_written") : Array.isArray(value) ? say("items", { count: value.length }) : say("filled");
    return el("details", { class: "sec" }, el("summary", {}, field.label, el("small", {}, said)), el("div", {}, this.field(field)));
  }

  /** Take what the worker says: fields that now say something else are drawn again. @param {State} state @param {boolean} settled */
  take(state, settled) {
    if (settled) {
      const changed = this.fields.filter((field) => !equal(this.values.values[field.key], state.values[field.key]));
      this.values.values = structuredClone(state.values);
      for (const field of changed) this.redraw(field);
    }
    const next = state.needs.next[0], status = `${state.path} ${state.values.status}`;
    if (status !== this.status) {
      // Only then: nothing moves away from under the hands of the person who writes in it.
      this.status = status;
      const keys = (routes) => routes.filter(Boolean).map((route) => String(route[0]));
      for (const key of keys(state.needs.now)) this.needed.add(key);
      if (state.counts) this.needed.add(COUNTED);
      this.wanted = new Set(next ? keys(next.wants.map((want) => want.route)) : []);
      this.arrange();
    }
    this.showNext(next);
    this.kept.hidden = !state.kept.length;
    this.inFile.replaceChildren(...state.kept.map(drawAltered));
  }

  /** @param {Field} field */
  redraw(field) {
    const old = this.drawn.get(field.key);
    this.drawn.delete(field.key);
    this.form.slots = this.form.slots.filter((slot) => !old?.contains(slot.element));
    const fresh = this.field(field);
    old?.replaceWith(fresh);
  }

  /** @param {State["needs"]["next"][0]|undefined} next */
  showNext(next) {
    this.next.hidden = !next && !this.next.querySelector(".y-steps:not([hidden])");
    const heading = /** @type {HTMLElement} */ (this.next.querySelector("h2"));
    const title = /** @type {HTMLElement} */ (this.next.querySelector(".y-steps h3"));
    title.hidden = !next;
    heading.textContent = next ? say("needed_for", { status: next.label }) : say("approvals");
    const loose = next ? next.wants.filter((want) => !want.route || !this.fields.some((field) => field.key === want.route?.[0])) : [];
    const all = next ? (this.wanted.size ? loose : next.wants) : [];
    this.wants.replaceChildren(...all.map((want) => el("li", {}, want.plain_message, want.citation && el("small", {}, want.citation))));
  }

  /** Return how many findings stand in each section, for the list next to the form. @param {(element: HTMLElement) => number} count */
  tally(count) {
    return [this.now, this.next, this.text, this.more, this.kept].filter((part) => !part.hidden).map((part) => ({
      id: part.id, title: part.querySelector("h2")?.textContent ?? "", count: count(part),
    }));
  }
}

/** @param {string} id @param {string} title @param {string} why */
function section(id, title, why) {
  return el("section", { id: `yozish-${id}`, "aria-labelledby": `yozish-${id}-h` }, el("h2", { id: `yozish-${id}-h`, tabindex: "-1" }, title), why && el("p", {}, why));
}
