/** Elements, and the page’s words, which are made in Python through the catalogue. */

/** @type {{[key: string]: any}} */
let words = {};

/** Take the words that the page was given. @param {{[key: string]: any}} given */
export function takeWords(given) {
  words = given;
}

/**
 * Return a sentence of the page, with what stands in braces filled in.
 * @param {string} key
 * @param {{[name: string]: string|number}} [parameters]
 * @returns {string}
 */
export function say(key, parameters = {}) {
  const sentence = String(words[key] ?? key);
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in parameters ? String(parameters[name]) : whole));
}

/** Return a list of words, such as the names of months. @param {string} key @returns {string[]} */
export function list(key) {
  return words[key] ?? [];
}

let made = 0;

/** Return an id that no other element has. @returns {string} */
export function freshId() {
  made += 1;
  return `y${made}`;
}

/**
 * Make an element. Text is only ever text: nothing here reads HTML.
 * @param {string} tag
 * @param {{[name: string]: any}} [properties]  `class`, `on…` handlers, and attributes; what is false or null is left out.
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === false || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value" || name === "checked" || name === "open" || name === "hidden") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== false && child !== undefined && child !== ""));
  return made;
}

/** Make a button. @param {string} label @param {() => void} action @param {{[name: string]: any}} [more] */
export function button(label, action, more = {}) {
  return el("button", { type: "button", class: "btn", onclick: action, ...more }, label);
}

/** Compare words in any spelling, as the lists of the site do. @param {string} text @returns {string} */
export function fold(text) {
  return /** @type {any} */ (window).nizomFold(text);
}
