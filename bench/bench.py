"""`make bench`: how much processor time our commands take beside others, in one run on one machine."""

import argparse
import sys
import tempfile
from pathlib import Path

import proofs
from cases import EXAMPLE, ROOT, commands
from measure import interleaved, once
from table import results

PAGE = ROOT / "docs/benchmarks.md"

_HEADING = """\
<!-- Written by `make bench BENCH_FLAGS=--write`; do not edit. -->
# Benchmarks

Medians of processor time (user and system, children included) in one run; ratios matter more than seconds. `twenty`
and `large` are trees of 20 and 1,500 literal resources, `agencies` is the example's spec with forty agencies. checkov
runs as `checkov -d DIR --framework terraform --skip-download`. A cold scan starts with an empty cache, a re-scan with
the verdict of the same tree in it, and so has a report. `scan 20 stacks` judges twenty trees of 20 resources in one
process, uncached.

"""
_PROOFS = """\
## The proof of segmentation

A fleet is a transit gateway with one VPC, ACL and route table for each zone, in two availability zones; four in ten
of its rules name groups. Three leaks are planted, and every answer that was measured is exactly these three. Ours
answers for both directions, every reply and every declared flow; decision diagrams (CUDD) and z3 are asked only which
zones one packet may reach against the declaration, with routes taken as known. An exponent is the slope of the
logarithms: 1 is linear.

"""
PROVE = "prove"


def told(line: str) -> None:
    """Say what is measured now."""
    print(line, file=sys.stderr)


def main() -> None:
    """Measure, print the table, and keep it when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds; targets need 5 or more")
    parser.add_argument("--only", default="", help="measure only commands whose name holds this word")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/benchmarks.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bastide-bench-") as folder:
        measured = {name: command for name, command in commands(Path(folder)).items() if asked.only in name}
        once(list(measured.values()))
        samples = interleaved(measured, asked.rounds, told)
    report = results(samples, asked.rounds)
    if asked.only in PROVE:
        report += "\n" + _PROOFS + proofs.report(asked.rounds, EXAMPLE / "stack", told)
    print(report)
    if asked.write:
        PAGE.write_text(_HEADING + report, encoding="utf-8")


if __name__ == "__main__":
    main()
