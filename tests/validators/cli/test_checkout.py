"""What `nizom check` says of the checkout it is called in: what git keeps of it, what it leaves out, and which base it takes."""

import shutil

import pytest
from inline_snapshot import snapshot

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import act_cited_by_three
from tests.support.git import git
from tests.support.scratch import AS_OF, Answer, Scratch


@pytest.fixture
def branch(base: Scratch) -> Scratch:
    """A branch off main, without changes."""
    base.commit()
    base.git("checkout", "--quiet", "-b", "ish")
    return base


def read(tree: Scratch, *arguments: str) -> Answer:
    """Run `nizom check` for a person."""
    return tree.nizom("check", "--as-of", AS_OF, *arguments)


@pytest.mark.parametrize("name", ["Thumbs.db", "loy-2026-001.md.orig", "loy-2026-001.md~"])
def test_leftovers_of_programs_are_reported_once_tracked(base: Scratch, name: str) -> None:
    base.commit()
    base.write(f"records/projects/{name}", "Qoldiq\n")
    assert base.check().findings == []

    base.git("add", "--force", "--", f"records/projects/{name}")

    assert base.check().findings == [f"F28 records/projects/{name}"]


def test_a_branch_is_compared_with_where_it_left_the_default_branch(branch: Scratch) -> None:
    branch.path("loy-2026-001").unlink()
    branch.commit()

    answer = read(branch, "records/standards")

    assert answer.code == 1
    assert "  xato  C02  " in answer.out
    assert [line for line in answer.out.splitlines() if "--no-base" in line] == snapshot(
        ["main bilan solishtirildi; barcha kamchiliklar: nizom check --no-base"]
    )


def test_the_default_branch_is_the_remotes(branch: Scratch) -> None:
    branch.git("branch", "--quiet", "-m", "main", "asosiy")
    assert "solishtirildi" not in read(branch).out
    branch.git("update-ref", "refs/remotes/origin/asosiy", "asosiy")
    branch.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/asosiy")

    assert "origin/asosiy bilan solishtirildi" in read(branch).out
    branch.git("checkout", "--quiet", "asosiy")
    assert "solishtirildi" not in read(branch).out


@pytest.mark.parametrize("arguments", [("--no-base",), ("--format", "json"), ("--format", "markdown")])
def test_there_is_no_base_for_programs_or_on_request(branch: Scratch, arguments: tuple[str, ...]) -> None:
    branch.path("loy-2026-001").unlink()

    assert "C02" not in read(branch, *arguments).out


def test_a_checked_out_commit_of_the_default_branch_has_no_base(branch: Scratch) -> None:
    branch.change("loy-2026-001", WITHOUT_EXPERTISE)
    branch.commit()
    branch.git("branch", "--force", "main", "ish")
    branch.git("checkout", "--quiet", "--detach")

    assert "  xato  N12.a.3-3  " in read(branch).out


def test_effects_elsewhere_are_shown_when_paths_are_given(branch: Scratch) -> None:
    act_cited_by_three(branch)
    branch.path("hjt-005").unlink()

    answer = branch.check("--base", "HEAD", "records/standards")

    assert answer.code == 1
    assert {"C02 hjt-005", "R01 loy-2026-001 basis.0"} <= set(answer.findings)


def test_a_merge_that_is_not_committed_counts_as_merged(branch: Scratch) -> None:
    branch.change("std-002", "summary: Ichki standart\n")
    branch.commit()
    branch.git("checkout", "--quiet", "main")
    branch.change("loy-2026-001", WITHOUT_EXPERTISE)
    branch.commit()
    branch.git("checkout", "--quiet", "ish")
    branch.git("merge", "--quiet", "--no-commit", "main")

    assert read(branch, "--staged").code == 0


def test_the_index_is_judged_for_the_next_commit(base: Scratch) -> None:
    base.commit()
    base.change("std-009", "status: draft\n")
    base.change("loy-2026-001", "related: [std-009]\n")
    base.git("add", "records/projects")
    base.path("std-002").unlink()

    answer = read(base, "--staged")

    assert answer.code == 1
    assert (answer.out.count("  xato  "), answer.out.count("  xato  R01  ")) == (1, 1)


