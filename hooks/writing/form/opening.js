/** What the address asks for: a record that is there, a new one of a kind, or a choice of kinds; and a file opened by hand. */

import { button, el, freshId, say } from "./dom.js";
import { editAddress } from "./saving/forge.js";

/** @typedef {import("./types.js").Fields} Fields */
/** @typedef {import("./types.js").Value} Value */

/** What is opened.
 * @typedef {object} Opening
 * @property {string} kind
 * @property {string} name  By which drafts are kept: a path, or the kind of a new record.
 * @property {string} title
 * @property {{ask: "open"|"new", [name: string]: any}} ask
 * @property {{[key: string]: Value}} values
 * @property {string} body
 */

/** The files of the page by their names. */
export class Files {
  /** @param {string} address  Of the list of files. @param {{[name: string]: string}} names */
  constructor(address, names) {
    this.address = address;
    this.names = names;
  }

  /** @param {string} address @returns {Promise<Files>} */
  static async read(address) {
    const answer = await fetch(address, { cache: "no-cache" });
    return new Files(new URL(address, location.href).href, await answer.json());
  }

  /** The address of the site, two folders above that of these files. */
  get home() {
    return new URL("../../", this.address).href;
  }

  /** @param {string} name @returns {string} */
  at(name) {
    return new URL(this.names[name] ?? name, this.address).href;
  }

  /** Return a record as it is published; null where it is not. @param {string} record @returns {Promise<any>} */
  async text(record) {
    const answer = await fetch(new URL(this.names.texts.replace("{id}", encodeURIComponent(record)), this.address), { cache: "no-cache" });
    return answer.ok ? answer.json() : null;
  }

  /** @param {string} name @returns {Promise<any>} */
  async json(name) {
    return (await fetch(this.at(name))).json();
  }
}

/**
 * Open what the address asks for; null where nothing can be opened without the person.
 * @param {Files} files @param {Fields} fields @param {URLSearchParams} asked @param {string[]} taken  Ids that are not free. @returns {Promise<Opening|null>}
 */
export async function open(files, fields, asked, taken) {
  const record = asked.get("yozuv"), kind = asked.get("tur"), like = asked.get("oxshash");
  if (record) {
    const found = await files.text(record);
    const ask = found && { ask: /** @type {const} */ ("open"), path: found.path, text: found.text };
    return found && { kind: found.kind, name: found.path, title: found.title, ask, values: found.values, body: found.body };
  }
  if (!kind || !(kind in fields.kinds)) return null;
  const similar = like ? await files.text(like) : null;
  const ask = /** @type {Opening["ask"]} */ ({ ask: "new", kind, taken, ...(similar ? { like: { path: similar.path, text: similar.text } } : {}) });
  return { kind, name: like ? `${kind}~${like}` : kind, title: say("new_record", { kind: fields.kinds[kind].label }), ask, values: {}, body: "" };
}

/**
 * Draw the choice of what to write, and where what is no record is changed.
 * @param {Fields} fields @param {import("./saving/forge.js").Place} place @param {string} guide @returns {HTMLElement}
 */
export function chooseKind(fields, place, guide) {
  const link = (label, path) => el("a", { href: place.repo ? editAddress(place, path) : guide }, label);
  const kinds = Object.entries(fields.kinds).map(([name, kind]) => el("li", {}, el("a", { href: `?tur=${encodeURIComponent(name)}` }, kind.label), el("small", {}, kind.about)));
  return el("div", {}, el("h1", {}, say("writing")), el("p", {}, say("choose_kind")), el("ul", { class: "y-list-told" }, ...kinds),
    el("p", { class: "y-notice" }, say("not_edited_here"), " ", link(say("settings"), "records/settings.md"), ", ", link(say("calendar"), "records/holidays.md")));
}

/**
 * Draw what is there for a file that is not published: it holds somebody’s personal data, or cannot be read.
 * @param {Fields} fields @param {string} record @param {string} title @param {import("./saving/forge.js").Place} place
 * @param {(opening: Opening) => void} opened @returns {HTMLElement}
 */
export function openByHand(fields, record, title, place, opened) {
  const kind = Object.entries(fields.kinds).find(([, one]) => record.startsWith(`${one.prefix}-`));
  const id = freshId(), pasted = freshId(), area = el("textarea", { id: pasted, class: "y-area", rows: 8, spellcheck: "false" });
  const take = (text, name = `${record}.md`) => {
    if (!kind || !text.trim()) return;
    const path = `records/${kind[1].folder}/${name.startsWith(record) ? name : `${record}.md`}`;
    opened({ kind: kind[0], name: path, title, ask: { ask: "open", path, text }, values: {}, body: "" });
  };
  // The browser's own words stand in its control, and are not Uzbek: the label is the button.
  const file = el("input", {
    type: "file", id, class: "y-file", accept: ".md,text/markdown",
    onchange: async () => file.files[0] && take(await file.files[0].text(), file.files[0].name),
  });
  const path = kind && `records/${kind[1].folder}/${record}.md`;
  const inForge = path && place.repo && el("a", { href: editAddress(place, path), target: "_blank", rel: "noopener" }, say("file_in_forge"));
  return el(
    "div", { class: "y-notice" }, el("h1", {}, title), el("p", {}, say(kind ? "not_published" : "no_such_record"), " ", inForge),
    ...(kind ? [el("p", {}, file, el("label", { for: id, class: "btn" }, say("open_file"))), el("label", { for: pasted }, say("or_paste")), area, button(say("open"), () => take(area.value))] : []),
  );
}
