/** Findings at their fields, and what is new among them told to those who listen. */

import { button, el, say } from "../dom.js";
import { at, equal, isEmpty } from "../session/values.js";

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").Route} Route */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../fields/fields.js").Slot} Slot */

/** How many new findings are read out at once. */
const READ_OUT = 3;

export class Findings {
  /**
   * @param {HTMLElement} rest  Where findings stand that belong to no field. @param {HTMLElement} voice @param {string} home  Of the site.
   * @param {(finding: number, cure: number) => void} cure
   */
  constructor(rest, voice, home, cure) {
    this.home = home;
    this.rest = rest;
    this.voice = voice;
    this.cure = cure;
    /** @type {Set<string>|null} */
    this.known = null;
    /** @type {Map<number, Slot|null>} */
    this.places = new Map();
    /** @type {Map<Route, string>} What could not be written, by its place; the text has none. */
    this.refused = new Map();
    /** @type {Set<string>} The record’s own fields in which somebody has been: what is not yet written elsewhere is no fault yet. */
    this.visited = new Set();
    this.patient = false;
  }

  /** Put the findings of a state where they belong. @param {State} state @param {Slot[]} slots */
  show(state, slots) {
    const live = slots.filter((slot) => slot.element.isConnected);
    for (const slot of live) {
      slot.box.replaceChildren();
      slot.control.removeAttribute("aria-invalid");
    }
    this.rest.replaceChildren();
    this.places.clear();
    for (const [route, sentence] of this.refused) this.refuse(route, sentence, live);
    const advised = new Set();
    state.findings.forEach((finding, index) => {
      const slot = finding.route && nearest(live, finding.route), drawn = this.draw(finding, index, advised);
      this.places.set(index, slot);
      (slot ? slot.box : this.rest).append(drawn);
      drawn.hidden = Boolean(slot) && this.mayWait(finding, state);
      if (slot && !drawn.hidden && finding.severity === "error" && slot.control.matches("input, select, textarea")) slot.control.setAttribute("aria-invalid", "true");
    });
    this.tell(state.findings);
  }

  /** Return whether a finding is only that a field of a new record, in which nobody has been, is empty. @param {Finding} finding @param {State} state */
  mayWait(finding, state) {
    const [key] = finding.route ?? [];
    return this.patient && isEmpty(at(state.values, [key])) && !this.visited.has(String(key));
  }

  /**
   * Say at its field that what stands there could not be written. @param {Route} route @param {string} sentence @param {Slot[]} slots
   */
  refuse(route, sentence, slots) {
    const slot = nearest(slots.filter((one) => one.element.isConnected), route);
    this.refused.set(route, sentence);
    (slot ? slot.box : this.rest).append(el("p", { class: "y-wrong y-refused" }, sentence));
    if (slot?.control.matches("input, select, textarea")) slot.control.setAttribute("aria-invalid", "true");
  }

  /** Forget what could not be written at a place: something else is written there. @param {Route} route */
  forgive(route) {
    for (const one of this.refused.keys()) if (equal(one, route)) this.refused.delete(one);
  }

  /** @param {Finding} finding @param {number} index @param {Set<string>} advised  The advice that was given already: the same is not given twice. */
  draw(finding, index, advised) {
    const advice = [finding.plain_hint && `${finding.plain_hint}. `.replace(/([.!?])\. $/, "$1 "), finding.citation && `${finding.citation} `].join(""), fresh = !advised.has(advice);
    advised.add(advice);
    const cures = finding.cures.map((cure, place) => button(
      say("fix"), () => this.cure(index, place), { class: "btn y-fix", "aria-label": `${say("fix")}: ${cure.label}` },
    ));
    return el(
      "p", { class: finding.severity === "error" ? "y-wrong" : "y-wrong y-mild" },
      el("span", {}, finding.severity === "error" ? "" : `${say("warning")} `, finding.plain_message), ...cures,
      el("small", {}, fresh && advice, el("a", { href: new URL(finding.url, this.home).href, target: "_blank" }, finding.code)),
    );
  }

  /** Read out what was not there before. @param {Finding[]} findings */
  tell(findings) {
    const names = findings.map((finding) => `${finding.code} ${finding.message}`);
    const fresh = this.known ? findings.filter((finding, place) => !this.known?.has(names[place])) : [];
    const gone = this.known && !findings.length && this.known.size;
    this.known = new Set(names);
    if (fresh.length) {
      const first = fresh.slice(0, READ_OUT).map((finding) => finding.plain_message).join(". ");
      this.voice.textContent = `${say("new_findings", { count: fresh.length })}: ${first}`;
    } else if (gone) this.voice.textContent = say("nothing_blocks");
  }

  /** Open what a finding stands in, and go there. @param {number} index */
  go(index) {
    const slot = this.places.get(index);
    slot?.box.querySelectorAll(":scope > [hidden]").forEach((one) => { one.hidden = false; });
    const target = slot ? slot.control : this.rest;
    for (let box = target.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
    if (!target.matches("input, select, textarea, button")) target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
}

/** Return the slot of the longest route that leads to a place. @param {Slot[]} slots @param {Route} place @returns {Slot|null} */
function nearest(slots, place) {
  let found = null, length = 0;
  for (const slot of slots) {
    const route = slot.route();
    if (!route || route.length <= length || !equal(route, place.slice(0, route.length))) continue;
    found = slot;
    length = route.length;
  }
  return found;
}
