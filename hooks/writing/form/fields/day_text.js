/** Days as people type and read them, and as records have them. */

/** A day as records have it. */
const DAY_PATTERN = /^\d{4}-\d\d-\d\d$/;

/** @param {string} iso */
export const toDate = (iso) => new Date(`${iso}T00:00:00Z`);
/** @param {Date} date */
export const toIso = (date) => date.toISOString().slice(0, 10);

/** Return a day that was typed in any usual way as it is written in a record; any other text as it is. @param {string} text */
export function asIso(text) {
  const typed = text.trim();
  const parts = /^(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})$/.exec(typed);
  const iso = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : typed;
  return isDay(iso) ? iso : typed;
}

/** Return whether a text is a day as records have it. @param {string} text */
export function isDay(text) {
  return DAY_PATTERN.test(text) && !Number.isNaN(toDate(text).getTime()) && toIso(toDate(text)) === text;
}

/** Return a day as people read it; any other text as it is. @param {string} iso */
export function asRead(iso) {
  return isDay(iso) ? `${iso.slice(8)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}` : iso;
}

/** Return a day with its time as it is written in a record, the day typed in any usual way; any other text as it is. @param {string} text */
export function asIsoMoment(text) {
  const parts = /^(\S+)[\sT]+(\d{1,2})[:.](\d\d)$/.exec(text.trim());
  const day = parts ? asIso(parts[1]) : "";
  return parts && isDay(day) ? `${day} ${parts[2].padStart(2, "0")}:${parts[3]}` : text.trim();
}

/** Return a day with its time as people read it; any other text as it is. @param {string} iso */
export function asReadMoment(iso) {
  const parts = /^(\S+) (\d\d:\d\d)$/.exec(iso);
  return parts ? `${asRead(parts[1])} ${parts[2]}` : iso;
}
