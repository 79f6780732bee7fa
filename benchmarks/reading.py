"""What a check cannot spare, and no more: read every record, parse its facts, type it. A process of its own.

With `--texts` the texts are parsed as well, which a check does to those that link or show something.
"""

import gc
import sys
from pathlib import Path

from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository
from validators.source.body import Body

if __name__ == "__main__":
    gc.disable()  # as the command does
    read = Repository.from_files(read_tree(Path(sys.argv[1])), all_kinds())
    parsed = sum(len(Body(entry.document.body).tokens) for entry in read.files) if "--texts" in sys.argv else 0
    print(len(read), parsed)
