"""Proves a tree again and again in one process, and prints what that takes: `proving_tree.py TREE ROUNDS`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bastide.app.stack import readable
from bastide.prove.aws.reader import read
from bastide.prove.engine.compute import compute
from bastide.prove.identity.paths import identity
from bastide.prove.prover import declared
from bastide.prove.segmentation.demands import demands
from bastide.prove.segmentation.prove import prove
from bastide.prove.segmentation.zoning import zoned


def main(tree: Path, rounds: int) -> None:
    """Print the medians of processor seconds: parsing, the verdict on all pairs, all of segmentation, and identity."""
    case = readable(tree).case
    declaration = declared(case)
    zoning = zoned(case, read(case), declaration)
    asked = tuple(demands(zoning, declaration))
    parts: dict[str, Callable[[], object]] = {
        "parse": lambda: readable(tree),
        "verdict on all pairs": lambda: compute(zoning.network, zoning.zones, declaration.spans, asked),
        "proof of segmentation": lambda: prove(case, declaration),
        "proof of identity": lambda: identity(case),
    }
    print(json.dumps({name: _seconds(part, rounds) for name, part in parts.items()}))


def _seconds(part: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        part()
        taken.append(time.process_time() - start)
    return median(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
