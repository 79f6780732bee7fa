"""`nizom init`: a new body's register, clean where all is said, and nothing in it that nobody said."""

import os
import pty
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.support.answers import ANSWERS
from tests.support.paths import ROOT
from tests.support.scratch import Answer, Scratch
from validators.cli.beginning.init import PROGRAM

AROUND = [
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "Makefile",
    "README.md",
    "docs/index.md",
    "mkdocs.yml",
    "requirements.txt",
]
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
        ("Forgejo", [".github/workflows/nizom.yml"]),
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
    assert first == "To be filled in (nizom check shows how): 6"
    assert [line.split(": ")[1] for line in found] == [
        "Nizom not acknowledged",
        "Head without higher education in ICT",
        "Head not appointed by the director-general's order",
        "Head without the ministry's agreement",
        "Head without two years of experience",
        "Superior not named",
    ]
    assert off.startswith("Off: 33 checks, as these settings have no value: S01–S02, S05, S11, S15, ")
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
        ({"head": ""}, "--agreement is said of nobody: say --head too"),
        ({"deputy": ", 2026-01-12"}, "“, 2026-01-12” does not begin with what is asked for: name, first day in office, "),
        ({"name": "A" * 2001}, "“Title” is too long: at most 2000 characters"),
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


def test_at_a_terminal_it_asks_until_it_understands(tmp_path: Path) -> None:
    lines = ["Sanoat agentligi", "", "12-son", "12.13.2026", "12.01.2026", *[""] * 4, "svn", "GitLab"]
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
    assert done.stdout.count("Where the repository will be: ") == 2
    assert "There is no forge svn. Choose one of: gitea, github, gitlab\n" in done.stdout
    assert (tmp_path / "yangi/.gitlab-ci.yml").is_file()


