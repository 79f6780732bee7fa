/** Findings at their fields, and what is new among them told to those who listen. */

import { button, el, say } from "../dom.js";
import { equal } from "../session/values.js";

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../fields/fields.js").Slot} Slot */

/** How many new findings are read out at once. */
const READ_OUT = 3;

export class Findings {
  /** @param {HTMLElement} rest  Where findings stand that belong to no field. @param {HTMLElement} voice @param {(finding: number, cure: number) => void} cure */
  constructor(rest, voice, cure) {
    this.rest = rest;
    this.voice = voice;
    this.cure = cure;
    /** @type {Set<string>|null} */
    this.known = null;
    /** @type {Map<number, Slot|null>} */
    this.places = new Map();
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
    state.findings.forEach((finding, index) => {
      const slot = nearest(live, finding);
      this.places.set(index, slot);
      (slot ? slot.box : this.rest).append(this.draw(finding, index));
      if (slot && finding.severity === "error" && slot.control.matches("input, select, textarea")) slot.control.setAttribute("aria-invalid", "true");
    });
    this.tell(state.findings);
  }

  /** @param {Finding} finding @param {number} index */
  draw(finding, index) {
    const cures = finding.cures.map((cure, place) => button(cure.label, () => this.cure(index, place), { class: "btn y-mend" }));
    return el(
      "p", { class: finding.severity === "error" ? "y-wrong" : "y-wrong y-mild" },
      el("span", {}, finding.severity === "error" ? "" : `${say("warning")} `, finding.plain_message), ...cures,
      el("small", {}, finding.plain_hint && `${finding.plain_hint}. `.replace(/([.!?])\. $/, "$1 "), finding.citation && `${finding.citation} `,
        el("a", { href: finding.url, target: "_blank" }, finding.code)),
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
    const target = slot ? slot.control : this.rest;
    for (let box = target.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
    if (!target.matches("input, select, textarea, button")) target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
}

/** Return the slot of the longest route that leads to a finding. @param {Slot[]} slots @param {Finding} finding @returns {Slot|null} */
function nearest(slots, finding) {
  let found = null, length = 0;
  if (!finding.route) return null;
  for (const slot of slots) {
    const route = slot.route();
    if (!route || route.length <= length || !equal(route, finding.route.slice(0, route.length))) continue;
    found = slot;
    length = route.length;
  }
  return found;
}
