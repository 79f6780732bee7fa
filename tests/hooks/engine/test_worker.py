"""The second process of a build: it makes from the last on, says what went wrong, and is done without where it cannot be."""

import os
import signal
import subprocess
import sys

import pytest

from hooks.engine.worker import Aside, possible
from tests.support.paths import ROOT

KEYS = [f"page-{number}" for number in range(40)]


def test_each_is_made_once_the_last_aside() -> None:
    aside = Aside(KEYS, lambda key: (key, os.getpid()), 4, shared=True)
    made = [aside.made(key) for key in KEYS]
    aside.end()

    assert [key for key, _ in made] == KEYS
    assert (made[0][1] == os.getpid(), made[-1][1] != os.getpid()) == (True, possible())
    assert len({process for _, process in made}) == (2 if possible() else 1)


def test_what_is_not_shared_is_made_here() -> None:
    aside = Aside(KEYS, lambda key: os.getpid(), 4, shared=False)
    assert {aside.made(key) for key in reversed(KEYS)} == {os.getpid()}
    aside.end()


def test_what_a_process_that_was_killed_has_not_made_is_made_here() -> None:
    here = os.getpid()

    def make(key: str) -> int:
        if os.getpid() != here and key != "page-39":
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    aside = Aside(KEYS, make, 1, shared=True)
    made = [aside.made(key) for key in KEYS]
    aside.end()
    assert set(made[:-1]) == {here}


def test_an_error_is_told_where_its_own_key_is_asked_for() -> None:
    def make(key: str) -> str:
        if key == "page-38":
            raise LookupError(f"no words for {key}")
        return key

    aside = Aside(KEYS, make, 4, shared=True)
    assert aside.made("page-39") == "page-39"
    with pytest.raises(LookupError, match="no words for page-38"):
        aside.made("page-38")
    aside.end()


BUILDING = """
import sys
from hooks.engine.worker import Aside
aside = Aside(["a", "b", "c"], str.upper, 1, shared=True)
print(aside.made("c"), flush=True)
sys.stdin.read()
"""


def test_it_ends_with_a_build_that_is_killed() -> None:
    build = subprocess.Popen([sys.executable, "-c", BUILDING], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert build.stdout
    assert build.stdout.readline() == "C\n"
    build.kill()
    # Whoever reads what the build prints comes to its end only when nobody is left who could print.
    assert build.communicate(timeout=60)[0] == ""
