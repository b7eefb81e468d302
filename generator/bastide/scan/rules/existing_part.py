"""Key or bucket that the platform is attached to, and that this code doesn't make.

What it does:
    Names each key and each log account's bucket that the declaration calls existing, once. Stores under a declared key
    count as encrypted, records sent to a declared bucket as copied; nothing is claimed about the key or bucket itself.

Why is this bad:
    Who may use the key, withdraw it or end it, and who reads or deletes in the bucket, stands in somebody else's code.
    To call that safe without having read it would be a guess.

Example:
    resource "aws_efs_file_system" "records" {
      encrypted  = true
      kms_key_id = "arn:aws:kms:ap-southeast-1:123456789012:key/0d990263-018e-4e65-a703-eff731de951e"
    }

Use instead:
    resource "aws_kms_key" "records" {
      enable_key_rotation = true
    }
    resource "aws_efs_file_system" "records" {
      encrypted  = true
      kms_key_id = aws_kms_key.records.arn
    }

Source:
    Law 2 of the design: nothing is hidden from the judge.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.facts.rule import Answer, Doubt, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.intent import DeclaredExisting

META = Meta("CODE008", Severity.MEDIUM, "Review the part's own code by hand, or let the platform make it.", __doc__)
WORDS = {
    existing.KEY: "`{0}` is not in this code: who may use, withdraw or end this key, and how often it is renewed, is "
    "not judged",
    existing.BUCKET: "`{0}` of account `{1}` is not in this code: who reads or deletes there, how long records stay "
    "and where they lie is not judged",
}


def check(case: Case) -> Iterator[Finding]:
    """Name every key and bucket that is somebody else's."""
    for kind in WORDS:
        for part, place in existing.named(case, kind):
            yield from META.settle(Spot(part.id, place), partial(_answers, part))


def _answers(part: DeclaredExisting) -> Iterator[Answer]:
    yield Doubt(WORDS[part.kind].format(part.id, part.beside))
