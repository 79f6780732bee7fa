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