def test_a_commit_without_records_is_not_checked(base: Scratch) -> None:
    base.change("loy-2026-001", WITHOUT_EXPERTISE)
    base.commit()
    base.write("eslatma.txt", "Matn\n")
    base.git("add", "eslatma.txt")
    assert read(base, "--staged") == Answer(0, "", "")

    base.git("reset", "--quiet")

    assert read(base, "--staged").code == 1


def test_an_untracked_record_is_reported(base: Scratch) -> None:
    base.commit()
    base.change("std-009", "status: draft\n")

    assert read(base).err == snapshot(
        "nizom: Fayl gitga hali qo‘shilmagan, shuning uchun boshqalarga yetib bormaydi: records/standards/std-009.md. Qo‘shish: git add records/standards/std-009.md\n"
    )
    assert base.check().err == ""


@pytest.mark.parametrize(
    ("names", "command"),
    [
        (["yangi loyiha.md", "loy-2026-001/xulosa.pdf"],
         "git add 'records/projects/yangi loyiha.md' records/projects/loy-2026-001/xulosa.pdf"),
        ([f"loy-2026-001/xulosa-{number}.pdf" for number in range(1, 5)], "git add records"),
    ],
)  # fmt: skip
def test_the_command_adds_all_that_git_does_not_know(base: Scratch, names: list[str], command: str) -> None:
    base.commit()
    for name in names:
        base.write(f"records/projects/{name}", "%PDF-1.7\n")

    assert read(base).err.strip().endswith(f": {command}")


@pytest.mark.parametrize("place", [".gitignore", ".git/info/exclude", "home/.config/git/ignore"])
def test_an_ignored_record_is_reported_and_does_not_count(base: Scratch, place: str) -> None:
    base.commit()
    base.monkeypatch.setenv("HOME", str(base.root / "home"))
    base.monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    base.monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    base.write(place, "std-009.md\n")
    base.change("std-009", "status: draft\n")
    base.change("loy-2026-001", "related: [std-009]\n")

    answer = base.check()

    assert answer.findings == ["R01 loy-2026-001 related.0"]
    assert answer.err == snapshot(
        "nizom: Git is configured to ignore records/standards/std-009.md, so nobody else gets it and it does not count here: git add --force records/standards/std-009.md\n"
    )


def test_untracked_records_alone_are_checked_as_they_are(base: Scratch) -> None:
    base.write(".gitignore", "records\n")
    base.commit()

    answer = read(base)

    assert (answer.code, answer.err) == (
        0,
        snapshot(
            "nizom: Git records/ papkasidagi birorta faylni saqlamaydi, shuning uchun ular boshqalarga yetib bormaydi: git add records\n"
        ),
    )


def test_a_sparse_checkout_cannot_be_judged(base: Scratch) -> None:
    base.commit()
    base.git("sparse-checkout", "set", "--no-cone", "/*", "!/records/employees/")

    assert read(base) == Answer(
        2,
        "",
        snapshot(
            "nizom: Bu ish papkasiga records/employees/ olinmagan (sparse checkout), shuning uchun yozuvlarni tekshirib bo‘lmaydi: git sparse-checkout disable\n"
        ),
    )
    assert read(base, "--base", "HEAD").code == 2
    assert read(base, "--staged").code == 0


ASKED = [
    ("due",), ("show", "loy-2026-001"), ("approvals", "loy-2026-001"), ("approve", "loy-2026-001", "--as", "head", "--part", "Matn"),
    ("report", "annual", "2025"), ("new", "project", "Katalog"), ("coverage",), ("rules",), ("rule", "A01"), ("codeowners",),
]  # fmt: skip


@pytest.mark.parametrize("command", ASKED, ids=lambda command: command[0])
def test_no_command_answers_for_a_sparse_checkout_or_an_unfetched_submodule(base: Scratch, command: tuple[str, ...]) -> None:
    base.commit()
    base.git("sparse-checkout", "set", "--no-cone", "/*", "!/records/employees/")
    sparse, checked = base.nizom(*command), read(base)
    base.git("sparse-checkout", "disable")
    base.git("rm", "--quiet", "-r", "--cached", "records")
    base.git("update-index", "--add", "--cacheinfo", f"160000,{base.git('rev-parse', 'HEAD')},records/projects")
    shutil.rmtree(base.root / "records" / "projects")
    (base.root / "records" / "projects").mkdir()
    submodule = base.nizom(*command)

    assert sparse == checked
    assert (submodule.code, submodule.out) == (2, "")
    assert "git submodule update --init" in submodule.err
    assert submodule.err.count("\n") == 1


