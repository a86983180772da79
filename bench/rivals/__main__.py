"""Write the input of one rival: `python -m bench.rivals hugo RECORDS OUT`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from bench.rivals import hugo_tree, material_tree

WRITERS: Final[Mapping[str, Callable[[Path, Path], None]]] = {
    "hugo": hugo_tree.write_tree,
    "material": material_tree.write_tree,
    "material-out-of-nav": partial(material_tree.write_tree, in_nav=False),
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.rivals", description=__doc__)
    parser.add_argument("rival", choices=sorted(WRITERS))
    parser.add_argument("records", type=Path, metavar="RECORDS")
    parser.add_argument("out", type=Path, metavar="OUT")
    asked = parser.parse_args()
    WRITERS[asked.rival](asked.records, asked.out)


if __name__ == "__main__":
    main()
