"""Proves one synthetic fleet and prints what it took: `proving.py ZONES GROUPS RULES [SEED]`."""

import json
import resource
import sys
import time

from bastide.prove.engine.compute import compute
from fleet import fleet, leaks


def main(arguments: list[str]) -> None:
    """Print processor seconds of the proof alone, peak memory (MiB) before and after it, and what it found."""
    size = tuple(map(int, arguments))
    zones, groups, rules, seed = (*size, 1) if len(size) < 4 else size  # noqa: PLR2004 - the seed is the fourth
    asked = fleet(zones, groups, rules, seed)
    before, start = _peak(), time.process_time()
    reach = compute(*asked)
    seconds = time.process_time() - start
    found = {(one.source, one.destination): one.spans for one in reach.excesses}
    exact = found == leaks(zones, groups, rules, seed) and not reach.lacks
    answer = {"seconds": seconds, "before": before, "peak": _peak(), "exact": exact, "counts": dict(reach.counts)}
    print(json.dumps(answer))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
