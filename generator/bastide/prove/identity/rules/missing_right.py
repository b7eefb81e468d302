"""Right that the declaration asks for and that is not there.

What it does:
    Asks for every right that the declaration needs: a role reads the logs or stores that it must read, a workload
    uses its stores and their keys, whoever holds a duty can take its role. The request is made as it is meant: from
    the platform's network, with a second factor, through the services and access points made for it. What stops it
    is named: the statement that denies, the boundary, the key's policy, or the statement that comes nearest.

Why is this bad:
    The auditor who can't read finds nothing, and nobody notices until the audit; a service that can't use its key is
    down. Whoever mends that in a hurry opens too much.

Example:
    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }
    resource "aws_iam_role" "auditor" {
      name = "auditor"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
        }]
      })
    }
    resource "aws_iam_role_policy" "auditor" {
      role = aws_iam_role.auditor.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = aws_s3_bucket.audit.arn }]
      })
    }

Use instead:
    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }
    resource "aws_iam_role" "auditor" {
      name = "auditor"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
        }]
      })
    }
    resource "aws_iam_role_policy" "auditor" {
      role = aws_iam_role.auditor.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          { Effect = "Allow", Action = "s3:ListBucket", Resource = aws_s3_bucket.audit.arn },
          { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.audit.arn}/*" },
        ]
      })
    }

Source:
    The declaration's `read`, `reach` and `uses`; IAM user guide, "Policy evaluation logic".
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import Answer, IdentityProof, Need
from bastide.prove.identity.blame import place_of, related

META = Meta("IDN011", Severity.MEDIUM, "Give the right back, or take the need out of the declaration.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every need, by who has it and over what."""
    ordered = sorted(proof.needs, key=lambda need: (need.holder, need.target))
    for (name, target), needs in groupby(ordered, key=lambda need: (need.holder, need.target)):
        holder = case.graph.by_address.get(name) or case.graph.by_address[target]
        yield from META.settle(Spot(holder.address, holder.place), partial(_answers, tuple(needs)))


def _answers(needs: Iterable[Need]) -> Iterator[Said]:
    for need in needs:
        if need.answer is not Answer.YES:
            word = "can't" if need.answer is Answer.NO else "can only perhaps"
            message = f"{need.origin}, but `{need.holder}` {word} `{need.deed}` on `{need.target}`: {need.reason}"
            yield Fault(message, place_of(need.grounds), related(need.grounds))
