"""`nizom init`: a new body's register, clean where all is said, and nothing in it that nobody said."""

import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.support.scratch import Scratch

ANSWERS = {
    "name": "Sanoat agentligi",
    "parent": "Sanoat vazirligi",
    "department": "Raqamlashtirish bo‘limi",
    "number": "12-son",
    "date": "12.01.2026",
    "director": "Karim Aliyev, 2024-03-01, 14-k",
    "deputy": "Nodira Yusupova, 2025-05-05, 33-k",
    "head": "Otabek Nazarov, 2026-01-12, 3-k, 2026-01-12",
    "agreement": "03-11/214, 2026-01-09",
    "education": "Axborot universiteti; Axborot tizimlari, tarmoqlari; magistr; 30.06.2014",
    "experience": "Hisoblash markazi, Dasturchi, 2014-09-01, 2025-12-31",
    "acknowledged": "2026-01-13",
    "grade": "attributed, Bosh direktorning 2026-yil 12-yanvardagi 7-son buyrug‘i",
}
AROUND = [".gitignore", ".pre-commit-config.yaml", "Makefile", "README.md", "docs/index.md", "mkdocs.yml", "requirements.txt"]
RECORDS = [
    *("records/acts/hjt-001.md", "records/employees/xod-001.md", "records/employees/xod-002.md", "records/employees/xod-003.md"),
    *("records/organizations/tsh-001.md", "records/organizations/tsh-002.md", "records/organizations/tsh-003.md"),
    "records/settings.md",
]


def begun(scratch: Scratch, folder: str = "yangi", **answers: str) -> Scratch:
    """Begin a register in a folder of the scratch repository, which must be done, and return it."""
    answer = scratch.nizom(
        "init", folder, "--lang", "en", *(part for key, said in answers.items() for part in (f"--{key}", said))
    )
    assert answer.code == 0, answer.err
    return replace(scratch, root=scratch.root / folder)


