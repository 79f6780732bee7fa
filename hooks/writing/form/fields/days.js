/** Days: typed as people write them, or chosen in a calendar that knows days off and holidays. */

import { el, freshId, list, say } from "../dom.js";
import { asIso, asRead, isDay, toDate, toIso } from "./day_text.js";
import { boxed } from "./inputs.js";

/** @typedef {import("./inputs.js").Input} Input */

/** What the calendar knows.
 * @typedef {{today: string, holidays: {[day: string]: string}, off: Set<string>, worked: Set<string>}} Calendar
 */

const DAY = 86_400_000;

/** Return whether nobody works on a day. @param {Calendar} calendar @param {string} iso */
function isOff(calendar, iso) {
  if (calendar.worked.has(iso)) return false;
  return iso in calendar.holidays || calendar.off.has(iso) || toDate(iso).getUTCDay() % 6 === 0;
}

/** Return a day in words, with its day of the week and its name. @param {Calendar} calendar @param {string} iso */
function inWords(calendar, iso) {
  if (!isDay(iso)) return "";
  const weekday = list("weekdays")[(toDate(iso).getUTCDay() + 6) % 7];
  const kind = calendar.holidays[iso] ?? (isOff(calendar, iso) ? say("day_off") : say("working_day"));
  return `${weekday.toLocaleLowerCase("uz")}, ${kind}`;
}

/** Return how many working days lie between today and a day. @param {Calendar} calendar @param {string} iso */
function workingDays(calendar, iso) {
  let found = 0;
  for (let day = toDate(calendar.today).getTime() + DAY; day <= toDate(iso).getTime(); day += DAY) {
    if (!isOff(calendar, toIso(new Date(day)))) found += 1;
  }
  return found;
}

/**
 * A day, and a calendar to choose it in.
 * @param {Calendar} calendar @param {string} value @param {(value: string) => void} tell @param {string} label @returns {Input}
 */
export function dayInput(calendar, value, tell, label) {
  const control = el("input", { type: "text", id: freshId(), autocomplete: "off", inputmode: "numeric", value: asRead(value),
    placeholder: say("day_as") });
  const words = el("p", { class: "y-quiet" }, inWords(calendar, value));
  const opener = el("button", { type: "button", class: "y-open", "aria-label": say("open_calendar", { label }), "aria-expanded": "false" });
  const element = el("div", { class: "y-day" }, boxed(control), opener, words);
  const set = (iso) => {
    words.textContent = inWords(calendar, iso);
    tell(iso);
  };
  control.addEventListener("input", () => set(asIso(control.value)));
  control.addEventListener("blur", () => { control.value = asRead(asIso(control.value)); });
  const popup = new Popup(calendar, opener, (iso) => {
    control.value = asRead(iso);
    set(iso);
  });
  opener.addEventListener("click", () => (popup.element ? popup.close() : popup.open(element, asIso(control.value), label)));
  return { element, control };
}

/** The calendar of one field while it is open. */
class Popup {
  /** @param {Calendar} calendar @param {HTMLElement} opener @param {(iso: string) => void} chosen */
  constructor(calendar, opener, chosen) {
    this.calendar = calendar;
    this.opener = opener;
    this.chosen = chosen;
    /** @type {HTMLElement|null} */
    this.element = null;
  }

  /** @param {HTMLElement} under @param {string} value @param {string} label */
  open(under, value, label) {
    this.value = isDay(value) ? value : "";
    this.current = this.value || this.calendar.today;
    this.element = el("div", { class: "y-pop y-cal", role: "dialog", "aria-label": say("choose_day", { label }), onkeydown: (event) => this.key(event) });
    under.append(this.element);
    this.opener.setAttribute("aria-expanded", "true");
    this.outside = (event) => {
      if (!under.contains(event.target)) this.close(false);
    };
    document.addEventListener("pointerdown", this.outside);
    under.addEventListener("focusout", this.left = (event) => {
      if (event.relatedTarget && !under.contains(event.relatedTarget)) this.close(false);
    });
    this.under = under;
    this.draw(true);
  }

  close(refocus = true) {
    document.removeEventListener("pointerdown", this.outside);
    this.under.removeEventListener("focusout", this.left);
    this.element?.remove();
    this.element = null;
    this.opener.setAttribute("aria-expanded", "false");
    if (refocus) this.opener.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    if (event.key === "Escape") this.close();
    else if (event.key === "PageUp" || event.key === "PageDown") this.turn(event.key === "PageUp" ? -1 : 1, true);
    else if (event.key in steps && event.target.closest("td")) this.go(toIso(new Date(toDate(this.current).getTime() + steps[event.key] * DAY)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} iso */
  go(iso) {
    this.current = iso;
    this.draw(true);
  }

  /** Turn to another month, to the same day of it or its last. @param {number} months @param {boolean} refocus */
  turn(months, refocus) {
    const [year, month, day] = this.current.split("-").map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    this.current = toIso(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))));
    this.draw(refocus);
  }

  /** @param {boolean} refocus */
  draw(refocus) {
    const month = this.current.slice(0, 7), first = toDate(`${month}-01`), caption = freshId();
    const title = `${month.slice(0, 4)}-${say("year")} ${list("months")[Number(month.slice(5)) - 1]}`;
    const cells = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => el("td"));
    for (let day = first; toIso(day).slice(0, 7) === month; day = new Date(day.getTime() + DAY)) cells.push(this.cell(toIso(day)));
    const rows = [];
    while (cells.length) rows.push(el("tr", {}, ...cells.splice(0, 7)));
    const turn = (months, label, sign) => el("button", { type: "button", "aria-label": label, onclick: () => {
      this.turn(months, false);
      this.element.querySelectorAll(".y-cal-head button")[months < 0 ? 0 : 1].focus();
    } }, sign);
    this.element.replaceChildren(
      el("div", { class: "y-cal-head" }, turn(-1, say("month_before"), "‹"), el("b", { id: caption, "aria-live": "polite" }, title), turn(1, say("month_after"), "›")),
      el("table", { class: "y-days", "aria-labelledby": caption },
        el("thead", {}, el("tr", {}, ...list("weekdays").map((name) => el("th", { scope: "col", abbr: name }, name.slice(0, 2))))),
        el("tbody", {}, ...rows)),
      el("p", { class: "y-quiet" }, this.notes(month)),
    );
    if (refocus) this.element.querySelector("[tabindex='0']").focus();
  }

  /** @param {string} iso */
  cell(iso) {
    const { calendar } = this, classes = [];
    if (iso in calendar.holidays) classes.push("y-hol");
    else if (isOff(calendar, iso)) classes.push("y-off");
    if (iso === calendar.today) classes.push("y-now");
    if (iso === this.value) classes.push("y-on");
    return el("td", {}, el("button", {
      type: "button", class: classes.join(" "), tabindex: iso === this.current ? "0" : "-1", "aria-label": `${asRead(iso)}, ${inWords(calendar, iso)}`,
      "aria-current": iso === calendar.today && "date", "aria-pressed": String(iso === this.value),
      onclick: () => {
        this.close();
        this.chosen(iso);
      },
    }, String(Number(iso.slice(8)))));
  }

  /** What the month’s marks mean, and how far the day is. @param {string} month */
  notes(month) {
    const { calendar } = this;
    const named = Object.entries(calendar.holidays).filter(([iso]) => iso.startsWith(month)).map(([iso, name]) => `${asRead(iso)} — ${name}`);
    const far = this.current > calendar.today ? say("working_days_from_today", { count: workingDays(calendar, this.current) }) : "";
    return [far, ...named].filter(Boolean).join(". ");
  }
}
