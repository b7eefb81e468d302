"""Skip marker of a scanner inside the code.

What it does:
    Reports every marker by which a scanner is told to look away - `checkov:skip`, `bridgecrew:skip`,
    `cortex:skip`, `tfsec:ignore`, `trivy:ignore`, `nosec`, `kics-scan` - anywhere in a file, in comments and in
    string values alike. The judge itself obeys none of them.

Why is this bad:
    A marker is a waiver without owner, reason or end, and checkov obeys one that stands inside a tag or a name:
    whoever controls a text in the spec could switch off a check.

Example:
    resource "aws_db_instance" "records" {
      #checkov:skip=CKV_AWS_16:later
      storage_encrypted = false
    }

Use instead:
    resource "aws_db_instance" "records" {
      storage_encrypted = true
    }

Source:
    checkov 3.3.30 obeys `identifier = "checkov:skip=CKV_AWS_16:x"` (measured).
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.spots import holder, line_place
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.place import Place

META = Meta("CODE001", Severity.MEDIUM, "Remove the marker; declare a waiver with owner, reason and end.", __doc__)
MARKER = re.compile(
    r"\b(?:checkov|bridgecrew|cortex)\s*:\s*skip\b|\b(?:tfsec|trivy)\s*:\s*ignore\b|\bnosec\b|\bnosemgrep\b"
    r"|\bkics-scan\s+(?:ignore|disable)|#ts:skip=",
    re.IGNORECASE,
)

WORDS = ("checkov", "bridgecrew", "cortex", "tfsec", "trivy", "nosec", "nosemgrep", "kics-scan", "#ts:skip")
"""One of these stands in every marker; most files hold none, and finding that out is cheap."""


def check(case: Case) -> Iterator[Finding]:
    """Judge the text of every file."""
    for file, content in sorted(case.texts.items()):
        clean = True
        for place, marker in _markers(file, content):
            clean = False
            resource = holder(case.graph, place)
            spot = Spot("" if resource is None else resource.address, place)
            yield from META.settle(spot, partial(_fault, marker))
        if clean:
            yield from META.settle(Spot("", line_place(file, 1, 0, 0)), tuple)


def _fault(marker: str) -> tuple[Answer, ...]:
    return (Fault(f"`{marker}` tells a scanner to look away"),)


def _markers(file: str, content: str) -> Iterator[tuple[Place, str]]:
    lowered = content.lower()
    if not any(word in lowered for word in WORDS):
        return
    # Only LF ends a line here, as for the reader and for editors; `splitlines` would also break at form feeds.
    for number, line in enumerate(content.split("\n"), start=1):
        for match in MARKER.finditer(line):
            yield line_place(file, number, *match.span()), match.group()
