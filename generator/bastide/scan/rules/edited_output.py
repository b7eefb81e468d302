"""Generated file that was edited by hand.

What it does:
    Compares the files of a generated tree with the digests in its `manifest.json`.

Why is this bad:
    The next generation meets an edit that the spec knows nothing about, and a reviewer of the spec reviews
    something else than what is deployed.

Example:
    A line changed in `network.tf` after `bastide generate` wrote it.

Use instead:
    The same change in `platform.yaml`, or in a file of your own beside the generated ones.

Source:
    Bastide's law 7: user edits are never lost, and never hidden.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.spots import line_place
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding

META = Meta(
    "CODE004", Severity.LOW, "Move the change to the spec or to your own file, and run `bastide generate`.", __doc__
)


def check(case: Case) -> Iterator[Finding]:
    """Judge every file that the manifest lists and the tree holds."""
    for file, digest in sorted(case.found.items()):
        spot = Spot("", line_place(file, 1, 0, 0))
        yield from META.settle(spot, partial(_answers, file, edited=digest != case.wanted.get(file)))


def _answers(file: str, *, edited: bool) -> Iterator[Answer]:
    if edited:
        yield Fault(f"`{file}` differs from what was generated")
