/** The form of one record with all that is next to it, and what goes on between them. */

import { Body } from "./parts/body.js";
import { button, el, say } from "./dom.js";
import { Drafts, giveOut } from "./saving/drafts.js";
import { Findings } from "./parts/findings.js";
import { Dock, Panel } from "./parts/panel.js";
import { Saving } from "./saving/saving.js";
import { COUNTED, Sections } from "./parts/sections.js";
import { Session } from "./session/session.js";
import { Steps } from "./parts/steps.js";
import { at, equal, Values } from "./session/values.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Change} Change */
/** @typedef {import("./opening.js").Opening} Opening */
/** @typedef {import("./saving/drafts.js").Draft} Draft */
/** @typedef {import("./fields/fields.js").Form} Form */

export class Page {
  /**
   * @param {HTMLElement} root @param {Opening} opening @param {Form} form @param {string} worker @param {import("./saving/forge.js").Place} place
   * @param {{status: string|null, step: boolean, finding: string|null}} asked  What the address wants done at once.
   */
  constructor(root, opening, form, worker, place, asked) {
    this.root = root;
    this.opening = opening;
    this.form = form;
    this.asked = asked;
    this.seen = this.unsaved = this.kept = false;
    this.begun = "";
    this.opened = new WeakSet();
    this.drafts = new Drafts(opening.name);
    this.values = new Values(opening.values, (change) => this.change(change));
    this.body = new Body(opening.body, (text) => this.change({ do: "body", text }), async () => (await this.session.look("preview")).html);
    this.steps = new Steps(form, (what) => this.session.ask("approve", what, [], (sentence) => this.steps.refuse(sentence)), (status) => this.goOn(status));
    this.refusal = el("span", { role: "alert" });
    this.counter = el("p", {}, button(say("count_figures"), () => this.count(), { class: "btn y-small" }), " ", this.refusal);
    this.sections = new Sections(form, this.values, this.body.element, this.steps.element);
    this.notice = el("div", { class: "y-notices", role: "status" });
    this.rest = el("div", { class: "y-told" });
    this.voice = el("p", { class: "voice", role: "status" });
    this.side = el("ul", { class: "y-parts" });
    this.draftNote = el("p", { class: "y-quiet" });
    this.findings = new Findings(this.rest, this.voice, form.home, (finding, cure) => this.cure(finding, cure));
    this.saving = new Saving(place, () => this.work(), () => this.handedIn());
    this.panel = new Panel(this.saving.element, {
      go: (finding) => this.findings.go(finding), cure: (finding, cure) => this.cure(finding, cure),
      undo: () => this.session.ask("undo"), others: () => this.session.look("others"), text: (text) => this.change({ do: "text", text }),
    });
    this.dock = new Dock(() => this.saving.element.querySelector("h2").focus());
    this.title = el("h1", {}, opening.title);
    this.about = el("p", { class: "y-quiet" }, form.kind.label);
    root.replaceChildren(
      this.title, this.about, this.notice, this.rest,
      el("div", { class: "y-desk" }, el("nav", { class: "y-side", "aria-label": say("parts_of_form") }, this.side, this.draftNote), this.sections.element, this.panel.element),
      this.dock.element, this.voice,
    );
    this.showSide();
    this.sections.element.addEventListener("focusout", (event) => this.leave(/** @type {HTMLElement} */ (event.target)));
    this.session = new Session(worker, opening.ask, {
      state: (state) => this.take(state),
      problem: (sentence, changes) => this.refuse(sentence, changes),
      progress: (share) => {
        this.panel.wait(share);
        this.dock.wait();
      },
      gone: () => this.panel.without(say("checks_fell")),
    });
    this.drafts.listen(() => this.tell(el("p", {}, say("other_tab"))));
    addEventListener("beforeunload", (event) => {
      if (this.unsaved && !this.kept) event.preventDefault();
    });
  }

  /** Show what is wrong with a field that somebody leaves. @param {HTMLElement} control */
  leave(control) {
    let key = "";
    for (let box = control.closest("[data-key]"); box; box = box.parentElement?.closest("[data-key]") ?? null) key = /** @type {HTMLElement} */ (box).dataset.key ?? "";
    if (!key || this.findings.visited.has(key)) return;
    this.findings.visited.add(key);
    if (this.session.state) this.findings.show(this.session.state, this.form.slots);
  }

  /** @param {Change} change */
  change(change) {
    this.findings.forgive(change.route ?? []);
    this.session.change(change);
    this.root.dataset.busy = "";
    this.unsaved = true;
    this.kept = false;
  }

