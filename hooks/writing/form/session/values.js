/** What a record’s front matter says, and the changes that a person makes to it: each is told once, by its route. */

/** @typedef {import("../types.js").Route} Route */
/** @typedef {import("../types.js").Value} Value */
/** @typedef {import("../types.js").Change} Change */

/** Where a field writes. A pending item of a list has no route until something is written in it.
 * @typedef {object} Place
 * @property {() => Route|null} route
 * @property {(under: Route, value: Value) => void} write
 * @property {(under: Route) => void} erase
 * @property {(under: Route, at: number, value: Value) => void} grow
 * @property {(under: Route, to: number) => void} move
 */

/** Return whether nothing is said. @param {any} value */
export function isEmpty(value) {
  return value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);
}

/** Return what stands at a route, or undefined. @param {any} values @param {Route} route @returns {any} */
export function at(values, route) {
  return route.reduce((found, key) => (found !== null && typeof found === "object" ? found[key] : undefined), values);
}

/** Return whether two values say the same. @param {any} one @param {any} other */
export function equal(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && equal(one[key], other[key]));
}

/** Return a value with the other at a route inside it. @param {Route} route @param {Value} value @returns {Value} */
export function nested(route, value) {
  return route.reduceRight(
    (inner, key) => (typeof key === "number" ? [inner] : { [key]: inner }), value,
  );
}

/** The values of a record in the form. Every change is made here first, and handed on. @implements {Place} */
export class Values {
  /** @param {{[key: string]: Value}} values @param {(change: Change) => void} tell */
  constructor(values, tell) {
    this.values = structuredClone(values);
    this.tell = tell;
  }

  route() {
    return [];
  }

  /** @param {Route} route @param {Value} value */
  write(route, value) {
    if (equal(at(this.values, route), value)) return;
    let inner = /** @type {any} */ (this.values);
    route.slice(0, -1).forEach((key, place) => {
      if (typeof inner[key] !== "object" || inner[key] === null) inner[key] = typeof route[place + 1] === "number" ? [] : {};
      inner = inner[key];
    });
    inner[route[route.length - 1]] = value;
    this.tell({ do: "set", route, value });
  }

  /** Take a value out, with the groups and lists in which nothing else is; an item keeps its last key, empty. @param {Route} route */
  erase(route) {
    if (at(this.values, route) === undefined) return;
    let target = route;
    while (target.length > 1 && Object.keys(at(this.values, target.slice(0, -1))).length === 1) {
      if (typeof target[target.length - 1] === "string" && typeof target[target.length - 2] === "number") {
        this.write(target, "");
        return;
      }
      target = target.slice(0, -1);
    }
    const inside = at(this.values, target.slice(0, -1)), key = target[target.length - 1];
    if (Array.isArray(inside)) inside.splice(Number(key), 1);
    else delete inside[key];
    this.tell({ do: "remove", route: target });
  }

  /** Add an item to a list. @param {Route} route @param {number} place @param {Value} value */
  grow(route, place, value) {
    const items = at(this.values, route);
    if (!Array.isArray(items)) {
      this.write(route, [value]);
      return;
    }
    items.splice(place, 0, value);
    this.tell({ do: "add", route, at: place, value });
  }

  /** Move an item of a list. @param {Route} route @param {number} to */
  move(route, to) {
    const items = at(this.values, route.slice(0, -1));
    items.splice(to, 0, ...items.splice(Number(route[route.length - 1]), 1));
    this.tell({ do: "move", route, to });
  }
}

/** Return the place of a key inside another place. @param {Place} place @param {string} key @returns {Place} */
export function inside(place, key) {
  return {
    route: () => {
      const outer = place.route();
      return outer && [...outer, key];
    },
    write: (under, value) => place.write([key, ...under], value),
    erase: (under) => place.erase([key, ...under]),
    grow: (under, index, value) => place.grow([key, ...under], index, value),
    move: (under, to) => place.move([key, ...under], to),
  };
}
