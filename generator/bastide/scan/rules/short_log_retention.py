"""Log that is deleted before its term.

What it does:
    Compares the retention of log groups and the expiry rules of buckets with the declared term of the stream
    they keep. Groups and buckets that log sources deliver to, and with a declaration every log group, keep at
    least 184 days. No retention at all means for ever, which is long enough.

Why is this bad:
    Intrusions are found months later; the law asks for six months of network logs, and the longest six
    months are 184 days. checkov passes a retention of one day, because a retention is set.

Example:
    resource "aws_cloudwatch_log_group" "flow" {
      name              = "flow"
      retention_in_days = 1
    }
    resource "aws_flow_log" "main" {
      vpc_id          = "vpc-0123456789abcdef0"
      log_destination = aws_cloudwatch_log_group.flow.arn
    }

Use instead:
    resource "aws_cloudwatch_log_group" "flow" {
      name              = "flow"
      retention_in_days = 400
    }
    resource "aws_flow_log" "main" {
      vpc_id          = "vpc-0123456789abcdef0"
      log_destination = aws_cloudwatch_log_group.flow.arn
    }

Source:
    Cybersecurity Law of the PRC, article 23 (3), as amended in 2025: network logs are kept for no less than six months.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import Links, links
from bastide.facts.logs import log_stores
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import entries, number, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("LOG001", Severity.HIGH, "Raise the retention to the declared term, at least 184 days.", __doc__)
SIX_MONTHS = 184
KEEPERS = ("aws_cloudwatch_log_group", "aws_s3_bucket")


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that keeps logs."""
    terms = _terms(case)
    rules = links(case, "aws_s3_bucket_lifecycle_configuration", "bucket", "aws_s3_bucket")
    groups = (case.graph.by_address[address] for address in terms if address in case.graph.by_address)
    yield from META.judge(groups, partial(_answers, case, terms, rules))
    for address in terms:
        if address not in case.graph.by_address:
            yield from META.settle(Spot(address, None), partial(_missing, address))


def _terms(case: Case) -> Mapping[str, int]:
    """Return how many days each log group and bucket must keep what it gets."""
    terms = {store.address: SIX_MONTHS for store in log_stores(case) if store.type in KEEPERS}
    if case.intent is None:
        return terms
    terms |= {group.address: SIX_MONTHS for group in case.graph.of_type("aws_cloudwatch_log_group")}
    for log in case.intent.logs:
        for address in log.resources:
            terms[address] = max(terms.get(address, 0), log.keep_days)
    return terms


def _missing(address: str) -> Iterator[Answer]:
    yield Fault(f"the tree has no `{address}`, which is declared to keep logs")


def _answers(case: Case, terms: Mapping[str, int], rules: Links, keeper: Resource) -> Iterator[Answer]:
    days = terms[keeper.address]
    if keeper.type == "aws_cloudwatch_log_group":
        yield from _too_short(case, keeper.body, "retention_in_days", days)
        return
    bodies = [*entries(keeper, "lifecycle_rule")]
    for configuration in rules.by_target.get(keeper.address, ()):
        bodies += entries(configuration, "rule")
    for body in bodies:
        if text(case.graph, body.get("status")) != "Disabled":
            yield from _expiry(case, body, days)


def _expiry(case: Case, rule: Block, days: int) -> Iterator[Answer]:
    for expiration in rule.nested("expiration"):
        if expiration.get("date") is not None:
            yield Fault("everything expires on a fixed date", expiration.at("date"))
        yield from _too_short(case, expiration, "days", days)


def _too_short(case: Case, body: Block, attribute: str, days: int) -> Iterator[Answer]:
    kept = number(case.graph, body.get(attribute))
    if kept and kept < days:
        yield Fault(f"kept for {kept} days, but the term is {days}", body.at(attribute))
