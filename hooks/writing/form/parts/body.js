/** The text of a record: written as Markdown, and shown as the site will show it. */

import { button, el, freshId, say } from "../dom.js";
import { fit } from "../fields/inputs.js";

/** What the preview’s frame may do: show, and nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const STYLE = "body{font:15px/1.6 system-ui,sans-serif;margin:.6rem;color:#14232b;background:#fff;overflow-wrap:anywhere}" +
  "table{border-collapse:collapse}td,th{border:1px solid #dfe5e8;padding:.2rem .5rem}pre{overflow:auto;background:#e8edef;padding:.5rem}";

export class Body {
  /** @param {string} text @param {(text: string) => void} tell @param {() => Promise<string|null>} preview */
  constructor(text, tell, preview) {
    this.preview = preview;
    const id = freshId();
    this.area = el("textarea", { id, class: "y-area y-body", rows: 8, value: text, spellcheck: "true" });
    this.area.addEventListener("input", () => {
      fit(this.area);
      tell(this.area.value);
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
    frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${STYLE}</style>${html}`;
    this.seen.replaceChildren(frame);
  }
}
