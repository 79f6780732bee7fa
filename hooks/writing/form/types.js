/**
 * What the page and its worker tell each other; no code.
 *
 * @typedef {Array<string|number>} Route  Keys and places in lists, from the record down to a value.
 * @typedef {string | Value[] | {[key: string]: Value}} Value  What the front matter says, as written.
 *
 * @typedef {object} Field
 * @property {string} key
 * @property {string} label
 * @property {string} help
 * @property {string} type  line, text, day, moment, number, signed, money, whole, percent, choice, flag, reference, url, email or group
 * @property {boolean} [required]
 * @property {boolean} [many]
 * @property {string[]} [kinds]  The kinds of records that a reference may name; none given is any.
 * @property {boolean} [withdrawn]  Whether a reference may name what is no longer in force.
 * @property {Array<[string, string]>} [choices]
 * @property {string} [group]
 * @property {boolean} [hand]  False for what is never written by hand.
 * @property {string} [unit]
 *
 * @typedef {object} Kind
 * @property {string} folder
 * @property {string} prefix
 * @property {string} label
 * @property {string} labels
 * @property {string} about
 * @property {Array<[string, string, string[]]>} statuses  Each with its label and the statuses that may follow.
 * @property {Field[]} fields
 *
 * @typedef {object} Fields
 * @property {string} day
 * @property {{[name: string]: Kind}} kinds
 * @property {{[name: string]: {label: string, fields: Field[]}}} groups
 * @property {{[day: string]: string}} holidays
 * @property {string[]} days_off  Weekdays on which nobody works.
 * @property {string[]} workdays  Days of weekends on which one does.
 *
 * @typedef {object} Choice  A record that a reference may name.
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} status_label
 * @property {boolean} alive
 * @property {string} [replaced_by]
 * @property {string} folded
 *
 * @typedef {{do: "set"|"remove"|"add"|"move"|"body"|"text", route?: Route, value?: Value, at?: number, to?: number, text?: string}} Change
 *
 * @typedef {{label: string, old: string|null, new: string|null}} Altered  What is called so was and is said there.
 *
 * @typedef {object} Finding
 * @property {string} code
 * @property {"error"|"warning"|"note"} severity
 * @property {boolean} blocks
 * @property {Route|null} route
 * @property {string} message
 * @property {string} hint
 * @property {string} plain_message  With fields by what they are called.
 * @property {string} plain_hint
 * @property {string} place  Where it is, by what the fields are called; empty for the record as a whole.
 * @property {string} citation
 * @property {string} url
 * @property {Array<{label: string, safe: boolean}>} cures
 *
 * @typedef {object} State  A record as the worker knows it after a change.
 * @property {string} path
 * @property {string} record
 * @property {string} kind
 * @property {string} title
 * @property {string|null} base_text
 * @property {string} base_digest
 * @property {string} text
 * @property {{[key: string]: Value}} values
 * @property {string} body
 * @property {Finding[]} findings
 * @property {string[]} hidden_checks
 * @property {Altered[]} changes
 * @property {string} diff
 * @property {{now: Route[], next: Array<{status: string, label: string, wants: Array<{route: Route|null, plain_message: string, citation: string}>}>}} needs
 * @property {Array<{step: string, label: string, state_label: string, why: string, who: string, since: string}>} approvals
 * @property {{step: string, label: string, who: string, people: string[], asks: Array<[string, string]>, wants_number: boolean, wants_part: boolean,
 *   grade_words: string}|null} open_step
 * @property {{step: string, changes: Altered[]|null}|null} since_step  The last step, and what was changed since; null where that is not known.
 * @property {Altered[]} kept  What the file holds that the form does not ask for.
 * @property {boolean} sealed
 * @property {boolean} counts  Whether it is a report of which the figures can be counted.
 * @property {[string, string]|null} onward  The status that the steps taken have opened.
 */
export {};
