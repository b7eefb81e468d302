"""Role that may write the record of what it does.

What it does:
    For every declared role that people take, and for every role that they can become from it: evaluates whether it
    may write a declared log, by events of a log group or by objects of a bucket that keeps logs. Who may stop or
    delete logs is another rule (IDN007).

Why is this bad:
    A record that its subject can write proves nothing: entries can be forged, and true ones drowned.

Example:
    resource "aws_cloudwatch_log_group" "flow" {
      name = "/flow"
    }
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role_policy" "operator" {
      role = aws_iam_role.operator.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "logs:Put*", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_cloudwatch_log_group" "flow" {
      name = "/flow"
    }
    resource "aws_iam_role" "operator" {
      name = "operator"
    }
    resource "aws_iam_role_policy" "operator" {
      role = aws_iam_role.operator.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "logs:Describe*", Resource = "*" }]
      })
    }

Source:
    Nobody may both act and touch the record of it (MLPS 8.1.5.2 a, NIST 800-53 AU-9).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Fault, Meta, Spot
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import Ground, IdentityProof, Right
from bastide.prove.identity.blame import place_of, related, steps
from bastide.prove.identity.chains import chains
from bastide.prove.identity.mandate import Mandate

META = Meta("IDN010", Severity.HIGH, "Let services alone write logs.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every role that people take."""
    logs = frozenset() if case.intent is None else {one for log in case.intent.logs for one in log.resources}
    for address in sorted(Mandate(case).people):
        holder = case.graph.by_address.get(address)
        if holder is not None:
            yield from META.settle(Spot(address, holder.place), partial(_answers, proof, address, frozenset(logs)))


def _answers(proof: IdentityProof, address: str, logs: frozenset[str]) -> Iterator[Said]:
    ways = {address: (), **chains(proof, address)}
    readable = {grant.target for grant in proof.grants if grant.right is Right.READ and grant.holder == address}
    for grant in proof.grants:
        if grant.right is Right.WRITE and grant.holder in ways and grant.target in logs:
            how = f" by {steps(ways[grant.holder])}" if ways[grant.holder] else ""
            message = f"`{address}` may write the record `{grant.target}`{how}: `{grant.deed}`"
            grounds = _by_deed(grant.grounds) if grant.target in readable else grant.grounds
            yield Fault(message, place_of(grounds), related(grounds))


def _by_deed(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Return grounds that blame what is done first: whose record it is says nothing where reading it is right."""
    return tuple(replace(one, place=one.also[0], also=(one.place,)) if one.also else one for one in grounds)
