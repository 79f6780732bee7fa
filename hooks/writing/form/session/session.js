/** One record that is being written: its changes go to the worker in order, and what it answers comes back to the page. */

import { Engine, Problem } from "./engine.js";

/** @typedef {import("../types.js").Change} Change */
/** @typedef {import("../types.js").State} State */

/** How long a person may pause between two keys before the checks are asked, in milliseconds. */
const PAUSE = 150;
/** How often a worker that falls is replaced. */
const LIVES = 3;

export class Session {
  /**
   * @param {string} worker  The address of the worker.
   * @param {{ask: "open"|"new", [name: string]: any}} opening  What opens the record.
   * @param {{state: (state: State) => void, problem: (sentence: string, changes: Change[]) => void,
   *   progress: (share: number) => void, gone: () => void}} told
   */
  constructor(worker, opening, told) {
    this.opening = opening;
    this.told = told;
    /** @type {Change[]} */
    this.queue = [];
    /** @type {Change[]} */
    this.singly = [];
    /** @type {Array<() => void>} */
    this.waiters = [];
    /** @type {State|null} */
    this.state = null;
    this.busy = true;
    this.lives = LIVES;
    this.timer = 0;
    this.engine = new Engine(worker, { progress: told.progress, lost: () => this.revive() });
    this.begin("");
  }

  /** Open the record; after a lost worker with the text as it was. @param {string} text */
  async begin(text) {
    const { ask, ...more } = this.opening;
    try {
      let state = await this.engine.ask(ask, more);
      if (text && text !== state.text) state = await this.engine.ask("edit", { changes: [{ do: "text", text }] });
      this.busy = false;
      this.take(state);
      this.goOn();
    } catch (problem) {
      if (problem instanceof Problem) this.told.problem(problem.message, []);
    }
  }

  revive() {
    this.busy = true;
    this.told.progress(0);
    this.lives -= 1;
    if (this.lives < 0) {
      this.told.gone();
      return;
    }
    this.engine.start();
    this.begin(this.state?.text ?? "");
  }

  /** Hear of a change that a person made. @param {Change} change */
  change(change) {
    const last = this.queue[this.queue.length - 1];
    const same = last && last.do === change.do && (change.do === "set" || change.do === "body") &&
      JSON.stringify(last.route) === JSON.stringify(change.route);
    if (same) this.queue.pop();
    this.queue.push(change);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  /** Whether the worker knows all that was changed. */
  get settled() {
    return !this.busy && !this.queue.length && !this.singly.length;
  }

  async send() {
    if (this.busy || !(this.queue.length || this.singly.length)) return;
    // What was refused together is asked one by one: only what cannot be written is not.
    const changes = this.singly.length ? this.singly.splice(0, 1) : this.queue.splice(0);
    await this.ask("edit", { changes }, changes, (sentence) => {
      if (changes.length === 1) this.told.problem(sentence, changes);
      else this.singly = [...this.singly, ...changes];
    });
  }

  /**
   * Ask for something that changes the record, after all that was changed before.
   * @param {string} ask @param {object} [more] @param {Change[]} [changes]
   * @param {(sentence: string) => void} [refused]  Told why it cannot be done, in place of the page.
   */
  async ask(ask, more = {}, changes = [], refused = (sentence) => this.told.problem(sentence, changes)) {
    if (ask !== "edit") await this.settle();
    this.busy = true;
    try {
      const state = await this.engine.ask(ask, more);
      this.busy = false;
      this.take(state);
    } catch (problem) {
      if (problem instanceof Problem) {
        this.busy = false;
        refused(problem.message);
      } else this.queue.unshift(...changes);
    }
    this.goOn();
  }

  /** Wait until the worker knows everything. */
  async settle() {
    clearTimeout(this.timer);
    this.send();
    if (!this.settled) await new Promise((resolve) => this.waiters.push(() => resolve(undefined)));
  }

  /** Send what has been changed meanwhile, or wake those who wait until nothing is left to send. */
  goOn() {
    if (this.queue.length || this.singly.length) this.send();
    else if (!this.busy) this.waiters.splice(0).forEach((wake) => wake());
  }

  /** Ask for something that changes nothing. @param {string} ask @param {object} [more] @returns {Promise<any>} */
  async look(ask, more = {}) {
    await this.settle();
    return this.engine.ask(ask, more);
  }

  /** @param {State} state */
  take(state) {
    this.state = state;
    this.told.state(state);
  }
}
