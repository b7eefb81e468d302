"""Holds engine and walker against the simulator on many random networks: `make oracle`.

`ORACLE_NETWORKS` says how many (100,000), `ORACLE_START` with which number to begin (0), `ORACLE_JOBS` how many at once
(one for each processor). A number always gives the same network and the same questions, so a failure can be repeated.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from bastide.prove.engine.compute import compute
from bastide.prove.question import Layers
from oracle.compare import Question, Tally, against_engine, against_walker, engine_still, walker_still
from oracle.networks import dice, numbered
from oracle.shrink import readable, smallest

BATCH, PROBES, MOST_SHOWN = 50, 24, 5
LAYERS = (Layers.BOTH, Layers.BOTH, Layers.BOTH, Layers.GROUPS, Layers.ACLS, Layers.ROUTES)


def compare(number: int) -> Tally:
    """Ask everything about one network: the engine (now and then with one layer only) and the walker."""
    network = numbered(number)
    tally = against_engine(Question(network, dice(number), PROBES), compute, LAYERS[number % len(LAYERS)])
    tally.add(against_walker(Question(network, dice(number), PROBES // 4)))
    tally.counts["networks"] += 1
    return tally


def compare_all(numbers: tuple[int, ...]) -> tuple[Tally, list[int]]:
    """Compare a batch, and say which numbers failed."""
    total, failed = Tally(), []
    for number in numbers:
        tally = compare(number)
        failed += [number] if tally.mismatches else []
        total.add(tally)
    return total, failed


def explain(number: int) -> str:
    """Make the first mismatch of a network as small as it goes."""
    found, layers = compare(number).mismatches[0], LAYERS[number % len(LAYERS)]
    question = Question(numbered(number), dice(number), PROBES)
    still = walker_still(found) if found.who == "walker" else engine_still(question, found, compute, layers)
    return f"network {number}: {found}\n{readable(smallest(numbered(number), still))}\n"


def told(total: Tally, seconds: float) -> str:
    counts = total.counts
    probes = sum(count for name, count in counts.items() if name.endswith("probes"))
    delivered = sum(count for name, count in counts.items() if name.endswith("delivered"))
    return (
        f"{counts['networks']:,} networks, {probes:,} probes, {delivered:,} delivered, "
        f"{len(total.mismatches):,} mismatches, {seconds:,.0f} s"
    )


def main() -> int:
    """Run, with a line of progress; 1 if anything differs."""
    first, count = int(os.environ.get("ORACLE_START", "0")), int(os.environ.get("ORACLE_NETWORKS", "100000"))
    jobs = int(os.environ.get("ORACLE_JOBS", "0")) or os.cpu_count() or 1
    total, failed, start = Tally(), list[int](), time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        for tally, numbers in pool.map(compare_all, batches(range(first, first + count))):
            total.add(tally)
            failed += numbers
            for number in numbers:
                print(f"\rnetwork {number} differs{' ' * 90}")  # noqa: T201
            print(f"\r{told(total, time.monotonic() - start)}", end="", file=sys.stderr, flush=True)  # noqa: T201
    print(f"\r{told(total, time.monotonic() - start)}")  # noqa: T201
    for name, number in sorted(total.counts.items()):
        print(f"  {name}: {number:,}")  # noqa: T201
    for number in failed[:MOST_SHOWN]:
        print(explain(number))  # noqa: T201
    print(f"networks that differ: {failed}" if failed else "no mismatch")  # noqa: T201
    return 1 if failed else 0


def batches(numbers: range) -> Iterator[tuple[int, ...]]:
    return (tuple(numbers[start : start + BATCH]) for start in range(0, len(numbers), BATCH))


if __name__ == "__main__":
    sys.exit(main())
