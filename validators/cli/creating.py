"""The command `new`, which begins a record: a file with its id, and the keys that its kind has, for a person to fill in."""

import argparse

from validators import clock
from validators.cli.session import CLEAN, UsageError, kind_meant
from validators.text.messages import Language, say


def new(options: argparse.Namespace, language: Language) -> int:
    """Write the file and say what to do with it; an existing file is never overwritten."""
    from validators.answers.scaffold import scaffold
    from validators.cli.checkout import open_repository
    from validators.kinds import all_kinds
    from validators.repository.paths import path_of
    from validators.source.edit import EditError

    kinds = all_kinds()
    kind = kinds[kind_meant(options.kind, kinds)]
    repository, root = open_repository(language)
    id_ = repository.next_id(kind, (options.as_of or clock.today()).year)
    path = path_of(kind, id_)
    try:
        text = scaffold(kind, id_, options.title.strip(), repository, language)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except EditError:
        raise UsageError(say("A title is one line")) from None
    except OSError as error:
        raise UsageError(say("{path} could not be written: {reason}", path=path, reason=error.strerror or str(error))) from None
    print(path)
    print(language.text(say("Fill it in, then look what is missing: nizom check {path}", path=path)))
    return CLEAN
