/** The page “Yozish”: opens a record or begins one, draws its form at once, and lets the checks join when they are ready. */

import { el, say, takeWords } from "./dom.js";
import { chooseKind, Files, open, openByHand } from "./opening.js";
import { Page } from "./page.js";
import { Choices } from "./fields/search.js";
import { givenOut } from "./saving/drafts.js";

/** @typedef {import("./opening.js").Opening} Opening */

const root = /** @type {HTMLElement} */ (document.querySelector("[data-writing]"));

async function start() {
  takeWords(JSON.parse(root.dataset.words ?? "{}"));
  const asked = new URLSearchParams(location.search), record = asked.get("yozuv");
  const files = await Files.read(root.dataset.files ?? "");
  const lacking = typeof WebAssembly !== "object" ? "no_wasm" : "worker.js" in files.names ? "" : "no_engine";
  if (lacking) {
    const guide = el("a", { href: root.dataset.guide }, say("how_to_write"));
    const more = lacking === "no_engine" && el("p", { class: "y-quiet" }, say("engine_how"), " ", el("a", { href: root.dataset.running }, say("for_administrators")));
    root.replaceChildren(el("h1", {}, say("writing")), el("div", { class: "y-notice" }, el("p", {}, say(lacking), " ", guide), more));
    return;
  }
  const [fields, all] = await Promise.all([files.json("fields.json"), files.json("choices.json")]);
  const choices = new Choices(all, fields.kinds);
  const place = { repo: root.dataset.repo ?? "", edit: root.dataset.edit ?? "", api: root.dataset.api ?? "", guide: root.dataset.saving ?? "" };
  /** @param {Opening} opening */
  const show = (opening) => {
    const kind = fields.kinds[opening.kind], status = opening.values.status;
    const form = {
      fields, kind, home: files.home, choices, slots: [], savedStatus: typeof status === "string" ? status : null,
      calendar: { today: fields.day, holidays: fields.holidays, off: new Set(fields.days_off), worked: new Set(fields.workdays) },
    };
    document.title = `${opening.title} — ${document.title}`;
    new Page(root, opening, form, files.at("worker.js"), place, { status: asked.get("holat"), step: asked.has("tasdiq"), finding: asked.get("tuzatish") });
  };
  const opening = await open(files, fields, asked, givenOut((id) => choices.byId.has(id)));
  if (opening) show(opening);
  else root.replaceChildren(record ? openByHand(fields, record, choices.title(record), place, show) : chooseKind(fields, place, root.dataset.guide ?? ""));
}

start().catch(() => root.replaceChildren(el("p", { class: "y-notice" }, say("page_failed"))));
