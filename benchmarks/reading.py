"""What a check cannot spare, and no more: read every record, parse it with its positions, type it. A process of its own."""

import gc
import sys
from pathlib import Path

from validators.kinds import all_kinds
from validators.repository.reading import read_tree
from validators.repository.repository import Repository

if __name__ == "__main__":
    gc.disable()  # as the command does
    print(len(Repository.from_files(read_tree(Path(sys.argv[1])), all_kinds())))
