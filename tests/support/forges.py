"""A stand-in for the forges: one repository behind the documented APIs of GitHub, GitLab and Gitea, for pages of another origin."""

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "sinov-kaliti"
OWNER = "raqamlashtirish/nizom"


class RefusedError(Exception):
    """An answer other than success: its number and what it says."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Forge:
    """Branches by name, each with its files, and the requests to merge them."""

    def __init__(self) -> None:
        self.branches: dict[str, dict[str, str]] = {"main": {}}
        self.requests: list[dict[str, Any]] = []
        self.messages: list[str] = []
        self.comments: list[str] = []
        """Those on the request with the number 7."""

    def commented(self, method: str, path: str, query: dict[str, str], body: dict[str, Any], *, paged: bool) -> Any:
        """List the comments, a hundred to a page, write one, or change the one that the path ends with."""
        if method == "GET":
            first = (int(query["page"]) - 1) * 100 if paged else 0
            last = first + 100 if paged else None
            return [{"id": number, "body": text} for number, text in enumerate(self.comments)][first:last]
        if method == "POST":
            self.comments.append(body["body"])
        else:
            self.comments[int(path.rpartition("/")[2])] = body["body"]
        return {"body": body["body"]}

    def branch(self, new: str, start: str) -> dict[str, str]:
        """Make a branch where another is."""
        if new in self.branches:
            raise RefusedError(422, "Reference already exists")
        self.branches[new] = dict(self.branches[start])
        return self.branches[new]

    def file(self, branch: str, path: str) -> str:
        """Return what a file holds."""
        if path not in self.branches.get(branch, {}):
            raise RefusedError(404, "Not Found")
        return self.branches[branch][path]

    def request(self, head: str, base: str, title: str, body: str) -> str:
        """Open a request to merge, and return its address."""
        if self.branches[head] == self.branches[base]:
            raise RefusedError(422, f"No commits between {base} and {head}")
        self.requests.append({"head": head, "base": base, "title": title, "body": body})
        return f"https://git.agency.example/{OWNER}/pulls/{len(self.requests)}"


def _sha(text: str) -> str:
    return f"{hash(text) & (2**64 - 1):040x}"


def _decoded(content: str) -> str:
    return base64.b64decode(content).decode()


def _encoded(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


def _github(forge: Forge, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
    path = path.removeprefix(f"/repos/{OWNER}/")
    if (method == "PATCH" and path.startswith("issues/comments/")) or path == "issues/7/comments":
        return forge.commented(method, path, query, body, paged=True)
    match method, path.split("/")[0]:
        case "GET", "contents":
            text = forge.file(query["ref"], path.removeprefix("contents/"))
            return {"type": "file", "encoding": "base64", "content": _encoded(text), "sha": _sha(text)}
        case "GET", "git" if path == "git/ref/heads/main":
            return {"ref": "refs/heads/main", "object": {"type": "commit", "sha": "c" * 40}}
        case "POST", "git" if path == "git/refs" and body["sha"] == "c" * 40:
            forge.branch(body["ref"].removeprefix("refs/heads/"), "main")
            return {"ref": body["ref"]}
        case "PUT", "contents":
            return _put(forge, body["branch"], path.removeprefix("contents/"), body)
        case "POST", "pulls":
            return {"html_url": forge.request(body["head"], body["base"], body["title"], body["body"])}
    raise RefusedError(404, "Not Found")


def _gitea(forge: Forge, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
    path = path.removeprefix(f"/api/v1/repos/{OWNER}/")
    if (method == "PATCH" and path.startswith("issues/comments/")) or path == "issues/7/comments":
        return forge.commented(method, path, query, body, paged=False)
    match method, path.split("/")[0]:
        case "GET", "contents":
            text = forge.file(query["ref"], path.removeprefix("contents/"))
            return {"type": "file", "encoding": "base64", "content": _encoded(text), "sha": _sha(text)}
        case "PUT" | "POST", "contents":
            if ("sha" in body) != (method == "PUT"):
                raise RefusedError(422, "[SHA]: Required")
            forge.branch(body["new_branch"], body["branch"])
            return _put(forge, body["new_branch"], path.removeprefix("contents/"), body)
        case "POST", "pulls":
            return {"html_url": forge.request(body["head"], body["base"], body["title"], body["body"])}
    raise RefusedError(404, "Not Found")


def _put(forge: Forge, branch: str, path: str, body: dict[str, Any]) -> Any:
    files = forge.branches[branch]
    if path in files and body.get("sha") != _sha(files[path]):
        raise RefusedError(409, f"{path} does not match {body.get('sha')}")
    files[path] = _decoded(body["content"])
    forge.messages.append(body["message"])
    return {"content": {"path": path}}


def _gitlab(forge: Forge, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:
    path = path.removeprefix("/api/v4/projects/").removeprefix(f"{OWNER.replace('/', '%2F')}/")
    if path.startswith("merge_requests/7/notes"):
        return forge.commented(method, path, query, body, paged=True)
    if method == "GET" and (found := re.fullmatch(r"repository/files/([^/]+)", path)):
        text = forge.file(query["ref"], unquote(found[1]))
        return {"encoding": "base64", "content": base64.b64encode(text.encode()).decode(), "last_commit_id": _sha(text)}
    if method == "POST" and path == "repository/commits":
        files = forge.branch(body["branch"], body["start_branch"])
        for action in body["actions"]:
            there = action["file_path"] in files
            if (action["action"] == "update") != there:
                raise RefusedError(
                    400, "A file with this name already exists" if there else "A file with this name doesn't exist"
                )
            if there and action["last_commit_id"] != _sha(files[action["file_path"]]):
                raise RefusedError(400, "You are attempting to update a file that has changed since you started editing it")
            files[action["file_path"]] = action["content"]
        forge.messages.append(body["commit_message"])
        return {"id": "d" * 40}
    if method == "POST" and path == "merge_requests":
        return {"web_url": forge.request(body["source_branch"], body["target_branch"], body["title"], body["description"])}
    raise RefusedError(404, "404 Not Found")


@contextmanager
def forge_server() -> Iterator[tuple[Forge, str]]:
    """Serve a repository with the three APIs, as the forges have their addresses: `/repos`, `/api/v4` and `/api/v1`."""
    forge = Forge()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else {}
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            gitlab, gitea = parts.path.startswith("/api/v4/"), parts.path.startswith("/api/v1/")
            api = _gitlab if gitlab else _gitea if gitea else _github
            try:
                # Gitea takes both.
                given = self.headers.get("PRIVATE-TOKEN" if gitlab else "Authorization")
                if given not in ([TOKEN] if gitlab else [f"Bearer {TOKEN}", f"token {TOKEN}"] if gitea else [f"Bearer {TOKEN}"]):
                    raise RefusedError(401, "Bad credentials")
                path = parts.path if gitlab else unquote(parts.path)
                self.reply(200, api(forge, self.command, path, query, body))
            except RefusedError as refusal:
                self.reply(refusal.status, {"message": str(refusal)})

        do_GET = do_POST = do_PUT = do_PATCH = answer

        def do_OPTIONS(self) -> None:
            self.reply(204, None)

        def reply(self, status: int, said: Any) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT")
            self.send_header("Access-Control-Allow-Headers", "Authorization, PRIVATE-TOKEN, Content-Type, Accept")
            self.end_headers()
            if said is not None:
                self.wfile.write(json.dumps(said).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Log no requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield forge, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
