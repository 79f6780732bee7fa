"""The command `new`, which begins a record: a file with its id, and the keys that its kind has, for a person to fill in."""

import argparse

from validators import clock
from validators.cli.session import CLEAN, UsageError, kind_meant, not_written
from validators.text.messages import Language, say


def new(options: argparse.Namespace, language: Language) -> int:
    """Write the file and say what to do with it; an existing file is never overwritten.

    A command that begins another record at the same moment gets the id after this one's.
    """
    from validators.authoring.scaffold import scaffold
    from validators.cli.checkout import open_repository
    from validators.cli.writing import create_file
    from validators.kinds import all_kinds
    from validators.repository.paths import path_of

    kinds = all_kinds()
    kind = kinds[kind_meant(options.kind, kinds)]
    title = options.title.strip()
    if len(title.splitlines()) > 1:
        raise UsageError(say("A title is one line"))
    tried = ""
    while True:
        repository, root = open_repository(language)
        id_ = repository.next_id(kind, (options.as_of or clock.today()).year)
        path = path_of(kind, id_)
        try:
            create_file(root / path, scaffold(kind, id_, title, repository, language))
        except FileExistsError as error:
            if path == tried:  # it is there, and no record
                raise not_written(path, error) from None
            tried = path
        except OSError as error:
            raise not_written(path, error) from None
        else:
            break
    print(path)
    print(language.text(say("Fill it in, then look what is missing: nizom check {path}", path=path)))
    return CLEAN
