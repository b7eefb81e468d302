"""Scans several trees in one process, as a pipeline over many stacks would: `many.py TREE...`."""

import sys
from datetime import date
from pathlib import Path

from bastide.app.scan import scan


def main(trees: list[str]) -> None:
    """Judge each tree afresh and print its verdict's word."""
    for tree in trees:
        scanned = scan(Path(tree), today=date(2026, 12, 1), cached=False, progress=lambda _: None)
        print(tree, scanned.verdict.word)


if __name__ == "__main__":
    main(sys.argv[1:])
