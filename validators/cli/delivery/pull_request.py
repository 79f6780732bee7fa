"""A pull request on GitHub, GitLab, Gitea or Forgejo, as the variables of its job name it, and the comment that is kept on it.

It speaks with the forge only where a token is given; besides it, only mails leave this machine (`reminding/delivery.py`).
"""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from validators.text.messages import Language, Message, say

MARK = "<!-- nizom -->"
"""How the comment begins, by which the next run finds it; nobody sees it."""
LONGEST = 60_000
"""So many characters of a summary are written; forges take little more."""
PAGES = 50
"""So many pages of a hundred comments are looked through."""
SECONDS = 30


class ForgeError(Exception):
    """The forge refused, or did not answer; holds why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request by the addresses of its comments: of all, and of each.

    `method` is how the forge changes a comment, `header` and `scheme` how it is given the token.
    """

    comments: str
    one: str
    method: str
    header: str = "Authorization"
    scheme: str = "Bearer "

    @classmethod
    def given_by(cls, variables: Mapping[str, str]) -> "PullRequest | None":
        """Return the pull request of the job that has these variables; None if it is of none."""
        if number := variables.get("CI_MERGE_REQUEST_IID"):
            project = f"{variables['CI_API_V4_URL']}/projects/{variables['CI_MERGE_REQUEST_PROJECT_ID']}"
            notes = f"{project}/merge_requests/{number}/notes"
            return cls(notes, notes, "PUT", "PRIVATE-TOKEN", "")
        named = re.fullmatch(r"refs/pull/([0-9]+)/(?:merge|head)", variables.get("GITHUB_REF", ""))
        if named and "GITHUB_API_URL" in variables:
            issues = f"{variables['GITHUB_API_URL']}/repos/{variables['GITHUB_REPOSITORY']}/issues"
            return cls(f"{issues}/{named[1]}/comments", f"{issues}/comments", "PATCH")
        return None

    def keep(self, summary: str, token: str, language: Language) -> bool:
        """Write the summary, into the comment that is there if there is one; return whether it is new."""
        body = {"body": f"{MARK}\n{_fitting(summary, language)}"}
        for comment in self._all(token):
            if str(comment.get("body", "")).startswith(MARK):
                if comment["body"].rstrip() != body["body"].rstrip():
                    self._ask(self.method, f"{self.one}/{comment['id']}", token, body)
                return False
        self._ask("POST", self.comments, token, body)
        return True

    def _all(self, token: str) -> Iterator[dict[str, Any]]:
        """Yield the comments, page by page; Gitea has them all on the first, and answers every other with it again."""
        seen: set[Any] = set()
        for page in range(1, PAGES + 1):
            found = self._ask("GET", f"{self.comments}?per_page=100&page={page}", token)
            new = [one for one in found if isinstance(one, dict) and one.get("id") not in seen] if isinstance(found, list) else []
            yield from new
            seen |= {one.get("id") for one in new}
            if len(new) < 100:
                return

    def _ask(self, method: str, url: str, token: str, body: object = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        headers = {self.header: f"{self.scheme}{token}", "Content-Type": "application/json", "Accept": "application/json"}
        try:
            # The address is the forge's own, out of the variables that its runner sets.
            request = urllib.request.Request(url, content, headers, method=method)
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ForgeError(say("The forge refused the comment: {status}", status=f"{error.code}")) from None
        except (OSError, ValueError):
            raise ForgeError(say("The forge does not answer, so no comment was written")) from None


def _fitting(summary: str, language: Language) -> str:
    """Return as many whole lines of a summary as a comment holds, and say if there are more."""
    if len(summary) <= LONGEST:
        return summary
    kept = summary[:LONGEST].rpartition("\n")[0]
    return f"{kept}\n\n{language.text(say('The rest is in the job of the pipeline'))}\n"