def files(folder: Path) -> list[str]:
    """Return the files of a repository, git's own left out."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.startswith(".git/"))


@pytest.mark.parametrize(
    ("forge", "jobs"),
    [
        ("github", [".github/workflows/nizom.yml", ".github/workflows/sayt.yml"]),
        ("gitlab", [".gitlab-ci.yml"]),
        ("gitea", [".github/workflows/nizom.yml"]),
    ],
)
def test_with_all_answers_it_is_clean(scratch: Scratch, forge: str, jobs: list[str]) -> None:
    register = begun(scratch, forge=forge, **ANSWERS)

    assert files(register.root) == sorted([*AROUND, *RECORDS, *jobs])
    assert [yaml.safe_load((register.root / path).read_text("utf-8")) is not None for path in jobs] == [True] * len(jobs)
    assert register.git("rev-parse", "--is-inside-work-tree", "--show-cdup").splitlines()[0] == "true"
    register.commit()
    assert [one for one in register.check("--no-base").findings if not one.startswith("N12.d.2-1 ")] == []


def test_answers_become_facts_in_the_notation_of_records(scratch: Scratch) -> None:
    register = begun(scratch, **ANSWERS)

    head = (register.root / "records/employees/xod-001.md").read_text("utf-8")
    assert "    specialty: 'Axborot tizimlari, tarmoqlari'\n    level: master\n    ict: true\n    finished: 2014-06-30\n" in head
    assert "      number: 3-k\n      date: 2026-01-12\n      signed_by: xod-003\n" in head
    facts = yaml.load((register.root / "records/settings.md").read_text("utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    assert facts["S05"] == {
        "value": [
            {"role": "director-general", "employee": "xod-003", "since": "2024-03-01"},
            {"role": "deputy", "employee": "xod-002", "since": "2025-05-05"},
        ],
        "basis": "Orders of appointment: 14-k, 33-k",
        "since": "2024-03-01",
    }
    assert (facts["provenance"]["basis"], facts["provenance"]["since"]) == (
        "Bosh direktorning 2026-yil 12-yanvardagi 7-son buyrug‘i",
        "2026-08-03",
    )


def test_what_nobody_said_is_not_written_but_named(scratch: Scratch) -> None:
    answer = scratch.nizom("init", "yangi", "--name", "Sanoat agentligi", "--head", "Otabek Nazarov, 2026-01-12", "--lang", "en")

    assert answer.code == 0
    assert [path for path in files(scratch.root / "yangi") if path.startswith("records/")] == [
        *("records/employees/xod-001.md", "records/organizations/tsh-001.md", "records/organizations/tsh-002.md"),
        *("records/organizations/tsh-003.md", "records/settings.md"),
    ]
    assert (scratch.root / "yangi/records/settings.md").read_text("utf-8").startswith("---\n---\n")
    first, *found, off, _ = answer.out.splitlines()
    assert first == "To be filled in (nizom check shows how): 7"
    assert [line.split(": ")[1] for line in found] == [
        "Nizom not acknowledged",
        "Head without higher education in ICT",
        "Head not appointed by the director-general's order",
        "Head appointed without the ministry's agreement",
        "Head without two years of experience",
        *["Superior not named"] * 2,
    ]
    assert off.startswith("Off: 32 checks, as these settings have no value: S01–S02, S05, S15, ")
    check = replace(scratch, root=scratch.root / "yangi").nizom("check", "--lang", "en", "--no-base")
    assert off in check.out.splitlines()


def test_without_a_basis_a_setting_stays_off(scratch: Scratch) -> None:
    register = begun(scratch, **{**ANSWERS, "director": "Karim Aliyev, 2024-03-01", "deputy": "", "date": "", "grade": ""})

    assert (register.root / "records/settings.md").read_text("utf-8").startswith("---\n---\n")


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"name": ""}, "Say --name: The body's full name"),
        ({"date": "2026-02-30"}, "There is no such day: February 2026 has 28 days"),
        (
            {"grade": "attributed"},
            "Write a grade (declared, attributed, signed) and the document that says so, with its number and date",
        ),
        (
            {"director": "a; b; c; d"},
            "“a; b; c; d” has more parts than are asked for: name, first day in office, number of the order",
        ),
        ({"forge": "svn"}, "There is no forge svn. Choose one of: gitea, github, gitlab"),
    ],
)
def test_an_answer_that_is_not_understood_writes_nothing(scratch: Scratch, answers: dict[str, str], reason: str) -> None:
    given = (part for key, said in {**ANSWERS, **answers}.items() for part in (f"--{key}", said))

    answer = scratch.nizom("init", "yangi", "--lang", "en", *given)

    assert answer.code == 2
    assert reason in answer.err
    assert not (scratch.root / "yangi").exists()


def test_a_folder_with_files_in_it_is_left_alone(scratch: Scratch) -> None:
    scratch.write("yangi/eski.docx", "matn")

    answer = scratch.nizom("init", "yangi", "--name", "Sanoat agentligi", "--lang", "en")

    assert (answer.code, answer.err) == (2, "nizom: yangi is not empty: name a new folder\n")
    assert files(scratch.root / "yangi") == ["eski.docx"]


def test_at_a_terminal_it_asks_for_what_is_missing_and_again_for_what_it_does_not_understand(tmp_path: Path) -> None:
    lines = ["Sanoat agentligi", "", "12-son", "12.13.2026", "12.01.2026", *[""] * 8]
    typing, terminal = pty.openpty()
    os.write(typing, "".join(f"{line}\n" for line in lines).encode())

    done = subprocess.run(
        [sys.executable, "-m", "validators", "init", "yangi", "--lang", "en", "--department", "Raqamlashtirish bo‘limi"],
        cwd=tmp_path, stdin=terminal, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    os.close(terminal)
    os.close(typing)

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("The day on which the regulation was approved (date): ") == 2
    act = (tmp_path / "yangi/records/acts/hjt-001.md").read_text("utf-8")
    assert "number: 12-son\ndate: 2026-01-12\n" in act
