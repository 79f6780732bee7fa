/** Drafts on this computer: what was written and not saved yet survives a closed tab, and is never mixed with another’s. */

/** @typedef {import("../types.js").Value} Value */

/** A draft of a record.
 * @typedef {object} Draft
 * @property {string} digest  Of the text that was edited.
 * @property {string} text
 * @property {{[key: string]: Value}} values
 * @property {string} body
 * @property {{[key: string]: Value}} base  What the edited text said.
 * @property {string} base_body
 * @property {string} saved  When, as ISO.
 * @property {boolean} [handed]  Whether it was saved as a file or sent to the forge.
 */

const PREFIX = "nizom-yozish";

export class Drafts {
  /** @param {string} name  Of what is written: a record’s path, or the kind of a new one. */
  constructor(name) {
    this.name = `${PREFIX}:${name}:`;
    this.own = `${this.name}${tab()}`;
    this.aside = "";
  }

  /** Put what this tab kept before under a name of its own: what is written now must not take its place. */
  setAside() {
    try {
      const before = localStorage.getItem(this.own);
      if (before === null) return;
      this.aside = `${this.name}${Math.random().toString(36).slice(2)}`;
      localStorage.setItem(this.aside, before);
      localStorage.removeItem(this.own);
    } catch {
      // A browser that keeps nothing has nothing to put aside.
    }
  }

  /** Keep a draft; return whether this browser can. @param {Draft} draft */
  keep(draft) {
    try {
      localStorage.setItem(this.own, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /** Note that what this tab keeps was saved elsewhere too. */
  handIn() {
    try {
      const kept = localStorage.getItem(this.own);
      if (kept !== null) localStorage.setItem(this.own, JSON.stringify({ ...JSON.parse(kept), handed: true }));
    } catch {
      // A browser that keeps nothing has nothing to note.
    }
  }

  /** Return all drafts of the record by their keys, what this tab kept first, then the newest. @returns {Array<[string, Draft]>} */
  all() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.name));
      const found = keys.map((key) => /** @type {[string, Draft]} */ ([key, JSON.parse(localStorage.getItem(key) ?? "")]));
      return found.sort(([one, a], [other, b]) => Number(other === this.aside) - Number(one === this.aside) || (a.saved < b.saved ? 1 : -1));
    } catch {
      return [];
    }
  }

  /** @param {string} key */
  discard(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to discard.
    }
  }

  /** Hear when another tab writes the same record. @param {() => void} heard */
  listen(heard) {
    addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.name) && event.key !== this.own && event.newValue) heard();
    });
  }
}

/** Where the ids of new records are that were saved on this computer and may not be on the site yet. */
const GIVEN_OUT = `${PREFIX}-id`;

/** Return the ids that new records were saved under on this computer and that the site does not know yet. @param {(id: string) => boolean} isKnown @returns {string[]} */
export function givenOut(isKnown) {
  try {
    return JSON.parse(localStorage.getItem(GIVEN_OUT) ?? "[]").filter((id) => !isKnown(id));
  } catch {
    return [];
  }
}

/** Note that a new record was saved under an id: the next one gets another. @param {string} id */
export function giveOut(id) {
  try {
    localStorage.setItem(GIVEN_OUT, JSON.stringify([...new Set([...givenOut(() => false), id])]));
  } catch {
    // A browser that keeps nothing gives the same id twice, and the gate says so.
  }
}

/** Return a name for this tab that lasts as long as the tab. @returns {string} */
function tab() {
  try {
    let name = sessionStorage.getItem(PREFIX);
    if (!name) {
      name = Math.random().toString(36).slice(2);
      sessionStorage.setItem(PREFIX, name);
    }
    return name;
  } catch {
    return "tab";
  }
}
