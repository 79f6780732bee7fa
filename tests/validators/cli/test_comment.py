"""`nizom comment`: one comment on a pull request, which every run brings up to date, on each forge by its documented API."""

from collections.abc import Iterator, Mapping

import pytest

from tests.support.forges import OWNER, TOKEN, Forge, forge_server
from tests.support.scratch import Answer, Scratch

FORGES: Mapping[str, Mapping[str, str]] = {
    "github": {"GITHUB_API_URL": "", "GITHUB_REPOSITORY": OWNER, "GITHUB_REF": "refs/pull/7/merge"},
    "gitea": {"GITHUB_API_URL": "/api/v1", "GITHUB_REPOSITORY": OWNER, "GITHUB_REF": "refs/pull/7/head"},
    "gitlab": {"CI_API_V4_URL": "/api/v4", "CI_MERGE_REQUEST_PROJECT_ID": OWNER.replace("/", "%2F"), "CI_MERGE_REQUEST_IID": "7"},
}
NAMES = {name for variables in FORGES.values() for name in variables} | {"NIZOM_TOKEN"}


@pytest.fixture
def served() -> Iterator[tuple[Forge, str]]:
    with forge_server() as server:
        yield server


def commented(scratch: Scratch, forge: str, address: str, summary: str, token: str = TOKEN) -> Answer:
    """Run the command in a job of a pull request on a forge."""
    for name in NAMES:
        scratch.monkeypatch.delenv(name, raising=False)
    for name, value in FORGES[forge].items():
        scratch.monkeypatch.setenv(name, f"{address}{value}" if name.endswith("_URL") else value)
    scratch.monkeypatch.setenv("NIZOM_TOKEN", token)
    scratch.write("summary.md", summary)
    return scratch.nizom("comment", "summary.md", "--lang", "en")


@pytest.mark.parametrize("forge", FORGES)
def test_there_is_one_comment_and_it_is_the_newest(scratch: Scratch, served: tuple[Forge, str], forge: str) -> None:
    there, address = served
    there.comments += [f"gap {number}" for number in range(130)]

    first = commented(scratch, forge, address, "# To‘siq bor\n")
    again = commented(scratch, forge, address, "# To‘siq yo‘q\n")

    assert (first.code, first.out, again.code, again.out) == (
        *(0, "The comment was written\n"),
        *(0, "The comment was brought up to date\n"),
    )
    assert there.comments[130:] == ["<!-- nizom -->\n# To‘siq yo‘q\n"]


def test_a_long_summary_is_cut_at_a_line(scratch: Scratch, served: tuple[Forge, str]) -> None:
    there, address = served

    commented(scratch, "github", address, "- qator\n" * 10_000)

    written = there.comments[0].splitlines()
    assert set(written[1:-2]) == {"- qator"}
    assert written[-1] == "The rest is in the job of the pipeline"
    assert len(there.comments[0]) < 65_536


def test_a_refusal_is_one_sentence_without_the_token(scratch: Scratch, served: tuple[Forge, str]) -> None:
    answer = commented(scratch, "github", served[1], "# To‘siq yo‘q\n", token="begona-kalit")

    assert (answer.code, answer.out, answer.err) == (4, "", "nizom: The forge refused the comment: 401\n")


def test_a_forge_that_does_not_answer_is_named(scratch: Scratch) -> None:
    answer = commented(scratch, "gitlab", "http://127.0.0.1:9", "# To‘siq yo‘q\n")

    assert (answer.code, answer.err) == (4, "nizom: The forge does not answer, so no comment was written\n")


def test_without_a_token_nothing_is_asked(scratch: Scratch) -> None:
    answer = commented(scratch, "github", "http://127.0.0.1:9", "# To‘siq yo‘q\n", token="")

    assert (answer.code, answer.out) == (0, "No comment is written: NIZOM_TOKEN holds no token\n")


def test_outside_a_pull_request_it_is_wrong_use(scratch: Scratch) -> None:
    scratch.monkeypatch.setenv("NIZOM_TOKEN", TOKEN)
    for name in NAMES - {"NIZOM_TOKEN"}:
        scratch.monkeypatch.delenv(name, raising=False)

    answer = scratch.nizom("comment", "summary.md", "--lang", "en")

    said = "This is no job of a pull request: the variables of GitHub, GitLab or Gitea do not name one"
    assert (answer.code, answer.err) == (2, f"nizom: {said}\n")
