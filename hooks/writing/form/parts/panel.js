/** Next to the form: whether the change can be merged, what it changes in words and in the file, and the ways to save it. */

import { button, el, say } from "../dom.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{record: string, title: string, message: string, blocks: boolean}} Other */

/** How many findings are listed; the rest are counted. */
const SHOWN = 12;

export class Panel {
  /** @param {HTMLElement} saving @param {{go: (finding: number) => void, cure: (finding: number, cure: number) => void, undo: () => void, others: () => Promise<Other[]>, text: (text: string) => void}} told */
  constructor(saving, told) {
    this.told = told;
    this.verdict = el("h2", { id: "yozish-verdict" }, say("checks_coming"));
    this.list = el("ul", { class: "y-list-told" });
    this.note = el("p", { class: "y-quiet" });
    this.besides = el("h3", { hidden: true });
    this.mild = el("ul", { class: "y-list-told" });
    this.unchecked = el("ul", { class: "y-list-told" });
    this.skipped = el("details", { class: "sec", hidden: true }, el("summary", {}), this.unchecked);
    this.progress = el("progress", { max: "1", value: 0, "aria-label": say("checks_coming") });
    this.changes = el("ul", { class: "y-list-told" });
    this.diff = el("div", { class: "y-diff", tabindex: "0", role: "region", "aria-label": say("in_file") });
    this.lines = el("summary", {}, say("in_file"));
    this.back = button(say("undo"), () => told.undo(), { class: "btn y-small" });
    this.others = el("div", { role: "status" });
    this.look = button(say("look_at_others"), () => this.lookAtOthers(), { class: "btn y-small" });
    this.whole = el("textarea", { class: "y-area y-whole", rows: 14, spellcheck: "false", "aria-label": say("whole_text") });
    this.whole.addEventListener("change", () => told.text(this.whole.value));
    this.element = el(
      "aside", { class: "y-result", "aria-label": say("result") },
      el("section", { "aria-labelledby": "yozish-verdict" }, this.verdict, this.progress, this.list, this.note, this.besides, this.mild, this.skipped),
      this.changed = el("section", { "aria-labelledby": "yozish-changes-h", hidden: true }, el("h2", { id: "yozish-changes-h" }, say("what_changes")), this.changes, el("div", { class: "y-acts" }, this.back, this.look), this.others,
        el("details", { class: "sec" }, this.lines, this.diff)),
      el("section", {},
        el("details", { class: "sec" }, el("summary", {}, say("whole_text")), el("p", { class: "y-quiet" }, say("whole_text_why")), this.whole)),
      saving,
    );
  }

  /** @param {number} share */
  wait(share) {
    this.progress.hidden = false;
    this.progress.value = share;
    this.verdict.textContent = say("checks_coming");
    this.note.textContent = say("write_meanwhile");
  }

  /** Say that the checks do not run here. @param {string} sentence */
  without(sentence) {
    this.progress.hidden = true;
    this.verdict.textContent = say("no_checks");
    this.note.textContent = sentence;
  }

  /** @param {State} state */
  show(state) {
    const blocking = state.findings.filter((finding) => finding.blocks).length;
    this.progress.hidden = true;
    this.verdict.textContent = blocking ? say("blocked", { count: blocking }) : say("nothing_blocks");
    const all = state.findings.map((finding, index) => ({ finding, index }));
    this.list.replaceChildren(...this.listed(all.filter(({ finding }) => finding.blocks)));
    this.note.textContent = blocking ? say("may_be_saved") : "";
    const mild = all.filter(({ finding }) => !finding.blocks);
    this.besides.hidden = !mild.length;
    this.besides.textContent = say("besides", { count: mild.length });
    this.mild.replaceChildren(...this.listed(mild));
    this.skipped.hidden = !state.hidden_checks.length;
    this.skipped.querySelector("summary").textContent = say("not_run", { count: state.hidden_checks.length });
    this.unchecked.replaceChildren(...state.hidden_checks.map((words) => el("li", {}, words)));
    this.showChanges(state);
  }

  /** Draw findings, each with where it is unless it says so itself. @param {Array<{finding: import("../types.js").Finding, index: number}>} found */
  listed(found) {
    const drawn = found.slice(0, SHOWN).map(({ finding, index }) => el(
      "li", { class: finding.blocks ? "" : "y-mild" },
      el("a", { href: "#", onclick: (event) => {
        event.preventDefault();
        this.told.go(index);
      } }, finding.plain_message),
      finding.place && !finding.plain_message.includes(finding.place) && el("small", {}, finding.place),
      finding.citation && el("small", {}, finding.citation),
    ));
    return found.length > SHOWN ? [...drawn, el("li", { class: "y-quiet" }, say("and_more", { count: found.length - SHOWN }))] : drawn;
  }

  /** Say what the change breaks in other records. */
  async lookAtOthers() {
    this.others.replaceChildren(el("p", { class: "y-quiet" }, say("one_moment")));
    const found = await this.told.others();
    this.others.replaceChildren(found.length ? el("ul", { class: "y-list-told" }, ...found.map((other) => el(
      "li", { class: other.blocks ? "" : "y-mild" }, el("a", { href: `?yozuv=${encodeURIComponent(other.record)}`, target: "_blank" }, other.title || other.record), `: ${other.message}`,
    ))) : el("p", { class: "y-quiet" }, say("others_unharmed")));
  }

  /** @param {State} state */
  showChanges(state) {
    const changed = state.text !== (state.base_text ?? "");
    this.changed.hidden = !changed;
    if (state.text !== this.told_of) this.others.replaceChildren();
    this.told_of = state.text;
    this.changes.replaceChildren(...state.changes.map(drawAltered));
    const lines = state.diff.split("\n").filter((line) => /^[-+](?!--|\+\+)/.test(line));
    this.lines.textContent = say("in_file_lines", { count: lines.length });
    this.diff.replaceChildren(...lines.map((line) => el(line.startsWith("+") ? "ins" : "del", {}, line)));
    if (document.activeElement !== this.whole) this.whole.value = state.text;
  }
}

/** Draw a change in words: what was there, and what is. @param {import("../types.js").Altered} change */
export function drawAltered(change) {
  return el(
    "li", {}, `${change.label}: `, change.old && el("s", {}, change.old), change.old && change.new && " → ",
    change.new ? el("b", {}, change.new) : change.old && ` — ${say("taken_out")}`,
  );
}

/** The bar at the foot of a phone: the verdict, and the way to saving. */
export class Dock {
  /** @param {() => void} save */
  constructor(save) {
    this.verdict = el("b", {}, say("checks_coming"));
    this.count = el("span", { class: "y-quiet" });
    this.element = el("div", { class: "y-dock" }, el("span", {}, this.verdict, el("br"), this.count), button(say("save"), save, { class: "btn y-main" }));
  }

  /** Say that the checks are on their way. */
  wait() {
    this.verdict.textContent = say("checks_coming");
    this.verdict.className = "";
  }

  /** @param {State} state */
  show(state) {
    const blocking = state.findings.filter((finding) => finding.blocks).length;
    this.verdict.textContent = blocking ? say("obstacles", { count: blocking }) : say("nothing_blocks");
    this.verdict.className = blocking ? "y-late" : "";
    this.count.textContent = say("changes", { count: state.changes.length });
  }
}
