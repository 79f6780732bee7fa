/** Approvals: how each step stands, and the one that is open, for the person who may take it. */

import { button, el, freshId, say } from "../dom.js";
import { asRead } from "../fields/day_text.js";
import { drawAltered } from "./panel.js";
import { dayInput } from "../fields/days.js";
import { searchInput } from "../fields/search.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../fields/fields.js").Form} Form */

export class Steps {
  /**
   * @param {Form} form @param {(what: {step: string, person: string, decision: string, number: string, part: string, date: string}) => void} approve
   * @param {(status: string) => void} goOn
   */
  constructor(form, approve, goOn) {
    this.form = form;
    this.approve = approve;
    this.goOn = goOn;
    this.onward = el("p");
    this.list = el("ul", { class: "y-list-told" });
    this.open = el("div");
    this.since = el("div");
    this.shown = "";
    this.refusal = el("div", { role: "alert" });
    this.element = el("div", { class: "y-steps", hidden: true }, el("h3", {}, say("approvals")), el("p", { class: "y-help" }, say("approvals_why")), this.list, this.onward, this.open);
  }

  /** @param {State} state */
  show(state) {
    this.element.hidden = !state.approvals.length;
    this.list.replaceChildren(...state.approvals.map((step) => el(
      "li", {}, el("b", {}, step.label), `: ${step.state_label}`, step.who && `, ${step.who}`, step.since && `, ${asRead(step.since)}`, step.why && el("small", {}, step.why),
    )));
    this.onward.replaceChildren(...(state.onward ? this.offer(state.onward) : []));
    this.showSince(state.since_step);
    const step = state.open_step, key = JSON.stringify(step);
    if (key === this.shown) return;
    this.shown = key;
    this.open.replaceChildren(...(step && state.base_text !== null ? [this.draw(step)] : []));
  }

  /** Say what was changed since the last step: that is what the next one covers besides. @param {State["since_step"]} since */
  showSince(since) {
    const { step = "", changes = null } = since ?? {};
    this.since.replaceChildren(...(since ? [
      el("p", { class: "y-help" }, say(!changes ? "since_not_known" : changes.length ? "since_step" : "since_nothing", { step })),
      ...(changes?.length ? [el("ul", { class: "y-list-told" }, ...changes.map(drawAltered))] : []),
    ] : []));
  }

  /** Say which status the steps taken have opened. @param {[string, string]} onward */
  offer([status, label]) {
    return [`${say("status_open")} `, button(say("set_status", { label }), () => this.goOn(status), { class: "btn y-small" })];
  }

  /** What the person who takes the open step is asked. @param {NonNullable<State["open_step"]>} step */
  draw(step) {
    const said = { person: step.people[0] ?? "", date: this.form.calendar.today };
    const line = () => el("input", { type: "text", id: freshId(), autocomplete: "off" });
    const pick = (options) => el("select", { id: freshId() }, ...options.map(([value, label]) => el("option", { value }, label)));
    const box = (control) => el("span", { class: "y-inp" }, control);
    const row = (label, control, inside = box(control), needed = true) => el(
      "div", { class: "y-fld" }, el("label", { for: control.id }, label, needed && el("span", { class: "y-need", title: say("required") }, " *")), inside);
    const decision = pick(step.asks), number = line(), part = line(), person = this.person(step, (id) => { said.person = id; });
    const date = dayInput(this.form.calendar, said.date, (day) => { said.date = day; }, say("date_of_decision"));
    this.refusal.replaceChildren();
    const take = button(say("approve"), () => {
      this.refusal.replaceChildren();
      this.approve({ step: step.step, ...said, decision: decision.value, number: number.value.trim(), part: part.value.trim() });
    }, { class: "btn y-main" });
    const asked = el(
      "div", {},
      el("p", { class: "y-help" }, say("step_of", { label: step.label, who: step.who })),
      el("p", { class: "y-help" }, say("signs_for")), this.since,
      el("div", { class: "y-pair" },
        row(say("who_decides"), person.control, person.element), row(say("decision"), decision), row(say("date_of_decision"), date.control, date.element),
        row(say("number_of_paper"), number, box(number), step.wants_number), step.wants_part && row(say("part_of_paper"), part)),
      take, this.refusal, el("p", { class: "y-quiet" }, say("grade", { grade: step.grade_words })));
    return el("details", { class: "sec y-open-step" }, el("summary", {}, say("take_step", { label: step.label })), asked);
  }

  /** Say next to the button why the step cannot be taken. @param {string} sentence */
  refuse(sentence) {
    this.refusal.replaceChildren(el("p", { class: "y-wrong" }, sentence));
    this.refusal.scrollIntoView({ block: "nearest" });
  }

  /** Who decides: one of those who may; where nobody is known to, any employee. @param {NonNullable<State["open_step"]>} step @param {(id: string) => void} tell */
  person(step, tell) {
    const { choices } = this.form;
    if (!step.people.length) {
      return searchInput(choices, { key: "", label: say("who_decides"), help: "", type: "reference", kinds: ["employee"] }, "", tell);
    }
    const control = el("select", { id: freshId(), onchange: () => tell(control.value) }, ...step.people.map((id) => el("option", { value: id }, choices.title(id))));
    return { control, element: el("span", { class: "y-inp" }, control) };
  }
}
