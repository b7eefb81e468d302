"""Store that may be read without encryption on the way.

What it does:
    Wants the policy of every bucket that a declaration names - stores, their copies, logs - to deny everything that
    does not come by TLS (`aws:SecureTransport`). Finds declared databases whose parameters allow connections without
    TLS, or by a version before 1.2.

Why is this bad:
    S3 answers plain HTTP as well, and a database old versions of TLS. Whoever listens between reads what the store
    keeps encrypted.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }

Use instead:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_s3_bucket_policy" "records" {
      bucket = aws_s3_bucket.records.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.records.arn, "${aws_s3_bucket.records.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

Source:
    GB/T 22239-2019 8.1.4.8 a; NIST SP 800-53r5 SC-8; RFC 8996 ends TLS 1.0 and 1.1; Amazon RDS User Guide, "Using SSL
    with a PostgreSQL DB instance".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.declared import buckets, kept
from bastide.facts.links import Links, links
from bastide.facts.match import covers_action
from bastide.facts.parameters import DATABASE, group_of, parameters, words
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA006", Severity.MEDIUM, "Deny requests without TLS 1.2, by policy or parameter.", __doc__)
PLAIN = ("Bool", "aws:securetransport", ("false",))
OLD = frozenset(("tlsv1", "tlsv1.0", "tlsv1.1"))
OFF = frozenset(("0", "off"))
WEAK = {
    "rds.force_ssl": (OFF, "connections without TLS"),
    "require_secure_transport": (OFF, "connections without TLS"),
    "ssl_min_protocol_version": (OLD, "TLS before 1.2"),
    "tls_version": (OLD, "TLS before 1.2"),
}
"""Parameters of PostgreSQL and of MySQL: the values that let a weaker connection in, and what that is."""


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared bucket, and every declared database with parameters of its own."""
    policies = links(case, "aws_s3_bucket_policy", "bucket", "aws_s3_bucket")
    yield from META.judge(buckets(case), partial(_answers, case, policies))
    databases = (one for one in kept(case) if one.type == DATABASE and one.get("parameter_group_name") is not None)
    yield from META.judge(databases, partial(_connections, case))


def _connections(case: Case, database: Resource) -> Iterator[Answer]:
    group = group_of(case, database)
    if group is None:
        return
    settings = parameters(case, group)
    for name, (weak, allowed) in WEAK.items():
        if words(settings.get(name)) & weak:
            yield Fault(f"`{database.address}` accepts {allowed} (`{name}` is `{settings[name]}`)", group.place)


def _answers(case: Case, policies: Links, bucket: Resource) -> Iterator[Answer]:
    found = policies.of(bucket.address)
    listed = [one for policy in found for one in statements(case, policy.get("policy"), policy.at("policy"))]
    if not any(_denies_plain(one) for one in listed):
        place = found[0].place if found else bucket.place
        yield Fault(f"`{bucket.address}` answers requests without TLS", place)


def _denies_plain(statement: Statement) -> bool:
    tests = [(one.operator.removesuffix("IfExists"), one.key, one.values) for one in statement.conditions]
    everybody = ("AWS", "*") in statement.principals
    return not statement.allows and everybody and tests == [PLAIN] and covers_action(statement, "s3:GetObject")
