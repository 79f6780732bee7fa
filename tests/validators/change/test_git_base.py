"""The base of a change as git has it: revisions, merge bases, and repositories that are broken or malicious."""

import os
import shutil

import pytest
from inline_snapshot import snapshot

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.gate import gate, of_origin
from tests.support.scratch import Scratch


@pytest.mark.parametrize("revision", ["yo‘q", "-x", "--upload-pack=true", "HEAD~99", "0" * 40, ""])
def test_an_unknown_revision_is_a_usage_error(committed: Scratch, revision: str) -> None:
    answer = committed.nizom("check", f"--base={revision}")

    assert (answer.code, answer.out) == (2, "")
    assert revision in answer.err
    assert answer.err.replace(f" {revision} ", " REVISION ", 1) == snapshot(
        "nizom: Bu yerda REVISION versiyasi yo‘q. CI sozlamasida to‘liq tarixni oling (fetch-depth: 0)\n"
    )


def test_a_base_without_a_common_ancestor_is_a_usage_error(committed: Scratch) -> None:
    committed.git("checkout", "--quiet", "--orphan", "boshqa")
    committed.commit("Boshqa tarix")

    answer = committed.nizom("check", "--base", "main")

    assert (answer.code, answer.out) == (2, "")
    assert "main" in answer.err


def test_a_base_outside_a_git_repository_is_a_usage_error(base: Scratch) -> None:
    answer = base.nizom("check", "--base", "HEAD")

    assert (answer.code, answer.out) == (2, "")


def test_a_base_without_records_has_no_settings_to_judge_by(scratch: Scratch) -> None:
    scratch.write("README.md", "Bo‘sh\n")
    scratch.commit("Boshi")
    scratch.with_base()

    answer = scratch.check("--base", "HEAD")

    assert "N11.3-1" in answer.json["summary"]["off"]
    assert "N11.3-1" not in scratch.check().json["summary"]["off"]


def test_changes_count_from_the_merge_base(committed: Scratch) -> None:
    committed.git("checkout", "--quiet", "-b", "work")
    committed.edit("loy-2026-001", "elektron shaklda", "raqamli shaklda")
    committed.commit()
    committed.git("checkout", "--quiet", "main")
    committed.change("top-2026-009", "number: NIS-9\n")
    committed.commit()
    committed.git("checkout", "--quiet", "work")

    answer = committed.check("--base", "main")

    assert (answer.code, answer.findings, answer.json["gate"]["records"]) == (0, ["C09 loy-2026-001 approvals.0"], 1)


@pytest.mark.parametrize("name", ["main", "origin/main", "main~0", "HEAD-2026"])
def test_a_tag_of_the_name_of_the_base_does_not_take_its_place(committed: Scratch, name: str) -> None:
    """Git itself takes the tag, and against a tag at the change's own tip nothing would be changed."""
    for branch in ("refs/remotes/origin/main", "refs/heads/HEAD-2026"):
        committed.git("update-ref", branch, "main")
    committed.git("checkout", "--quiet", "-b", "ish")
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    committed.commit()
    committed.git("tag", name.removesuffix("~0"))

    answer = committed.check("--base", name)

    assert [found["code"] for found in answer.json["findings"] if found["origin"] == "touched"] == snapshot(["N12.a.3-3"])


def test_a_branch_called_as_a_hash_does_not_take_the_place_of_the_commit(committed: Scratch) -> None:
    start = committed.git("rev-parse", "main")
    committed.git("checkout", "--quiet", "-b", "ish")
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    committed.commit()
    committed.git("update-ref", f"refs/heads/{start}", "HEAD")
    committed.git("update-ref", "refs/heads/HEAD", start)

    assert "N12.a.3-3" in {found["code"] for found in committed.check("--base", start).json["findings"]}
    assert "N12.a.3-3" not in {f["code"] for f in committed.check("--base", "HEAD").json["findings"] if f["origin"] != "before"}


def test_an_id_that_the_target_has_given_meanwhile_is_taken(committed: Scratch) -> None:
    committed.git("checkout", "--quiet", "-b", "other")
    committed.change("hjt-070", "title: Boshqa hujjat\nnumber: PQ-70\n")
    there = committed.path("hjt-070").rename(committed.root / "records" / "acts" / "hjt-070-boshqa.md")
    committed.edit("hjt-070", "id: hjt-070", '"id": hjt-070')
    text = there.read_text("utf-8")
    committed.commit()
    committed.git("checkout", "--quiet", "-b", "work", "main")
    committed.change("hjt-070", "title: Mening hujjatim\nnumber: PQ-71\n")
    committed.commit()

    taken = committed.check("--base", "other")
    committed.path("hjt-070").unlink()
    there.write_text(text, "utf-8")
    same = committed.check("--base", "other")

    assert (taken.code, taken.findings) == (1, ["C01 hjt-070 id"])
    assert taken.json["findings"][0]["message"] == snapshot(
        "hjt-070 is given to records/acts/hjt-070-boshqa.md in the branch that this change goes to"
    )
    assert taken.json["findings"][0]["hint"] == snapshot("Give it the next free id: hjt-071")
    assert (same.code, same.findings) == (0, [])