  /** @param {number} finding @param {number} cure */
  cure(finding, cure) {
    this.session.ask("cure", { finding, cure });
  }

  /** @param {State} state */
  take(state) {
    const settled = this.session.settled, first = !this.seen;
    if (settled) delete this.root.dataset.busy;
    this.notice.querySelectorAll(".y-wrong").forEach((old) => old.remove());
    if (first) this.meet(state);
    this.steps.show(state);
    this.sections.take(state, settled);
    if (state.counts) this.sections.drawn.get(COUNTED)?.append(this.counter);
    else this.counter.remove();
    if (settled) this.body.show(state.body);
    this.findings.show(state, this.form.slots);
    this.panel.show(state);
    this.dock.show(state);
    if (state.title) this.title.textContent = state.title;
    this.about.textContent = [this.form.kind.label, state.record].filter(Boolean).join(" · ");
    this.showSide();
    if (!first) this.keep(state);
    else {
      this.offerDrafts();
      this.doAsked();
    }
  }

  /** Note what the record was when it was opened: the worker knows more of a new one, and of a file opened by hand. @param {State} state */
  meet(state) {
    this.seen = true;
    this.findings.patient = state.base_text === null;
    this.begun = state.text;
    this.opening.values = structuredClone(state.values);
    this.opening.body = state.body;
    if (state.base_text !== null && typeof state.values.status === "string") this.form.savedStatus = state.values.status;
  }

  /** Do what the link to this page wants: another status, the open step, the first finding. */
  doAsked() {
    if (this.asked.status && at(this.values.values, ["status"]) !== this.asked.status) this.goOn(this.asked.status);
    if (this.asked.step) {
      const step = /** @type {HTMLDetailsElement|null} */ (this.steps.element.querySelector(".y-open-step"));
      if (step) step.open = true;
      /** @type {HTMLElement|null} */ (step?.querySelector("summary"))?.focus();
      this.steps.element.scrollIntoView({ block: "center" });
    } else if (this.asked.finding && this.findings.places.size) {
      const { findings } = /** @type {State} */ (this.session.state);
      this.findings.go(Math.max(0, findings.findIndex((finding) => finding.code === this.asked.finding)));
    }
  }

  /** Give the record another status. @param {string} status */
  goOn(status) {
    this.values.write(["status"], status);
    this.sections.redraw(/** @type {any} */ (this.form.kind.fields.find((field) => field.key === "status")));
  }

  /** Count the figures of a report. */
  count() {
    this.refusal.textContent = "";
    this.session.ask("count", {}, [], (sentence) => { this.refusal.textContent = sentence; });
  }

  /** Say what could not be written where it stands in the form. @param {string} sentence @param {Change[]} changes */
  refuse(sentence, changes) {
    if (this.session.settled) delete this.root.dataset.busy;
    for (const change of changes) this.findings.refuse(change.route ?? [], sentence, this.form.slots);
    if (!changes.length) this.tell(el("p", { class: "y-wrong" }, sentence));
    this.voice.textContent = sentence;
    this.showSide();
  }

  /** Show a notice above the form, each once. @param {HTMLElement} notice */
  tell(notice) {
    const same = [...this.notice.children].some((one) => one.textContent === notice.textContent);
    if (!same) this.notice.append(notice);
  }

  showSide() {
    const count = (part) => part.querySelectorAll(".y-told > .y-wrong:not(.y-mild)").length;
    this.side.replaceChildren(...this.sections.tally(count).map((part) => el(
      "li", {}, el("a", { href: `#${part.id}` }, part.title, part.count ? el("b", { class: "y-late" }, part.count) : ""),
    )));
    for (const part of this.sections.element.querySelectorAll("details")) {
      part.classList.toggle("y-has-wrong", count(part) > 0);
      // Once: whoever closes it again has seen it.
      if (!part.querySelector(".y-told > .y-wrong:not(.y-mild, [hidden])") || this.opened.has(part)) continue;
      this.opened.add(part);
      /** @type {HTMLDetailsElement} */ (part).open = true;
    }
  }

