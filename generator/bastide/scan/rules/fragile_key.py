"""Customer key that is never renewed, or gone too soon.

What it does:
    Wants, where a declaration exists, every symmetric key of the tree to rotate, and a waiting period of at least
    fourteen days before a deletion takes effect.

Why is this bad:
    A key that is never renewed protects ever more data with one secret. A key that is deleted takes all that it
    encrypted with it, backups and replicas too, and the waiting period is all the time there is to notice.

Example:
    resource "aws_kms_key" "records" {
      description             = "records"
      deletion_window_in_days = 7
      enable_key_rotation     = true
    }

Use instead:
    resource "aws_kms_key" "records" {
      description             = "records"
      deletion_window_in_days = 30
      enable_key_rotation     = true
    }

Source:
    KMS developer guide, "Deleting AWS KMS keys" and "Rotating AWS KMS keys"; NIST SP 800-53r5 SC-12.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import flag, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA008", Severity.MEDIUM, "Set `enable_key_rotation = true` and `deletion_window_in_days = 30`.", __doc__)
DEFAULT, LEAST = 30, 14
"""Days: what AWS takes where nothing is said, and what leaves time to notice and to ask."""

SYMMETRIC = "SYMMETRIC_DEFAULT"


def check(case: Case) -> Iterator[Finding]:
    """Judge every customer key."""
    if case.intent is not None:
        yield from META.judge(case.graph.of_type("aws_kms_key"), partial(_answers, case))


def _answers(case: Case, key: Resource) -> Iterator[Answer]:
    days = number(case.graph, key.get("deletion_window_in_days"))
    if (DEFAULT if days is None else days) < LEAST:
        yield Fault(f"the key can be gone after {days} days", key.at("deletion_window_in_days"))
    kind = text(case.graph, key.get("customer_master_key_spec")) or SYMMETRIC
    usage = text(case.graph, key.get("key_usage")) or "ENCRYPT_DECRYPT"
    rotates = flag(case.graph, key.get("enable_key_rotation"))
    if kind == SYMMETRIC and usage == "ENCRYPT_DECRYPT" and rotates is not True:
        yield Fault("the key is never renewed", key.at("enable_key_rotation"))