def test_no_program_configured_in_the_repository_runs(committed: Scratch) -> None:
    committed.write(".gitattributes", "*.md filter=evil diff=evil\n")
    committed.commit()
    mark = committed.root / ".git" / "ran"
    trap = committed.write(".git/trap", f"#!/bin/sh\necho \"$0 $@\" >> '{mark}'\ncat\n")
    trap.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        shutil.copy(trap, committed.root / ".git" / "hooks" / hook)
    for key, value in {
        "core.fsmonitor": trap, "core.hooksPath": committed.root / ".git" / "hooks", "core.pager": trap, "core.sshCommand": trap,
        "core.editor": trap, "core.askPass": trap, "diff.external": trap, "diff.evil.textconv": trap, "filter.evil.clean": trap,
        "filter.evil.smudge": trap, "filter.evil.process": trap, "credential.helper": f"!{trap}", "gpg.program": trap,
        "gpg.ssh.program": trap, "log.showSignature": "true", "alias.log": f"!{trap}", "alias.cat-file": f"!{trap}",
        "remote.origin.url": f"ext::{trap}", "remote.origin.promisor": "true", "remote.origin.partialclonefilter": "blob:none",
        "extensions.partialClone": "origin", "uploadpack.packObjectsHook": trap, "core.alternateRefsCommand": trap,
        "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        committed.git("config", key, str(value))
    committed.write(".git/included", f"[core]\n\tfsmonitor = {trap}\n[diff]\n\texternal = {trap}\n")
    committed.git("config", "include.path", str(committed.root / ".git" / "included"))
    committed.git("config", f"includeIf.gitdir:{committed.root}/.path", str(committed.root / ".git" / "included"))
    committed.write(".git/info/attributes", "*.md filter=evil diff=evil\n")
    committed.edit("loy-2026-001", "elektron shaklda", "raqamli shaklda")
    committed.change("top-2026-009", "number: NIS-9\n")
    committed.write("git", f"#!/bin/sh\ntouch '{mark}'\n").chmod(0o755)

    answer = gate(committed)
    absent = committed.nizom("check", "--base", "1" * 40)

    assert (answer.code, absent.code) == (0, 2)
    assert not mark.exists(), mark.read_text("utf-8")


def test_a_missing_object_is_not_fetched(committed: Scratch) -> None:
    mark = committed.root / ".git" / "ran"
    blob = committed.git("rev-parse", "HEAD:records/projects/loy-2026-001.md")
    (committed.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for key, value in {
        "remote.origin.url": f"ext::touch {mark}", "remote.origin.promisor": "true", "protocol.ext.allow": "always",
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin",
    }.items():  # fmt: skip
        committed.git("config", key, value)

    answer = gate(committed)

    assert answer.code in (2, 4)
    assert not mark.exists()


def test_a_symbolic_link_in_the_base_is_not_followed(base: Scratch) -> None:
    link = base.root / "records" / "acts" / "hjt-009.md"
    link.symlink_to(os.path.relpath("/etc/hostname", link.parent))
    base.commit()

    answer = gate(base)

    assert (answer.code, of_origin(answer, "before")) == (0, ["F16 hjt-009"])


def test_replaced_objects_do_not_alter_the_base(committed: Scratch) -> None:
    original = committed.git("rev-parse", "HEAD:records/projects/loy-2026-001.md")
    committed.change("loy-2026-001", WITHOUT_EXPERTISE)
    softened = committed.git("hash-object", "-w", "records/projects/loy-2026-001.md")
    committed.git("replace", original, softened)

    answer = gate(committed)

    assert (answer.code, of_origin(answer, "touched")) == (1, ["N12.a.3-3 loy-2026-001 documents.0.expertise"])


def test_grafts_do_not_alter_history(base: Scratch) -> None:
    base.change("top-2026-009", "number: NIS-9\n")
    base.commit()
    base.path("top-2026-009").unlink()
    head = base.commit()
    base.write(".git/info/grafts", f"{head}\n")
    base.change("top-2026-009", "number: NIS-10\ntitle: Butunlay boshqa ish\n")

    assert of_origin(gate(base), "touched") == ["C01 top-2026-009 id"]


def test_the_text_of_a_record_is_never_executed_or_expanded(committed: Scratch) -> None:
    mark = committed.root / "ran"
    words = f"{{id.__class__}} {{{{ 7*7 }}}} %(id)s $(touch {mark}) `touch {mark}` {{% raw %}}"
    committed.change("top-2026-009", f'number: NIS-9\ntitle: "{words}"\n')
    committed.commit()
    committed.change("top-2026-009", "title: Butunlay boshqa ish\nnumber: NIS-10\nsystem: other\nreceived: 2026-05-05\n"
                "due: 2027-01-01\ndecision: hjt-002\npoint: 9-band\n")  # fmt: skip

    answer = gate(committed)

    message = next(found["message"] for found in answer.json["findings"] if found["code"] == "C01")
    assert f"“{words}”" in message
    assert not mark.exists()


def test_a_missing_alternate_object_store_does_no_harm(committed: Scratch) -> None:
    committed.write(".git/objects/info/alternates", "/yo‘q/objects\n../../../boshqa/objects\n")

    assert (gate(committed).code, gate(committed).findings) == (0, [])


def test_a_submodule_in_the_base_is_not_entered(committed: Scratch) -> None:
    commit = committed.git("rev-parse", "HEAD")
    committed.git("update-index", "--add", "--cacheinfo", f"160000,{commit},records/acts/hjt-009.md")
    committed.write(
        ".gitmodules", f'[submodule "x"]\n\tpath = records/acts/hjt-009.md\n\turl = ext::touch {committed.root}/.git/ran\n'
    )
    committed.git("commit", "--quiet", "--message=Boshqa ombor")

    answer = gate(committed)

    # In the tree of the change it is not there.
    assert (answer.code, of_origin(answer, "touched")) == (1, ["C02 hjt-009"])
    assert not (committed.root / ".git" / "ran").exists()