  /** Return what is to be saved, when the checks know all of it; without checks, nothing is. */
  async work() {
    const active = /** @type {HTMLElement|null} */ (document.activeElement);
    if (active?.matches("input, textarea")) active.dispatchEvent(new Event("change"));
    if (!this.session.state) {
      this.saving.say(say("not_ready"));
      return null;
    }
    if (!this.session.settled) this.saving.say(say("one_moment"));
    await this.session.settle();
    this.saving.say("");
    this.findings.patient = false;
    this.findings.show(this.session.state, this.form.slots);
    const state = this.session.state, refused = this.root.querySelector(".y-refused");
    if (refused) {
      refused.scrollIntoView({ block: "center" });
      this.saving.say(say("refused_left"));
      return null;
    }
    if (state.text === state.base_text) {
      this.saving.say(say("nothing_changed"));
      return null;
    }
    const lines = state.changes.map((change) => `- ${change.label}: ${[change.old, change.new].filter(Boolean).join(" → ")}`);
    const verdict = state.findings.filter((finding) => finding.blocks).map((finding) => `- ${finding.plain_message} (${finding.code})`);
    return {
      path: state.path, text: state.text, base: state.base_text, title: `${state.record}: ${state.title}`,
      summary: [...lines, "", ...(verdict.length ? [say("blocked", { count: verdict.length }), ...verdict] : [say("nothing_blocks")])].join("\n"),
    };
  }

  /** Keep a draft on this computer. @param {State} state */
  keep(state) {
    if (state.text === this.begun) return;
    const saved = new Date();
    this.kept = this.drafts.keep({
      digest: state.base_digest ?? "", text: state.text, values: state.values, body: state.body,
      base: this.opening.values, base_body: this.opening.body, saved: saved.toISOString(),
    });
    const time = saved.toTimeString().slice(0, 5);
    this.draftNote.replaceChildren(
      this.kept ? say("draft_kept", { time }) : say("draft_not_kept"), " ",
      this.kept ? button(say("discard"), () => this.discard(this.drafts.own), { class: "y-link" }) : "",
    );
  }

  /** Note that what was written was saved elsewhere: its draft is no longer needed, nor the id of a new record free. */
  handedIn() {
    const state = /** @type {State} */ (this.session.state);
    this.unsaved = false;
    this.drafts.handIn();
    if (state.base_text === null) giveOut(state.record);
  }

  /** @param {string} key */
  discard(key) {
    this.drafts.discard(key);
    const text = this.session.state?.text ?? this.begun;
    if (key === this.drafts.own) this.change({ do: "text", text: this.begun });
    this.draftNote.replaceChildren(say("draft_discarded"), " ", button(say("restore"), () => this.change({ do: "text", text }), { class: "y-link" }));
  }

  /** Offer the drafts that were kept, this tab’s and others’. */
  offerDrafts() {
    this.drafts.setAside();
    for (const [key, draft] of this.drafts.all()) {
      if (draft.text === this.begun) continue;
      const same = equal(draft.base, this.opening.values) && draft.base_body === this.opening.body;
      const when = new Date(draft.saved).toLocaleString("uz", { dateStyle: "short", timeStyle: "short" });
      const about = draft.handed ? "draft_handed" : same ? "draft_found" : "draft_of_older";
      const notice = el("p", { class: "y-notice" }, say(about, { when }), " ",
        button(say("restore"), () => {
          this.restore(draft, same);
          this.drafts.discard(key);
          notice.remove();
        }, { class: "btn y-small" }),
        button(say("discard"), () => {
          this.drafts.discard(key);
          notice.remove();
        }, { class: "btn y-small" }));
      // Two drafts of one minute read the same, and are two all the same.
      this.notice.append(notice);
    }
  }

  /**
   * Put a draft back. Where the record has changed meanwhile, only what the draft changed is, and what both changed is named and left.
   * @param {Draft} draft @param {boolean} same
   */
  restore(draft, same) {
    if (same) {
      this.change({ do: "text", text: draft.text });
      return;
    }
    const now = this.values.values, both = [];
    for (const key of new Set([...Object.keys(draft.values), ...Object.keys(draft.base)])) {
      if (equal(draft.values[key], draft.base[key])) continue;
      if (!equal(now[key], draft.base[key])) both.push(this.form.kind.fields.find((field) => field.key === key)?.label ?? key);
      else if (draft.values[key] === undefined) this.values.erase([key]);
      else this.values.write([key], draft.values[key]);
      const field = this.form.kind.fields.find((one) => one.key === key);
      if (field) this.sections.redraw(field);
    }
    if (draft.body !== draft.base_body) {
      if (this.opening.body === draft.base_body) this.change({ do: "body", text: draft.body });
      else both.push(say("text"));
    }
    if (!both.length) return;
    const link = el("a", { href: URL.createObjectURL(new Blob([draft.text], { type: "text/markdown" })), download: "qoralama.md" }, say("draft_download"));
    this.tell(el("p", { class: "y-notice" }, say("changed_by_both", { fields: both.join(", ") }), " ", link));
  }
}
