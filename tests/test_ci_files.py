"""Configuration for forges and pre-commit is valid, and the commands of the pipelines work."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.facts import WITHOUT_EXPERTISE
from tests.support.paths import ROOT
from tests.support.scratch import Scratch

BASH = shutil.which("bash") or "bash"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LATE = "milestones:\n  - title: Sinov\n    due: 2020-01-31\n    responsible: xod-003\n"


def tool(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of the virtual environment by its module, in the repository's root."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def steps(workflow: str, job: str) -> dict[str, str]:
    """Return the shell commands of a GitHub job by the name of their step."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text("utf-8"))
    return {step["name"]: step["run"] for step in loaded["jobs"][job]["steps"] if "run" in step}


def script(job: str) -> list[str]:
    """Return the shell commands of a GitLab job."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    return [str(line) for line in loaded[job]["script"]]


def gate_of_gitlab() -> list[str]:
    """Return the commands of the job between setup and site."""
    return script("records")[1:-1]


@pytest.fixture
def tree(base: Scratch) -> Scratch:
    """The base records on a runner: with `.venv/` set up, and nothing else of this repository."""
    (base.root / ".venv").symlink_to(Path(sys.prefix))
    return base


def run(tree: Scratch, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a forge's runner does."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tree.root),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GITHUB_STEP_SUMMARY": str(tree.root / "summary.md"),
        "GITHUB_OUTPUT": str(tree.root / "output"),
        **variables,
    }
    return subprocess.run(
        [BASH, "-e", "-c", command], cwd=tree.root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_github_workflow_is_valid(workflow: Path) -> None:
    answer = tool("check_jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
    assert answer.returncode == 0, answer.stdout


def test_the_gitlab_pipeline_is_valid() -> None:
    answer = tool("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml")
    assert answer.returncode == 0, answer.stdout


def test_the_renovate_configuration_is_valid() -> None:
    answer = tool("check_jsonschema", "--builtin-schema", "vendor.renovate", "renovate.json")
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("lock", ["requirements.lock", ".ci/properdocs.txt", ".ci/node.txt", ".ci/release.txt"])
def test_renovate_and_make_lock_make_the_same_lock(lock: str) -> None:
    header = (ROOT / lock).read_text("utf-8").splitlines()[1].removeprefix("#    uv pip compile ")
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n\t\t", "")

    assert f"\t@$(UV) pip compile --quiet --upgrade {header}\n" in makefile
    assert any(re.search(pattern.strip("/"), lock) for pattern in renovate()["pip-compile"]["managerFilePatterns"])


def renovate() -> dict[str, Any]:
    """Return the configuration of the bot that proposes updates."""
    loaded: dict[str, Any] = json.loads((ROOT / "renovate.json").read_text("utf-8"))
    return loaded


def test_the_pre_commit_files_are_valid() -> None:
    for answer in (tool("pre_commit", "validate-config"), tool("pre_commit", "validate-manifest")):
        assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_needless_permissions_or_untrusted_text(workflow: Path) -> None:
    loaded: dict[Any, Any] = yaml.safe_load(workflow.read_text("utf-8"))
    jobs = loaded["jobs"].values()

    assert loaded["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in loaded[True]  # YAML 1.1 reads the key `on` as true
    for job in jobs:
        assert set(job.get("permissions", {})) <= {"contents", "pages", "id-token", "pull-requests"}
        assert job.get("permissions", {}).get("contents", "read") == "read"
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "text of an event reaches the shell through env: only"
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_the_auditor_of_workflows_finds_nothing() -> None:
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--quiet",
        "--offline",
        "--persona",
        "auditor",
        ".github",
        "action.yml",
    ]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_only_a_job_that_runs_nothing_of_the_change_may_write_comments() -> None:
    may_write = [
        (path.name, name, [step.get("working-directory", "") for step in job["steps"] if "make" in step.get("run", "")])
        for path in WORKFLOWS
        for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items()
        if job.get("permissions", {}).get("pull-requests") == "write"
    ]

    assert may_write == [("verdict.yml", "verdict", ["program"])]


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", ".forgejo/workflows/check.yml"),
        ("vendor.github-actions", "action.yml"),
        *(
            ("vendor.github-workflows", f"validators/beginning/templates/forges/{path}.yml")
            for path in ("github/_github/workflows/nizom", "github/_github/workflows/sayt", "gitea/_github/workflows/nizom")
        ),
    ],
)
def test_what_other_repositories_run_is_valid(schema: str, path: str) -> None:
    answer = tool("check_jsonschema", "--builtin-schema", schema, path)
    assert answer.returncode == 0, answer.stdout


def test_the_gitlab_component_is_a_valid_job_with_its_inputs_filled_in() -> None:
    inputs, job = yaml.safe_load_all((ROOT / "templates/check.yml").read_text("utf-8"))
    names = set(inputs["spec"]["inputs"])

    assert set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", yaml.safe_dump(job))) == names
    assert [str(line) for line in job["nizom-records"]["script"]][-1] == 'nizom check "${base:---no-base}"'


def test_the_image_copies_what_is_there_and_runs_the_gate_s_python() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    copied = [path for line in lines if line.startswith("COPY ") for path in line.split()[1:-1]]
    gate = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["default"]["image"]

    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert [line for line in lines if line.startswith("FROM ")] == [
        f"FROM docker.io/library/{gate.replace('-bookworm', '-slim-bookworm')}"
    ]


def test_the_development_container_begins_as_people_do() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))

    assert container["postCreateCommand"] == "make setup && .venv/bin/pre-commit install"


@pytest.mark.parametrize("workflow", ["check.yml", "verdict.yml"])
def test_the_gate_runs_again_where_the_target_changes_and_in_a_merge_queue(workflow: str) -> None:
    on: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text("utf-8"))[True]

    assert {"opened", "synchronize", "reopened", "edited"} <= set(on["pull_request"]["types"])
    assert "merge_group" in on


def test_schedules_keep_off_the_full_hours() -> None:
    minutes = [
        int(job["cron"].split()[0])
        for workflow in WORKFLOWS
        for job in yaml.safe_load(workflow.read_text("utf-8"))[True].get("schedule", ())
    ]

    assert len(minutes) == 3
    assert all(minute % 5 for minute in minutes)


def test_images_are_named_by_their_whole_version() -> None:
    pipeline = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    images = re.findall(r"image: (\S+)", pipeline)

    assert {image for image in images if not re.fullmatch(r"python:3\.\d+\.\d+-bookworm(@sha256:[0-9a-f]{64})?", image)} == {
        "python:$PYTHON"
    }
    assert not any("container:" in workflow.read_text("utf-8") for workflow in WORKFLOWS)


@pytest.fixture
def judged(base: Scratch, tmp_path: Path) -> Scratch:
    """A change on a runner, next to the checkout of its target, whose program is this one."""
    base.write(".gitignore", ".venv\n")
    base.commit()
    base.git("update-ref", "refs/remotes/origin/main", "HEAD")
    base.git("checkout", "--quiet", "-b", "work")
    program = base.root.with_name("program")
    program.mkdir()
    (program / ".venv").symlink_to(Path(sys.prefix))
    return base


def test_the_verdict_is_the_base_program_s_alone(judged: Scratch) -> None:
    verdict = steps("verdict.yml", "verdict")["Nizom"]
    passed = run(judged, verdict, TARGET="refs/remotes/origin/main")
    judged.change("loy-2026-001", WITHOUT_EXPERTISE)
    for package in ("validators", "pydantic", "yaml"):
        judged.write(f"{package}/__init__.py", "raise SystemExit(0)\n")
    judged.write("sitecustomize.py", "raise SystemExit(0)\n")
    judged.commit()

    stopped = run(judged, verdict, TARGET="refs/remotes/origin/main")

    assert (passed.returncode, stopped.returncode) == (0, 1), stopped.stderr
    assert "file=records/projects/loy-2026-001.md" in stopped.stdout


def test_gitlab_judges_by_the_program_of_the_target_branch(scratch: Scratch) -> None:
    scratch.write("Makefile", "setup:\n\tmkdir -p .venv/bin && cp nizom .venv/bin/nizom\n")
    scratch.write("nizom", '#!/bin/sh\necho "accepted: $*"\n').chmod(0o755)
    scratch.commit()
    scratch.git("remote", "add", "origin", str(scratch.root))
    scratch.git("checkout", "--quiet", "-b", "work")
    scratch.write("nizom", "#!/bin/sh\necho brought\n")
    scratch.commit()

    done = run(
        scratch, "\n".join(script("verdict")), CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main", CI_PROJECT_DIR=str(scratch.root)
    )

    assert done.stdout.splitlines()[-1] == "accepted: check --base=refs/remotes/origin/target", done.stderr


def on_github(workflow: str, job: str) -> list[str]:
    """Return the versions of Python that a GitHub job runs with."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text("utf-8"))
    (setup,) = [step["with"] for step in loaded["jobs"][job]["steps"] if "setup-python" in step.get("uses", "")]
    assert setup["python-version"] == "${{ matrix.python }}"
    return list(loaded["jobs"][job]["strategy"]["matrix"]["python"])


