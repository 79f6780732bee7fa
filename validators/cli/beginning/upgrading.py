"""The command `upgrade`, which says what this version of the program asks of records that an earlier one found in order."""

import argparse
from itertools import groupby

from validators import clock
from validators.cli.session import BLOCKED, CLEAN, WRONG_USE, ask_history, mistaken_settings, root_of_records, warn_of_git
from validators.rules.check import FIRST_RELEASE
from validators.source.finding import Finding
from validators.text.messages import Language, Message, say
from validators.text.sanitize import one_line


def upgrade(options: argparse.Namespace, language: Language) -> int:
    """Print what `nizom fix` puts right by itself, then what a person decides, by the version that brought the check."""
    from validators.authoring.fixes import fix
    from validators.checks.run import all_checks, check_repository
    from validators.cli.checkout import files_on_disk
    from validators.kinds import all_kinds
    from validators.repository.repository import Repository
    from validators.rules.one_per_place import in_one

    root, kinds = root_of_records(), all_kinds()
    warn_of_git(root, language)
    files = files_on_disk(root, language, people_read=False)
    repository = Repository.from_files(files, kinds)
    if mistaken_settings(repository, language):
        return WRONG_USE
    repository = repository.with_evidence(ask_history(root, repository, language))
    as_of = options.as_of or clock.today()
    asked = in_one(one for one in check_repository(repository, as_of) if one.trigger != "duty" and one.is_open)
    if not asked:
        print(language.text(say("This version asks nothing more of these records")))
        return CLEAN
    cured = {one.fingerprint for one in fix(files, kinds, as_of, lambda path: True, unsafe=False).cured}
    _print(say("“nizom fix” does by itself"), [one for one in asked if one.fingerprint in cured], language)
    checks = all_checks(kinds)

    def brought_by(finding: Finding) -> str:
        return checks[finding.code].introduced if finding.code in checks else FIRST_RELEASE

    left = sorted((one for one in asked if one.fingerprint not in cured), key=brought_by, reverse=True)
    for version, those in groupby(left, brought_by):
        heading = say("Checks that came with {version}", version=version)
        if version == FIRST_RELEASE:
            heading = say("Checks that were there before; what a new version asks by them is in CHANGELOG.md")
        _print(heading, list(those), language)
    return BLOCKED


def _print(heading: Message, findings: list[Finding], language: Language) -> None:
    if findings:
        print(language.text(say("{heading}: {count}", heading=heading, count=len(findings))))
    for one in findings:
        said = one_line(language.text(say("{message}. {hint}", message=one.message, hint=one.hint)))
        print(f"   {one.path}:{one.span.line}  {one.code}  {said}")
