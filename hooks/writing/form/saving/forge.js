/** The forges: where a file is edited in their web editors, and their APIs, for a branch with the change and a request to merge it. */

/** @typedef {"github"|"gitlab"|"gitea"} Forge */

/** Where the records are kept.
 * @typedef {object} Place
 * @property {string} repo  The address of the repository.
 * @property {string} edit  How the forge edits a file of docs/, as in `mkdocs.yml`.
 * @property {string} api  The address of the forge’s API; empty where it is not switched on.
 * @property {string} guide  The address of what the guide says about saving.
 */

/** What is to be saved.
 * @typedef {{path: string, text: string, base: string|null, title: string, summary: string}} Work
 */

/** Longer addresses are refused by servers. */
const LONGEST = 7_500;

/** Return which forge edits in that way. @param {string} edit @returns {Forge} */
export function forgeOf(edit) {
  return edit.startsWith("-/") ? "gitlab" : edit.startsWith("_edit/") ? "gitea" : "github";
}

/** @param {string} edit */
function branchOf(edit) {
  return edit.replace(/^(-\/edit|_edit|edit)\//, "").replace(/\/?docs\/$/, "");
}

/** @param {string} path */
const quoted = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Return the address at which an existing file is edited. @param {Place} place @param {string} path */
export function editAddress(place, path) {
  return `${bare(place.repo)}/${place.edit.replace(/docs\/$/, "")}${quoted(path)}`;
}

/**
 * Return the address at which a new file is begun, with its text where that fits.
 * @param {Place} place @param {string} path @param {string} text
 * @returns {{address: string, filled: boolean}}
 */
export function newAddress(place, path, text) {
  const cut = path.lastIndexOf("/"), folder = quoted(path.slice(0, cut)), name = path.slice(cut + 1), branch = quoted(branchOf(place.edit));
  const forge = forgeOf(place.edit), start = bare(place.repo);
  const [page, named, filled] = {
    github: [`${start}/new/${branch}/${folder}`, "filename", "value"],
    gitea: [`${start}/_new/${branch}/${folder}`, "filename", "value"],
    gitlab: [`${start}/-/new/${branch}/${folder}`, "file_name", "content"],
  }[forge];
  const address = `${page}?${named}=${encodeURIComponent(name)}`, whole = `${address}&${filled}=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST ? { address: whole, filled: true } : { address, filled: false };
}

/** @param {string} address */
const bare = (address) => address.replace(/\/+$/, "").replace(/\.git$/, "");

/** The file in the forge is another than the one that was edited. */
export class Conflict extends Error {}

/** The forge refused: with which number, and what it said. */
export class Refused extends Error {
  /** @param {number} status @param {string} words */
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

/** An API, for one visit: the token is kept in this object and nowhere else. */
class Api {
  /** @param {Place} place @param {string} token */
  constructor(place, token) {
    this.root = bare(place.api);
    this.branch = branchOf(place.edit);
    this.project = decodeURIComponent(new URL(place.repo).pathname).replace(/^\/|\/$|\.git$/g, "");
    this.token = token;
  }

  /** @returns {{[name: string]: string}} */
  get headers() {
    return {};
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async call(method, path, body) {
    const answer = await fetch(`${this.root}/${path}`, {
      method, credentials: "omit", referrerPolicy: "no-referrer", body: body && JSON.stringify(body),
      headers: { ...this.headers, ...(body ? { "Content-Type": "application/json" } : {}) },
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, String(said.message ?? said.error ?? ""));
    return said;
  }

  /** Return a file as the forge has it; null where there is none. @param {string} path @returns {Promise<any>} */
  async file(path) {
    try {
      return await this.call("GET", path);
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 404) return null;
      throw problem;
    }
  }
}

class GitHub extends Api {
  get headers() {
    return { Authorization: `Bearer ${this.token}`, Accept: "application/vnd.github+json" };
  }

  /** @param {Work} work @param {string} branch */
  async save(work, branch) {
    const repo = `repos/${this.project}`, contents = `${repo}/contents/${quoted(work.path)}`;
    const file = await this.file(`${contents}?ref=${encodeURIComponent(this.branch)}`);
    compare(work, file && decoded(file.content));
    const start = await this.call("GET", `${repo}/git/ref/heads/${quoted(this.branch)}`);
    await this.call("POST", `${repo}/git/refs`, { ref: `refs/heads/${branch}`, sha: start.object.sha });
    await this.call("PUT", contents, { message: work.title, content: encoded(work.text), branch, ...(file ? { sha: file.sha } : {}) });
    const request = await this.call("POST", `${repo}/pulls`, { title: work.title, head: branch, base: this.branch, body: work.summary });
    return request.html_url;
  }
}

class Gitea extends Api {
  get headers() {
    return { Authorization: `token ${this.token}` };
  }

  /** @param {Work} work @param {string} branch */
  async save(work, branch) {
    const repo = `repos/${this.project}`, contents = `${repo}/contents/${quoted(work.path)}`;
    const file = await this.file(`${contents}?ref=${encodeURIComponent(this.branch)}`);
    compare(work, file && decoded(file.content));
    await this.call(file ? "PUT" : "POST", contents, {
      branch: this.branch, new_branch: branch, message: work.title, content: encoded(work.text), ...(file ? { sha: file.sha } : {}),
    });
    const request = await this.call("POST", `${repo}/pulls`, { title: work.title, head: branch, base: this.branch, body: work.summary });
    return request.html_url;
  }
}

class GitLab extends Api {
  get headers() {
    return { "PRIVATE-TOKEN": this.token };
  }

  /** @param {Work} work @param {string} branch */
  async save(work, branch) {
    const project = `projects/${encodeURIComponent(this.project)}`;
    const file = await this.file(`${project}/repository/files/${encodeURIComponent(work.path)}?ref=${encodeURIComponent(this.branch)}`);
    compare(work, file && decoded(file.content));
    await this.call("POST", `${project}/repository/commits`, {
      branch, start_branch: this.branch, commit_message: work.title,
      actions: [{ action: file ? "update" : "create", file_path: work.path, content: work.text, ...(file ? { last_commit_id: file.last_commit_id } : {}) }],
    });
    const request = await this.call("POST", `${project}/merge_requests`, {
      source_branch: branch, target_branch: this.branch, title: work.title, description: work.summary,
    });
    return request.web_url;
  }
}

/**
 * Save through the forge’s API: a branch, a commit, and a request to merge it. Return the address of the request.
 * @param {Place} place @param {string} token @param {Work} work @param {string} branch @returns {Promise<string>}
 */
export function saveByApi(place, token, work, branch) {
  const Forge = { github: GitHub, gitlab: GitLab, gitea: Gitea }[forgeOf(place.edit)];
  return new Forge(place, token).save(work, branch);
}

/** @param {Work} work @param {string|null} found  The file as the forge has it now. */
function compare(work, found) {
  if (found !== work.base) throw new Conflict();
}

/** @param {string} base64 */
function decoded(base64) {
  return new TextDecoder().decode(Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)));
}

/** @param {string} text */
function encoded(text) {
  const bytes = new TextEncoder().encode(text);
  let found = "";
  for (let start = 0; start < bytes.length; start += 8_192) found += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  return btoa(found);
}
