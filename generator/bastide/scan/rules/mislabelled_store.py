"""Store that carries the label of another class.

What it does:
    Compares the tag `bastide:level` of each resource of a declared store, and of its copies, with the class that was
    declared for the store.

Why is this bad:
    Permissions are denied by that label: a role that never reads core data reads what calls itself general. People
    and tools that go by the label treat the data as less than it is.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
      tags   = { "bastide:level" = "general" }
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
      tags   = { "bastide:level" = "core" }
    }

Source:
    GB/T 22239-2019 8.1.4.2 g; NIST SP 800-53r5 AC-16.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import opaque, settle, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA024", Severity.HIGH, "Put the class of the store into its tag `bastide:level`.", __doc__)
LABEL = "bastide:level"


def check(case: Case) -> Iterator[Finding]:
    """Judge every labelled resource of a declared store; GOV-02 and the generator see to those without a label."""
    for store in () if case.intent is None else case.intent.stores:
        found = (case.graph.by_address.get(address) for address in (*store.resources, *store.copies))
        labelled = (one for one in found if one is not None and one.get("tags") is not None)
        yield from META.judge(labelled, partial(_answers, case, store.data_class))


def _answers(case: Case, declared: str, resource: Resource) -> Iterator[Answer]:
    tags = settle(case.graph, resource.get("tags"))
    if not isinstance(tags, Mapping):
        raise opaque(tags)
    label = text(case.graph, tags.get(LABEL))
    if label != declared:
        told = "has no label" if label is None else f"is labelled `{label}`"
        yield Fault(f"`{resource.address}` {told}; its store is declared `{declared}`", resource.at("tags"))
