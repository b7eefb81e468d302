"""Account that starts from less than declared.

What it does:
    Where the declaration sets rules for the account, wants each of them at full strength: the password policy; in every
    declared region session tokens for instance metadata with one hop, encrypted volumes, no public snapshots or images,
    no serial console and an analyzer of external access; once for the account, no public buckets and an analyzer of
    unused access that looks back no longer than declared.

Why is this bad:
    These are what protects whatever is made by hand, by a service or by mistake. Taken back in one region, that region
    is where the next host leaks its credentials.

Example:
    provider "aws" {
      region = "ap-southeast-1"
    }
    resource "aws_ec2_instance_metadata_defaults" "main" {
      http_tokens                 = "optional"
      http_put_response_hop_limit = 1
    }

Use instead:
    provider "aws" {
      region = "ap-southeast-1"
    }
    provider "aws" {
      alias  = "dr"
      region = "ap-northeast-1"
    }
    resource "aws_accessanalyzer_analyzer" "main" {
      type          = "ACCOUNT"
      analyzer_name = "outside"
    }
    resource "aws_ec2_instance_metadata_defaults" "main" {
      http_tokens                 = "required"
      http_put_response_hop_limit = 1
    }
    resource "aws_ebs_encryption_by_default" "main" {
      enabled = true
    }
    resource "aws_ebs_snapshot_block_public_access" "main" {
      state = "block-all-sharing"
    }
    resource "aws_ec2_image_block_public_access" "main" {
      state = "block-new-sharing"
    }
    resource "aws_ec2_serial_console_access" "main" {
      enabled = false
    }
    resource "aws_accessanalyzer_analyzer" "dr" {
      provider      = aws.dr
      type          = "ACCOUNT"
      analyzer_name = "outside"
    }
    resource "aws_ec2_instance_metadata_defaults" "dr" {
      provider                    = aws.dr
      http_tokens                 = "required"
      http_put_response_hop_limit = 1
    }
    resource "aws_ebs_encryption_by_default" "dr" {
      provider = aws.dr
      enabled  = true
    }
    resource "aws_ebs_snapshot_block_public_access" "dr" {
      provider = aws.dr
      state    = "block-all-sharing"
    }
    resource "aws_ec2_image_block_public_access" "dr" {
      provider = aws.dr
      state    = "block-new-sharing"
    }
    resource "aws_ec2_serial_console_access" "dr" {
      provider = aws.dr
      enabled  = false
    }
    resource "aws_iam_account_password_policy" "main" {
      minimum_password_length      = 14
      max_password_age             = 90
      password_reuse_prevention    = 24
      require_lowercase_characters = true
      require_numbers              = true
      require_symbols              = true
      require_uppercase_characters = true
    }
    resource "aws_s3_account_public_access_block" "main" {
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
    resource "aws_accessanalyzer_analyzer" "unused" {
      analyzer_name = "unused"
      type          = "ACCOUNT_UNUSED_ACCESS"
      configuration {
        unused_access {
          unused_access_age = 90
        }
      }
    }

Source:
    CIS AWS Foundations 1.7, 1.8, 1.19, 5.7; GB/T 22239-2019 8.1.4.1 a; IAM-02, IAM-16, IAM-17. What stands nowhere
    no check of a resource can miss.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from bastide.facts.case import Case
from bastide.facts.regions import region_of
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import OpaqueError, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredAccount
from bastide.model.place import Place

META = Meta("ACC010", Severity.HIGH, "Put the declared value back, in every declared region.", __doc__)
Test = Callable[[str], bool]
ANALYZER = "aws_accessanalyzer_analyzer"
REMEMBERED = 24


@dataclass(frozen=True)
class _Rule:
    """What must stand somewhere: a type, in a region unless that is empty, with these arguments."""

    what: str
    kind: str
    region: str
    tests: Mapping[str, Test]


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that the declaration asks of the account."""
    if case.intent is None or case.intent.account_rules is None:
        return
    for rule in _rules(case.intent.account_rules, case.intent.regions):
        yield from META.settle(_subject(case, rule), partial(_answers, case, rule))