def test_a_partial_clone_says_how_to_fetch_the_base(base: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    base.commit()
    base.change("std-002", "summary: Ichki standart\n")
    base.commit()
    base.git("config", "uploadpack.allowFilter", "true")
    clone = Scratch(tmp_path_factory.mktemp("clone"), base.monkeypatch, base.capsys)
    clone.git("clone", "--quiet", "--filter=blob:none", f"file://{base.root}", ".")
    clone.git("checkout", "--quiet", "-b", "ish")
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD~1")

    asked = read(clone, "--base", "HEAD~1")
    by_itself = read(clone)
    clone.git("fetch", "--quiet", "--refetch", "--no-filter")

    assert asked == Answer(
        2,
        "",
        snapshot("nizom: Bu nusxada HEAD~1 versiyasining fayllari yo‘q, u ularsiz olingan: git fetch --refetch --no-filter\n"),
    )
    assert (by_itself.code, by_itself.err) == (0, asked.err.replace("HEAD~1", "origin/main"))
    assert read(clone, "--base", "HEAD~1").code == 0


def test_a_partial_clone_says_that_it_lacks_the_checks_of_the_base(
    base: Scratch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base.write("validators/kod.py", "a = 1\n")
    base.commit()
    base.write("validators/kod.py", "a = 2\n")
    base.commit()
    base.git("config", "uploadpack.allowFilter", "true")
    clone = Scratch(tmp_path_factory.mktemp("clone"), base.monkeypatch, base.capsys)
    clone.git("clone", "--quiet", "--filter=blob:none", f"file://{base.root}", ".")
    base.monkeypatch.setattr("validators.change.base_checks._is_running", lambda root: True)

    answer = read(clone, "--base", "HEAD~1")

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "git fetch --refetch --no-filter" in answer.err


def test_records_in_a_submodule_cannot_be_compared(base: Scratch, tmp_path_factory: pytest.TempPathFactory) -> None:
    records = tmp_path_factory.mktemp("records")
    shutil.copytree(base.root / "records", records, dirs_exist_ok=True)
    git(records, "init", "--quiet", "--initial-branch=main")
    git(records, "add", "--all")
    git(records, "commit", "--quiet", "--message=Yozuvlar")
    shutil.rmtree(base.root / "records")
    base.git("init", "--quiet", "--initial-branch=main")
    base.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(records), "records")
    base.commit()

    assert read(base).code == 0
    assert read(base, "--base", "HEAD") == Answer(
        2,
        "",
        snapshot(
            "nizom: records — boshqa repozitoriy (submodule), shuning uchun git bu yerda uning yozuvlarini solishtira olmaydi: yozuvlarni shu repozitoriyning o‘zida saqlang\n"
        ),
    )
    base.git("submodule", "--quiet", "deinit", "--all")
    assert read(base) == Answer(
        2, "", snapshot("nizom: records — boshqa repozitoriy (submodule), u hali olinmagan: git submodule update --init\n")
    )


def test_nothing_is_staged_outside_a_repository(base: Scratch) -> None:
    assert read(base, "--staged") == Answer(
        2, "", snapshot("nizom: Bu papka git repozitoriysida emas, shuning uchun commitga tayyorlangan o‘zgarish yo‘q\n")
    )


def test_an_unfinished_merge_cannot_be_judged(branch: Scratch) -> None:
    for name in ("ish", "main"):
        branch.git("checkout", "--quiet", name)
        branch.change("std-002", f"summary: {name}\n")
        branch.commit()
    branch.git("checkout", "--quiet", "ish")
    with pytest.raises(AssertionError):
        branch.git("merge", "--quiet", "main")

    assert read(branch, "--staged") == Answer(
        2,
        "",
        snapshot(
            "nizom: Birlashtirish tugallanmagan fayllar: records/standards/std-002.md. Ziddiyatlarni hal qiling, so‘ng “git add” buyrug‘ini bering\n"
        ),
    )