def on_gitlab(job: str) -> list[str]:
    """Return the versions of Python that a GitLab job runs with."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    assert loaded[job]["image"] == "python:$PYTHON"
    [matrix] = loaded[job]["parallel"]["matrix"]
    versions = [re.fullmatch(r"(3\.\d+)\.\d+-bookworm(@sha256:[0-9a-f]{64})?", tag) for tag in matrix["PYTHON"]]
    return [version[1] for version in versions if version]


def test_changes_are_tested_with_the_oldest_and_newest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"])
    assert bounds
    oldest, *between, newest = [f"3.{minor}" for minor in range(int(bounds[1]), int(bounds[2]))]

    assert on_github("check.yml", "tests") == on_gitlab("tests") == [oldest, newest]
    assert on_github("nightly.yml", "tests") == on_gitlab("nightly-tests") == between


def test_both_forges_run_the_same_nightly_tests() -> None:
    assert [steps("nightly.yml", "tests")["Hammasi"]] == script("nightly-tests") == [".ci/run"]
    assert [steps("nightly.yml", "slow")["Hammasi"]] == script("nightly") == ["make nightly"]


@pytest.fixture
def pull_request(tree: Scratch) -> Scratch:
    """A pull request without changes yet, to a main branch that has an error."""
    tree.write(".gitignore", ".venv\n")
    tree.change("top-2026-001", "basis: [hjt-999]\n")
    tree.commit()
    tree.git("update-ref", "refs/remotes/origin/main", "HEAD")
    tree.git("checkout", "--quiet", "-b", "work")
    return tree


def test_a_pull_request_is_not_blocked_by_existing_findings(pull_request: Scratch) -> None:
    gate = steps("check.yml", "records")

    assert run(pull_request, gate["Nizom"], TARGET="refs/remotes/origin/main").returncode == 0
    assert run(pull_request, gate["Xulosa"], TARGET="refs/remotes/origin/main").returncode == 0
    assert "✅" in (pull_request.root / "summary.md").read_text("utf-8")


def test_a_pull_request_that_breaks_a_rule_is_blocked_with_a_summary(pull_request: Scratch) -> None:
    pull_request.change("loy-2026-001", WITHOUT_EXPERTISE)
    pull_request.commit()
    gate = steps("check.yml", "records")

    stopped = run(pull_request, gate["Nizom"], TARGET="refs/remotes/origin/main")
    assert stopped.returncode == 1
    assert "file=records/projects/loy-2026-001.md" in stopped.stdout
    assert "file=records/assignments" not in stopped.stdout
    assert run(pull_request, gate["Xulosa"], TARGET="refs/remotes/origin/main").returncode == 0
    assert "N12.a.3-3" in (pull_request.root / "summary.md").read_text("utf-8")


def test_main_is_checked_completely(pull_request: Scratch) -> None:
    gate = steps("check.yml", "records")

    whole = run(pull_request, gate["Nizom"], TARGET="")
    assert whole.returncode == 1
    assert "file=records/assignments/top-2026-001.md" in whole.stdout
    assert run(pull_request, "\n".join(gate_of_gitlab())).returncode == 1


def test_an_overdue_duty_fails_the_morning_run_but_no_pull_request(tree: Scratch) -> None:
    tree.change("loy-2026-001", LATE)
    tree.commit()

    assert run(tree, steps("check.yml", "records")["Nizom"]).returncode == 0
    assert run(tree, steps("duties.yml", "duties")["Nizom"]).returncode == 1
    morning = run(tree, "\n".join(script("duties")[1:]))
    assert (morning.returncode, " holatidan (" in morning.stdout) == (1, True)


def test_a_blocked_merge_request_still_gets_its_reports(pull_request: Scratch) -> None:
    pull_request.git("remote", "add", "origin", str(pull_request.root))
    target = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    passed = run(pull_request, "\n".join(gate_of_gitlab()), **target)
    pull_request.change("loy-2026-001", WITHOUT_EXPERTISE)
    pull_request.commit()
    stopped = run(pull_request, "\n".join(gate_of_gitlab()), **target)

    assert (passed.returncode, stopped.returncode) == (0, 1)
    assert '"N12.a.3-3"' in (pull_request.root / "gl-code-quality-report.json").read_text("utf-8")
    assert "N12.a.3-3" in (pull_request.root / "nizom-junit.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "code"),
    [("records/projects/loy-2026-001.md", "false"), ("docs/index.md", "false"), ("README.md", "false"),
     ("validators/kinds/project.py", "true"), ("tests/cases/N1-1.yaml", "true"), ("requirements.lock", "true")],
)  # fmt: skip
def test_tests_run_for_a_pull_request_that_changes_code(scratch: Scratch, changed: str, code: str) -> None:
    save = "git add --all && git -c user.name=a -c user.email=a@b.uz commit --quiet --message=x"
    run(scratch, f"git init --quiet --initial-branch=main && touch a && {save}").check_returncode()
    scratch.write(changed, "x")
    run(scratch, f"git checkout --quiet -b work && {save}").check_returncode()

    run(scratch, steps("check.yml", "records")["Kod o‘zgarganmi"], BASE="main").check_returncode()

    assert (scratch.root / "output").read_text("utf-8") == f"code={code}\n"


def test_tests_run_where_the_base_is_unknown(scratch: Scratch) -> None:
    run(scratch, steps("check.yml", "records")["Kod o‘zgarganmi"], BASE="0" * 40).check_returncode()

    assert (scratch.root / "output").read_text("utf-8") == "code=true\n"
