/** Ways to save without a server of ours: the forge’s editor or its API, a file, a local clone. */

import { button, el, freshId, say } from "../dom.js";
import { Conflict, editAddress, newAddress, Refused, saveByApi } from "./forge.js";

/** @typedef {import("./forge.js").Place} Place */
/** @typedef {import("./forge.js").Work} Work */

export class Saving {
  /** @param {Place} place @param {() => Promise<Work|null>} work  What is to be saved, once the checks know all of it. @param {() => void} saved */
  constructor(place, work, saved) {
    this.place = place;
    this.work = work;
    this.saved = saved;
    /** @type {string|null|undefined} What this page wrote into a clone. */
    this.written = undefined;
    this.said = el("p", { class: "y-said", role: "status" });
    const ways = [];
    if (place.repo && place.api) ways.push(this.byApi());
    if (place.repo) ways.push(this.byEditor(!place.api));
    ways.push(button(say("download"), () => this.download(), { class: place.repo ? "btn" : "btn y-main" }));
    if ("showDirectoryPicker" in window) ways.push(button(say("into_clone"), () => this.intoClone()));
    else ways.push(el("p", { class: "y-quiet" }, window.isSecureContext ? say("no_folders") : say("plain_http")));
    ways.push(button(say("copy"), async () => this.copyAll()));
    this.element = el("section", { "aria-labelledby": "yozish-save-h" }, el("h2", { id: "yozish-save-h", tabindex: "-1" }, say("saving")), ...ways, this.said,
      el("p", { class: "y-quiet" }, place.repo ? say("nothing_sent_but_forge") : say("nothing_sent")));
  }

  /** Say something about saving, with a link where one follows. @param {string} sentence @param {Node|string} [more] */
  say(sentence, more = "") {
    this.said.replaceChildren(sentence, " ", more);
  }

  /** @param {boolean} first */
  byEditor(first) {
    return button(say("copy_and_open"), async () => {
      // Opened at once: a browser opens no window long after the click.
      const opened = window.open("about:blank", "_blank");
      const work = await this.work();
      if (!work) {
        opened?.close();
        return;
      }
      const to = work.base === null ? newAddress(this.place, work.path, work.text) : { address: editAddress(this.place, work.path), filled: false };
      const copied = await this.copy(work.text);
      if (opened) {
        opened.opener = null;
        opened.location.href = to.address;
      }
      const link = el("a", { href: to.address, target: "_blank", rel: "noopener" }, say("open_forge"));
      this.say(say(to.filled ? "forge_filled" : copied ? "copied_and_opened" : "not_copied"), link);
      this.saved();
    }, { class: first ? "btn y-main" : "btn" });
  }

  byApi() {
    const id = freshId(), token = el("input", { type: "password", id, autocomplete: "off", spellcheck: "false" });
    const send = button(say("open_request"), async () => {
      const work = await this.work();
      if (!work) return;
      if (!token.value) {
        token.focus();
        this.say(say("token_wanted"));
        return;
      }
      send.disabled = true;
      this.say(say("one_moment"));
      try {
        const branch = `yozuv/${work.path.split("/").pop()?.replace(/\.md$/, "")}-${Date.now().toString(36)}`;
        const address = await saveByApi(this.place, token.value, work, branch);
        this.say(say("request_opened"), el("a", { href: address, target: "_blank", rel: "noopener" }, say("open_it")));
        this.saved();
      } catch (problem) {
        this.say(refusal(problem));
      }
      send.disabled = false;
    }, { class: "btn y-main" });
    return el("div", {}, el("label", { for: id }, say("token")), el("span", { class: "y-help" }, say("token_why")), el("span", { class: "y-inp" }, token), send);
  }

  async download() {
    const work = await this.work();
    if (!work) return;
    const link = el("a", { href: URL.createObjectURL(new Blob([work.text], { type: "text/markdown" })), download: work.path.split("/").pop() });
    link.click();
    URL.revokeObjectURL(link.href);
    const guide = el("a", { href: this.place.guide, target: "_blank" }, say("how_to_hand_in"));
    this.say(say("downloaded", { name: work.path.split("/").pop() ?? "" }), guide);
    this.saved();
  }

  async copyAll() {
    const work = await this.work();
    if (work) this.say(say((await this.copy(work.text)) ? "copied" : "not_copied"));
  }

  /** Copy a text; over plain http browsers have only the old way. @param {string} text @returns {Promise<boolean>} */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = el("textarea", { value: text, class: "voice", "aria-hidden": "true", tabindex: "-1" });
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }

  /** Write into a clone on this computer, unless the file there is another than the one that was edited. */
  async intoClone() {
    const work = await this.work();
    if (!work) return;
    try {
      let folder = await /** @type {any} */ (window).showDirectoryPicker({ id: "nizom", mode: "readwrite" });
      const parts = work.path.split("/"), name = /** @type {string} */ (parts.pop());
      for (const part of parts) folder = await folder.getDirectoryHandle(part);
      const there = await folder.getFileHandle(name).catch(() => null);
      const found = there ? await (await there.getFile()).text() : null;
      if (found !== work.base && found !== this.written) throw new Conflict();
      const stream = await (there ?? (await folder.getFileHandle(name, { create: true }))).createWritable();
      await stream.write(work.text);
      await stream.close();
      this.written = work.text;
      this.say(say("written", { path: work.path }));
      this.saved();
    } catch (problem) {
      const name = /** @type {Error} */ (problem).name;
      if (name === "AbortError") return;
      this.say(name === "NotFoundError" ? say("not_a_clone", { path: work.path }) : problem instanceof Conflict ? say("changed_in_clone") : say("not_written_file"));
    }
  }
}

/** Return in a sentence why the forge did not take it. @param {unknown} problem */
function refusal(problem) {
  if (problem instanceof Conflict) return say("changed_in_forge");
  if (!(problem instanceof Refused)) return say("forge_silent");
  if (problem.status === 401) return say("token_refused");
  return say(problem.status === 403 || problem.status === 404 ? "token_not_enough" : "forge_refused", { status: problem.status, words: problem.message });
}
