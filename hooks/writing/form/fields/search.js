/** References: records found by the words of their titles in any spelling, those out of force greyed with what replaced them. */

import { el, fold, freshId, say } from "../dom.js";

/** @typedef {import("../types.js").Choice} Choice */
/** @typedef {import("../types.js").Field} Field */

/** How many records are offered at once. */
const SHOWN = 8;

/** All records that may be named, by id and by words. */
export class Choices {
  /** @param {Choice[]} all @param {import("../types.js").Fields["kinds"]} kinds */
  constructor(all, kinds) {
    this.all = all;
    this.kinds = kinds;
    this.byId = new Map(all.map((one) => [one.id, one]));
  }

  /** @param {string} id */
  title(id) {
    return this.byId.get(id)?.title ?? id;
  }

  /** Return those that a field may name and that have all the words, those in force first. @param {Field} field @param {string} words */
  find(field, words) {
    const parts = fold(words).split(/\s+/).filter(Boolean);
    const kinds = field.kinds ?? [];
    const found = this.all.filter((one) => (!kinds.length || kinds.includes(one.kind)) &&
      parts.every((part) => one.folded.includes(part) || one.id.includes(part)));
    return found.sort((one, other) => Number(other.alive) - Number(one.alive));
  }
}

/**
 * A record, found by words. What is typed and not found is told as it is: nothing is lost, and the checks say what was meant.
 * @param {Choices} choices @param {Field} field @param {string} value @param {(id: string) => void} tell
 * @param {{clears?: boolean}} [how]  `clears` where each choice is one of many, shown elsewhere.
 * @returns {import("./inputs.js").Input}
 */
export function searchInput(choices, field, value, tell, how = {}) {
  const listId = freshId(), shows = (id) => (how.clears ? "" : choices.byId.has(id) ? choices.title(id) : id);
  let chosen = value, found = [], active = -1;
  const unit = el("span", { class: "y-unit" }, choices.byId.has(value) ? value : "");
  const control = el("input", {
    type: "text", id: freshId(), autocomplete: "off", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": listId, value: shows(value), placeholder: say("search_by_name"),
  });
  const options = el("div", { role: "listbox", id: listId, "aria-label": field.label });
  const foot = el("p", { class: "y-pop-foot" });
  const popup = el("div", { class: "y-pop", hidden: true }, options, foot);
  const unknown = el("p", { class: "y-quiet", hidden: true });
  const element = el("div", { class: "y-search" }, el("span", { class: "y-inp" }, control, unit), popup, unknown);

  const meet = (id) => {
    unknown.hidden = !id || choices.byId.has(id) || !field.kinds?.length;
    if (!unknown.hidden) unknown.replaceChildren(say("enter_first"), ...(field.kinds ?? []).flatMap((kind) => [" ", newRecord(kind, choices)]));
  };
  const close = () => {
    popup.hidden = true;
    active = -1;
    control.setAttribute("aria-expanded", "false");
    control.removeAttribute("aria-activedescendant");
  };
  const take = (id) => {
    chosen = how.clears ? "" : id;
    control.value = shows(id);
    meet(chosen);
    unit.textContent = chosen && choices.byId.has(id) ? id : "";
    close();
    tell(id);
  };
  const mark = (place) => {
    active = place;
    [...options.children].forEach((option, index) => option.classList.toggle("y-opt-on", index === place));
    const option = options.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) control.setAttribute("aria-activedescendant", option.id);
  };
  const draw = () => {
    const all = choices.find(field, control.value === shows(chosen) ? "" : control.value);
    found = all.slice(0, SHOWN);
    options.replaceChildren(...found.map((one) => drawOption(one, isOpen(field, one), choices, () => take(one.id))));
    foot.textContent = say(all.length ? "found_of" : "found_none", { shown: found.length, count: all.length });
    popup.hidden = false;
    popup.scrollIntoView({ block: "nearest" });
    control.setAttribute("aria-expanded", "true");
    mark(-1);
  };

  meet(how.clears ? "" : value);
  control.addEventListener("input", draw);
  control.addEventListener("click", draw);
  control.addEventListener("focus", () => control.select());
  control.addEventListener("blur", () => {
    close();
    const typed = control.value.trim();
    if (typed === shows(chosen)) return;
    const known = choices.byId.get(typed) ?? choices.all.find((one) => one.title === typed && isOpen(field, one));
    take(known ? known.id : typed);
  });
  control.addEventListener("keydown", (event) => {
    const open = !popup.hidden, steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      if (!open) draw();
      if (found.length) mark((active + steps[event.key] + found.length + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && open && active >= 0) {
      if (isOpen(field, found[active])) take(found[active].id);
    } else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { element, control };
}

/** Return a link on which a record is begun that another is to name. @param {string} kind @param {Choices} choices */
function newRecord(kind, choices) {
  return el("a", { href: `?tur=${encodeURIComponent(kind)}`, target: "_blank" }, say("new_record", { kind: choices.kinds[kind].label }));
}

/** Return whether a field may name a record. @param {Field} field @param {Choice} one */
function isOpen(field, one) {
  return one.alive || Boolean(field.withdrawn);
}

/** @param {Choice} one @param {boolean} open @param {Choices} choices @param {() => void} take */
function drawOption(one, open, choices, take) {
  const after = one.replaced_by ? say("replaced_by", { title: choices.title(one.replaced_by), id: one.replaced_by }) : "";
  const about = [one.id, one.status_label, !open && say("not_in_force"), after].filter(Boolean).join(" · ");
  const option = el("div", {
    role: "option", id: freshId(), class: open ? "y-opt" : "y-opt y-opt-off", "aria-selected": "false", "aria-disabled": open ? null : "true",
    // Before the input loses the focus.
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => open && take(),
  }, one.title, el("small", {}, about));
  return option;
}
