/** The text of a record: written as Markdown, and shown as the site will show it. */

import { button, el, freshId, say } from "../dom.js";
import { fit, wellFormed } from "../fields/inputs.js";

/** What the preview’s frame loads, and all that it may do: be styled by it. */
const STYLE = new URL("../preview.css", import.meta.url).href;
const POLICY = `default-src 'none'; style-src ${location.origin}; img-src data:`;

/** What a text may not bring into the frame: it could ask another host for something before the frame's policy is known. */
const ASKING = "link, meta, base, style, script, iframe, frame, object, embed, img:not([src^='data:'])";

export class Body {
  /** @param {string} text @param {(text: string) => void} tell @param {() => Promise<string|null>} preview */
  constructor(text, tell, preview) {
    this.preview = preview;
    const id = freshId();
    this.area = el("textarea", { id, class: "y-area y-body", rows: 8, value: text, spellcheck: "true" });
    this.area.addEventListener("input", () => {
      fit(this.area);
      tell(wellFormed(this.area.value));
    });
    requestAnimationFrame(() => fit(this.area));
    this.seen = el("div", { class: "y-seen", hidden: true, "aria-live": "polite" });
    this.write = button(say("write"), () => this.turn(false), { class: "y-tab", "aria-pressed": "true" });
    this.look = button(say("preview"), () => this.turn(true), { class: "y-tab", "aria-pressed": "false" });
    this.element = el("div", {}, el("label", { class: "voice", for: id }, say("text")), el("p", { class: "y-tabs" }, this.write, this.look), this.area, this.seen);
  }

  /** Show another text, unless it is the one that is there. @param {string} text */
  show(text) {
    if (this.area.value === text) return;
    this.area.value = text;
    fit(this.area);
  }

  /** @param {boolean} seen */
  async turn(seen) {
    this.write.setAttribute("aria-pressed", String(!seen));
    this.look.setAttribute("aria-pressed", String(seen));
    this.area.hidden = seen;
    this.seen.hidden = !seen;
    if (!seen) return;
    this.seen.textContent = say("one_moment");
    const html = await this.preview().catch(() => null);
    if (html === null) {
      this.seen.textContent = say("no_preview");
      return;
    }
    // No script runs in it, whatever the text says: the frame is sandboxed and has a policy of its own.
    const frame = el("iframe", { sandbox: "", title: say("preview"), class: "y-frame" });
    const dark = document.body.dataset.mdColorScheme === "slate";
    frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
      `<link rel="stylesheet" href="${STYLE}"><body class="${dark ? "dark" : ""}">${asksNothing(html)}`;
    this.seen.replaceChildren(frame);
  }
}

/** Return HTML without what asks for anything; it is read in a document in which nothing is loaded. @param {string} html @returns {string} */
function asksNothing(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  body.querySelectorAll(ASKING).forEach((one) => one.remove());
  return body.innerHTML;
}
