/** The worker in which the checks run: questions and answers by number, and another worker when one is lost. */

/** Something that the worker could not do, in a sentence for people. */
export class Problem extends Error {}

/** How long a worker that is ready may take for an answer, in milliseconds: one that says nothing any more is replaced. */
const PATIENCE = 60_000;

export class Engine {
  /**
   * @param {string} address  Of the worker’s script.
   * @param {{progress: (share: number) => void, lost: () => void}} told
   */
  constructor(address, told) {
    this.address = address;
    this.told = told;
    this.start();
  }

  start() {
    this.asked = 0;
    /** @type {Map<number, {resolve: (answer: any) => void, reject: (problem: Error) => void}>} */
    this.waiting = new Map();
    this.ready = false;
    this.worker = new Worker(this.address, { type: "module" });
    this.worker.onmessage = (event) => this.hear(event.data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.lose();
    };
  }

  /** @param {any} message */
  hear(message) {
    if (message.share !== undefined) this.told.progress(message.share);
    if (message.ready !== undefined) this.ready = true;
    if (message.id === undefined) return;
    const asker = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.problem !== undefined) asker?.reject(new Problem(message.problem));
    else asker?.resolve(message.answer);
  }

  /** Let go of a worker that fell: all who wait are told, and the page decides whether to start another. */
  lose() {
    this.worker.terminate();
    this.ready = false;
    for (const asker of this.waiting.values()) asker.reject(new Error("lost"));
    this.waiting.clear();
    this.told.lost();
  }

  /**
   * Ask the worker, which answers when it is ready.
   * @param {string} ask
   * @param {object} [more]
   * @returns {Promise<any>}
   */
  ask(ask, more = {}) {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ask, ...more });
      this.expect(id, this.worker);
    });
  }

  /** Let go of a worker that owes an answer for too long. @param {number} id @param {Worker} worker */
  expect(id, worker) {
    setTimeout(() => {
      if (worker !== this.worker || !this.waiting.has(id)) return;
      if (this.ready) this.lose();
      else this.expect(id, worker);
    }, PATIENCE);
  }
}