def test_the_register_says_where_the_program_is_named_when_pip_does_not_find_it(scratch: Scratch) -> None:
    register = begun(scratch, **{**ANSWERS, "program": "nizom @ file:///yoq/nizom-1.0-py3-none-any.whl"})

    done = subprocess.run(
        [str(shutil.which("make")), f"PYTHON={sys.executable}"], cwd=register.root, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Dastur o‘rnatilmadi, sababi yuqorida. Paketlar serverida nizom bo‘lmasa, requirements.txt faylida" in done.stderr
    assert not (register.root / ".venv/.ready").exists()


def with_samples(scratch: Scratch) -> Scratch:
    """Return a committed register with two samples in it, a scan of one, and a real act that names both."""
    register = begun(scratch, **ANSWERS)
    employee = (
        "---\nid: xod-004\ntitle: Namuna Xodim\nstatus: employed\nowner: tsh-002\njob_title: Mutaxassis\nsample: true\n---\n"
    )
    register.write("records/employees/xod-004.md", employee)
    project = "---\nid: loy-2026-001\ntitle: Namuna loyiha\nstatus: draft\nowner: tsh-002\nsample: true\n---\n[[xod-004]]\n"
    register.write("records/projects/loy-2026-001.md", project)
    register.write("records/projects/loy-2026-001/xat.pdf", b"%PDF-1.7\n")
    act = (
        "---\nid: hjt-002\ntitle: Kiberxavfsizlik to‘g‘risida\nstatus: in-force\nowner: tsh-002\ntype: law\nnumber: O‘RQ-764\n"
        "date: 2022-04-15\nissuer: Oliy Majlis\n---\n[[loy-2026-001]] va [[xod-004|bir xodim]], [[tsh-003]] bilan.\n"
    )
    register.write("records/acts/hjt-002.md", act)
    register.write("docs/CODEOWNERS", "* @namuna\n")
    register.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8"))
    register.commit()
    return register


def here(register: Scratch, **answers: str) -> Answer:
    """Ask for a beginning in this register."""
    return register.nizom(
        "init", "--here", "--lang", "en", *(part for key, said in answers.items() for part in (f"--{key}", said))
    )


def test_samples_and_what_rests_on_them_make_room_for_the_first_records(scratch: Scratch) -> None:
    register = with_samples(scratch)

    answer = here(register, **{**ANSWERS, "name": "Boshqa agentlik", "department": "Raqamli bo‘lim"})

    assert (answer.code, answer.out.splitlines()[0]) == (0, "Samples taken out: 3; written: 8")
    changed = register.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert [line.strip() for line in changed] == [
        *("D docs/CODEOWNERS", "M mkdocs.yml", "M records/acts/hjt-002.md", "D records/employees/xod-004.md"),
        *("M records/organizations/tsh-001.md", "M records/organizations/tsh-002.md", "D records/projects/loy-2026-001.md"),
        *("D records/projects/loy-2026-001/xat.pdf", "M records/settings.md", "?? records/acts/hjt-003.md"),
        *("?? records/employees/xod-005.md", "?? records/employees/xod-006.md", "?? records/employees/xod-007.md"),
    ]
    law = (register.root / "records/acts/hjt-002.md").read_text("utf-8")
    assert law.endswith("---\nNamuna loyiha va bir xodim, [[tsh-003]] bilan.\n")
    site = (register.root / "mkdocs.yml").read_text("utf-8").splitlines()
    assert [line for line in site if line.startswith(("site_name:", "site_description:"))] == [
        "site_name: Raqamli bo‘lim",
        "site_description: Raqamli bo‘lim yozuvlari va ularning Nizomga muvofiqligi",
    ]


def test_a_register_that_begins_among_samples_is_clean(scratch: Scratch) -> None:
    register = with_samples(scratch)
    for path in ("acts/hjt-001", *(f"employees/xod-00{number}" for number in (1, 2, 3))):
        file = register.root / f"records/{path}.md"
        file.write_text(file.read_text("utf-8").replace("status:", "sample: true\nstatus:", 1), "utf-8")
    register.commit()

    assert here(register, **ANSWERS).code == 0
    assert [one for one in register.check("--no-base").findings if not one.startswith("N12.d.2-1 ")] == []

    assert here(register, **ANSWERS).out == "There are no samples here\n"


def test_what_is_not_committed_is_not_risked(scratch: Scratch) -> None:
    register = with_samples(scratch)
    register.write("records/projects/loy-2026-001.md", "---\nid: loy-2026-001\nsample: true\n---\nMening matnim\n")

    answer = here(register, **ANSWERS)

    assert (answer.code, answer.err) == (
        2,
        "nizom: There are changes that are not committed: commit them first, then git has all that goes\n",
    )
    assert (register.root / "records/employees/xod-004.md").is_file()


@pytest.mark.parametrize("day", ["2026-06-15", "2026-12-31"])
def test_samples_on_request_are_marked_and_in_order(scratch: Scratch, day: str) -> None:
    answers = (part for key, said in ANSWERS.items() for part in (f"--{key}", said))

    begun_with = scratch.nizom("init", "yangi", "--samples", "--lang", "en", "--as-of", day, *answers)

    register = replace(scratch, root=scratch.root / "yangi")
    paths = ["incidents/hod-2026-001", "projects/loy-2026-001", "requests/sor-2026-001"]
    samples = [
        path
        for path in files(register.root / "records")
        if "sample: true\n" in (register.root / f"records/{path}").read_text("utf-8")
    ]
    assert (begun_with.code, samples) == (0, [f"{path}.md" for path in paths])
    assert "@@" not in "".join((register.root / f"records/{path}").read_text("utf-8") for path in samples)
    assert register.check("--no-base", *(f"records/{path}" for path in samples), as_of=day).findings == []


def test_samples_are_not_written_where_they_are_taken_out(scratch: Scratch) -> None:
    answer = scratch.nizom("init", "--here", "--samples", "--lang", "en")

    assert (answer.code, answer.err) == (2, "nizom: --here takes samples out, --samples writes some: say one of them\n")


@pytest.mark.parametrize(
    ("url", "form", "pinned", "reported"),
    [
        ("https://paketlar.example/nizom-0.2.0-py3-none-any.whl", "archive_info",
         "nizom[site,excel] @ https://paketlar.example/nizom-0.2.0-py3-none-any.whl", False),
        ("file:///media/disk/nizom-0.2.0-py3-none-any.whl", "archive_info", PROGRAM, True),
        ("file:///home/muhandis/nizom", "dir_info", PROGRAM, False),
    ],
)  # fmt: skip
def test_the_repository_installs_the_program_from_where_it_came(
    tmp_path: Path, url: str, form: str, pinned: str, reported: bool
) -> None:
    installed = tmp_path / "site-packages/nizom-0.2.0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: nizom\nVersion: 0.2.0\n", "utf-8")
    (installed / "direct_url.json").write_text(f'{{"url": "{url}", "{form}": {{}}}}', "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "validators", "init", "yangi", "--lang", "en", "--name", "Sanoat agentligi"],
        cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{tmp_path / 'site-packages'}{os.pathsep}{Path(__file__).parents[3]}"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert pinned in (tmp_path / "yangi/requirements.txt").read_text("utf-8").splitlines()
    assert (f"requirements.txt asks an index for {PROGRAM}; if none has it" in done.stdout) is reported


def test_a_register_is_set_up_from_a_bundle_without_an_index(scratch: Scratch) -> None:
    register, bundle = begun(scratch, **ANSWERS), scratch.root / "arxiv 1"
    for part in ("wheels", "browser"):
        (bundle / part).mkdir(parents=True)
    with zipfile.ZipFile(bundle / "wheels/sinov-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("sinov-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sinov\nVersion: 1.0\n")
        wheel.writestr("sinov-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("sinov-1.0.dist-info/RECORD", "")
    (bundle / "browser/stamp.txt").write_text("1\n", "utf-8")
    register.write("requirements.txt", "sinov==1.0\n")

    command = [str(shutil.which("make")), ".venv/.ready", f"BUNDLE={bundle}", f"PYTHON={sys.executable}"]
    nowhere = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:1/", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(command, cwd=register.root, env=nowhere, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert [path.name for path in register.root.glob(".venv/lib/python*/site-packages/sinov-*")] == ["sinov-1.0.dist-info"]
    assert (register.root / ".venv/browser/stamp.txt").read_text("utf-8") == "1\n"


@pytest.mark.parametrize("code", [0, 1])
def test_make_builds_the_site_though_something_is_missing_and_ends_as_the_check_does(scratch: Scratch, code: int) -> None:
    register = begun(scratch, **ANSWERS)
    for name, does in (("nizom", f"exit {code}"), ("mkdocs", "mkdir -p site; : > site/index.html")):
        register.write(f".venv/bin/{name}", f"#!/bin/sh\n{does}\n").chmod(0o755)
    register.write(".venv/.ready", "")

    done = subprocess.run([shutil.which("make") or "make"], cwd=register.root, capture_output=True, text=True, check=False)

    assert (done.returncode != 0, (register.root / "site/index.html").exists()) == (code != 0, True)
    assert "Sayt tayyor: site/index.html\n" in done.stdout
