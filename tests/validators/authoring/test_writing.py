"""What writes records loses nobody's work: not when two write at once, and not when the disk does not take it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.support.approvals import PLANNED, PROJECT, VISA
from tests.support.paths import BASE
from tests.support.processes import NIZOM, Ended, at_once, environment, run
from tests.support.scratch import AS_OF, Scratch
from validators.source.document import read_document

NEW = (*NIZOM, "new", "project", "Yangi loyiha", "--as-of", AS_OF)
APPROVE = (*NIZOM, "approve", *VISA)
RECORD = f"records/projects/{PROJECT}.md"


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of the records, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "records").rglob("*") if path.is_file()}


# Two at once.


def test_steps_written_at_once_are_all_there_or_refused(planned: Scratch) -> None:
    parts = [f"{number}-bob" for number in range(6)]

    ended = at_once([(*NIZOM, "approve", PROJECT, "--as", "head", "--decision", "visa", "--part", part, "--date", "2026-06-08") for part in parts],
                    planned.root)  # fmt: skip

    written = read_document("", planned.path(PROJECT).read_bytes())
    assert sorted(step["part"] for step in written.values["approvals"]) == [
        part for part, one in zip(parts, ended, strict=True) if one.code == 0
    ]
    changed = f"nizom: {RECORD} shu orada o‘zgartirilgan, shuning uchun o‘zgarish saqlanmadi: faylni ko‘rib chiqib, buyruqni qayta bering\n"
    assert {(one.code, one.err) for one in ended} <= {(0, ""), (1, changed)}
    assert 0 in {one.code for one in ended}
    assert contents(planned.root).keys() == contents(BASE).keys()


COUNTING = """
import sys
from pathlib import Path
from validators.authoring.writing import ChangedError, replace_file

file = Path(sys.argv[1])
for number in range(int(sys.argv[3])):
    while True:
        before = file.read_bytes()
        try:
            replace_file(file, before, before.decode() + f"{sys.argv[2]} {number}\\n")
            break
        except ChangedError:
            pass
"""


def test_of_many_writers_none_overwrites_another(tmp_path: Path) -> None:
    file = tmp_path / "yozuv.md"
    file.write_text("")

    ended = at_once([(sys.executable, "-c", COUNTING, str(file), writer, "60") for writer in "abcd"], tmp_path)

    assert [one.err for one in ended] == [""] * 4
    assert sorted(file.read_text().split("\n")[:-1]) == sorted(f"{writer} {number}" for writer in "abcd" for number in range(60))
    assert os.listdir(tmp_path) == ["yozuv.md"]


def test_records_begun_at_once_get_ids_of_their_own(planned: Scratch) -> None:
    ended = at_once([NEW] * 6, planned.root)

    assert [(one.code, one.err) for one in ended] == [(0, "")] * 6
    named = sorted(one.out.splitlines()[0] for one in ended)
    assert named == [f"records/projects/loy-2026-{number:03}.md" for number in range(2, 8)]
    assert all("title: Yangi loyiha" in (planned.root / path).read_text("utf-8") for path in named)


def test_what_an_editor_saved_meanwhile_is_kept(planned: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Git is asked for history after the record was read: here it is a program that first saves the record as an editor would."""
    folder = tmp_path_factory.mktemp("bin")
    assert planned.nizom("approve", *VISA).code == 0
    planned.commit()
    saved = planned.path(PROJECT).read_bytes() + b"Tahrir.\n"
    (folder / "saved").write_bytes(saved)
    git = folder / "git"
    git.write_text(
        f'#!/bin/sh\ncase "$*" in *diff-index*) ;; *) cp {folder}/saved {planned.path(PROJECT)};; esac\nexec {shutil.which("git")} "$@"\n'
    )
    git.chmod(0o755)

    answer = run((*NIZOM, "approve", PROJECT, "--as", "head", "--decision", "visa", "--part", "2-bob", "--date", "2026-06-09"), planned.root,
                 environment(PATH=f"{folder}:{os.environ['PATH']}"))  # fmt: skip

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == snapshot(
        "nizom: records/projects/loy-2026-001.md shu orada o‘zgartirilgan, shuning uchun o‘zgarish saqlanmadi: faylni ko‘rib chiqib, buyruqni qayta bering\n"
    )
    assert planned.path(PROJECT).read_bytes() == saved


# A disk that takes nothing.


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with the base records and a planned project; skipped where this process may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip(
            "only root may mount a disk; the tests of a file-size limit and of a folder without permission run as anybody"
        )
    try:
        shutil.copytree(BASE, disk, dirs_exist_ok=True)
        (disk / RECORD).write_text(PLANNED, "utf-8")
        yield disk
    finally:
        subprocess.run(["/bin/umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> None:
    """Write until nothing fits any more, not even a byte."""
    with (disk / "to‘ldiruvchi").open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


@pytest.mark.parametrize("command", [NEW, APPROVE], ids=["new", "approve"])
def test_a_full_disk_leaves_the_records_as_they_were(small_disk: Path, command: tuple[str, ...]) -> None:
    before = contents(small_disk)
    fill(small_disk)

    answer = run(command, small_disk)

    assert (answer.code, answer.out) == (4, "")
    assert re.sub(r"loy-2026-00[12]", "…", answer.err) == snapshot(
        "nizom: records/projects/….md yozilmadi: diskda joy qolmagan\n"
    )
    assert contents(small_disk) == before


@pytest.mark.parametrize("command", [NEW, APPROVE], ids=["new", "approve"])
def test_a_disk_that_is_read_only_is_named(small_disk: Path, command: tuple[str, ...]) -> None:
    before = contents(small_disk)
    subprocess.run(["/bin/mount", "-o", "remount,ro", str(small_disk)], check=True)

    answer = run(command, small_disk)

    assert (answer.code, answer.out) == (4, "")
    assert re.sub(r"loy-2026-00[12]", "…", answer.err) == snapshot(
        "nizom: records/projects/….md yozilmadi: diskka yozib bo‘lmaydi, u faqat o‘qish uchun\n"
    )
    assert contents(small_disk) == before


def limited(command: tuple[str, ...], folder: Path) -> Ended:
    """Run a command that may write no file of more than a hundred bytes."""
    limit = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); os.execv(sys.argv[1], sys.argv[1:])"
    return run((sys.executable, "-c", limit, *command), folder)


@pytest.mark.parametrize("command", [NEW, APPROVE], ids=["new", "approve"])
def test_half_a_record_is_never_left(planned: Scratch, command: tuple[str, ...]) -> None:
    before = contents(planned.root)

    answer = limited(command, planned.root)

    assert (answer.code, answer.out) == (4, "")
    assert re.sub(r"loy-2026-00[12]", "…", answer.err) == snapshot(
        "nizom: records/projects/….md yozilmadi: fayl bu yerda ruxsat etilganidan katta bo‘lar edi\n"
    )
    assert contents(planned.root) == before


def test_a_folder_that_was_made_for_a_record_goes_with_it(scratch: Scratch) -> None:
    answer = limited(NEW, scratch.root)

    assert answer.code == 4
    assert os.listdir(scratch.root / "records") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder; the test above has a disk that is read-only")
@pytest.mark.parametrize("command", [NEW, APPROVE], ids=["new", "approve"])
def test_a_folder_without_permission_is_named(planned: Scratch, command: tuple[str, ...]) -> None:
    before = contents(planned.root)
    folder = planned.root / "records/projects"
    folder.chmod(0o555)

    answer = run(command, planned.root)

    folder.chmod(0o755)
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.endswith(": bu papkada bunga huquqingiz yo‘q\n")
    assert contents(planned.root) == before