def _subject(case: Case, rule: _Rule) -> Resource | Spot:
    """Return the resource that comes closest, else its type; where that can't be known, the answers say why."""
    with suppress(OpaqueError):
        return _nearest(case, rule) or Spot(rule.kind, None)
    return Spot(rule.kind, None)


def _nearest(case: Case, rule: _Rule) -> Resource | None:
    found = [one for one in case.graph.of_type(rule.kind) if _stands(case, rule, one)]
    return min(found, key=lambda one: len(tuple(_weak(case, rule, one))), default=None)


def _rules(declared: DeclaredAccount, regions: tuple[str, ...]) -> Iterator[_Rule]:
    yield _Rule("the password policy", "aws_iam_account_password_policy", "", _passwords(declared))
    yield _Rule("no public bucket", "aws_s3_account_public_access_block", "", dict.fromkeys(PUBLIC, _is("true")))
    unused = {"type": _is("ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"), AGE: _most(declared.unused_days)}
    yield _Rule("an analyzer of unused access", ANALYZER, "", unused)
    for region in regions:
        for what, kind, tests in REGIONAL:
            yield _Rule(f"{what} in `{region}`", kind, region, tests)


def _is(*accepted: str) -> Test:
    return lambda value: value in accepted


def _least(bound: int) -> Test:
    return lambda value: value.isdigit() and int(value) >= bound


def _most(bound: int) -> Test:
    return lambda value: value.isdigit() and 0 < int(value) <= bound


def _passwords(declared: DeclaredAccount) -> Mapping[str, Test]:
    kinds = ("lowercase_characters", "numbers", "symbols", "uppercase_characters")
    return {
        "minimum_password_length": _least(declared.password_length),
        "max_password_age": _most(declared.password_days),
        "password_reuse_prevention": _least(REMEMBERED),
        **{f"require_{kind}": _is("true") for kind in kinds},
    }


PUBLIC = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
AGE = "configuration.unused_access.unused_access_age"
REGIONAL: tuple[tuple[str, str, Mapping[str, Test]], ...] = (
    ("an analyzer of external access", ANALYZER, {"type": _is("ACCOUNT", "ORGANIZATION")}),
    (
        "session tokens for instance metadata",
        "aws_ec2_instance_metadata_defaults",
        {"http_tokens": _is("required"), "http_put_response_hop_limit": _is("1")},
    ),
    ("encrypted volumes", "aws_ebs_encryption_by_default", {"enabled": _is("true")}),
    ("no public snapshot", "aws_ebs_snapshot_block_public_access", {"state": _is("block-all-sharing")}),
    ("no public image", "aws_ec2_image_block_public_access", {"state": _is("block-new-sharing")}),
    ("no serial console", "aws_ec2_serial_console_access", {"enabled": _is("false")}),
)


def _stands(case: Case, rule: _Rule, one: Resource) -> bool:
    return not rule.region or region_of(case, one) == rule.region


def _answers(case: Case, rule: _Rule) -> Iterator[Answer]:
    one = _nearest(case, rule)
    if one is None:
        yield Fault(f"nothing sets {rule.what}")
        return
    for argument in _weak(case, rule, one):
        yield Fault(f"`{argument}` does not give {rule.what}", _place(one.body, argument))


def _weak(case: Case, rule: _Rule, one: Resource) -> Iterator[str]:
    """Yield the arguments that are weaker than wanted, or left to AWS."""
    for argument, fits in rule.tests.items():
        if not fits(_value(case, one.body, argument)):
            yield argument


def _value(case: Case, body: Block, argument: str) -> str:
    name, _, inner = argument.partition(".")
    if not inner:
        return text(case.graph, body.get(name)) or ""
    return next((_value(case, block, inner) for block in body.nested(name)), "")


def _place(body: Block, argument: str) -> Place:
    name, _, inner = argument.partition(".")
    if not inner:
        return body.at(name)
    return next((_place(block, inner) for block in body.nested(name)), body.place)
