import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bastide.model.diagnostic import Severity
from bastide.model.finding import Outcome, Subject, Verdict
from bastide.report.paint import Paint
from bastide.report.verdict_text import verdict

SOURCES = {"flows-data.tf": 'resource "x" "y" {\n\n  cidr_blocks = ["0.0.0.0/0"]     \n}\n'}


def test_a_failure_is_shown_with_its_line_reason_and_fix(mixed: Verdict) -> None:
    assert verdict(mixed, SOURCES).startswith(
        "critical[NET001]: `aws_security_group_rule.db` lets `0.0.0.0/0` reach port 5432\n"
        "  --> flows-data.tf:3:3\n"
        ' 3 |   cidr_blocks = ["0.0.0.0/0"]\n'
        "   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  --> zone data.tf:1:1: the zone it opens\n"
        "  why: anyone may try passwords\n"
        "  fix: name the source zone\n"
    )


def test_a_waiver_is_printed_with_owner_reason_and_end(mixed: Verdict) -> None:
    assert (
        "waived (1)\n"
        "  low[CKV_AWS_144]: the bucket is not replicated (`aws_s3_bucket.portal_assets`)"
        " at store-portal-assets.tf:1:1\n"
        "    waived by web-team until 2027-03-31: rebuilt from source\n"
    ) in verdict(mixed, {})


def test_unknowns_are_listed_by_place(mixed: Verdict) -> None:
    text = verdict(mixed, {})
    assert "  peering.tf:1:1: NET004: the peer of `aws_vpc_peering_connection.x` is not in the tree\n" in text
    assert "  main.tf:9:3: `for_each = toset( var.ports)`: `for_each` needs a variable\n" in text


def test_what_no_check_covers_is_counted_and_listed_on_request(mixed: Verdict) -> None:
    assert "1 resource not covered by a check of its own" in verdict(mixed, {})
    assert "aws_eip.x" not in verdict(mixed, {})
    assert "  aws_eip.x\n" in verdict(mixed, {}, verbose=True)


def test_an_unused_waiver_is_named(everything: Verdict) -> None:
    assert "  CKV_AWS_144 on `store/portal-assets`, web-team until 2027-03-31" in verdict(everything, {})


def test_the_totals_hold_every_verdict_word(mixed: Verdict) -> None:
    assert "2 pass, 1 fail (1 critical), 1 waived, 2 unknown, 1 not covered; 120 resources judged\n" in verdict(
        mixed, {}
    )


def last_line(found: Verdict) -> str:
    return verdict(found, {}).splitlines()[-1]


def test_the_last_line_is_the_verdict(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    failure, waived, unknown = mixed.findings
    assert last_line(verdict_of()) == "verdict: pass: no check failed in `stack`"
    assert last_line(verdict_of(waived)) == "verdict: pass: no check failed in `stack` but for the waivers above"
    assert last_line(verdict_of(failure, failure)) == "verdict: fail: 2 checks failed in `stack`"
    assert last_line(verdict_of(unknown)).startswith("verdict: unknown: ")


def test_nothing_judged_is_said_first_and_last(verdict_of: Callable[..., Verdict]) -> None:
    lines = verdict(verdict_of(evaluated=0), {}).splitlines()
    assert lines[0] == "NO VERDICT: nothing was judged in `stack`"
    assert lines[-1] == "verdict: no verdict: nothing was judged in `stack`"


def test_an_incomplete_scan_is_said_first_with_the_problem(everything: Verdict) -> None:
    lines = verdict(everything, {}).splitlines()
    assert lines[0] == "NO VERDICT: the scan of `stack` is incomplete (1 problem)"
    assert lines[2] == "error[SCAN002]: `main.tf` can't be parsed"
    assert "pass:" not in lines[-1]


def test_the_worst_failures_stand_first(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    low = replace(mixed.findings[0], severity=Severity.LOW, code="NET009")
    text = verdict(verdict_of(low, mixed.findings[0], mixed.findings[0]), {})
    assert re.findall(r"^(\w+)\[", text, re.MULTILINE) == ["critical", "critical", "low"]
    assert text.count("why: anyone") == 2


def test_a_failure_without_place_is_still_printed(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    nowhere = replace(mixed.findings[0], place=None, resource="", related=())
    assert "critical[NET001]" in verdict(verdict_of(nowhere), {})


def test_no_terminal_escape_passes_through(verdict_of: Callable[..., Verdict], mixed: Verdict) -> None:
    evil = "\x1b[2J\u202e"
    waiver = replace(mixed.findings[1].waiver, owner=evil, why=evil, target=evil, check=evil)
    findings = [replace(f, message=evil, resource=evil, why=evil, fix=evil) for f in mixed.findings]
    findings[1] = replace(findings[1], waiver=waiver)
    found = verdict_of(
        *findings,
        tree=evil,
        not_covered=(evil,),
        unknowns=(replace(mixed.unknowns[0], text=evil, reason=evil),),
        unused_waivers=(waiver,),
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", verdict(found, {}, verbose=True))


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS])
def test_colour_adds_escapes_only(verdict_of: Callable[..., Verdict], mixed: Verdict, outcome: Outcome) -> None:
    found = verdict_of(replace(mixed.findings[0], outcome=outcome))
    painted = verdict(found, SOURCES, paint=Paint(on=True))
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == verdict(found, SOURCES)


def test_a_verdict_on_a_plan_says_whose_checks_were_not_made(mixed: Verdict) -> None:
    assert "checkov reads text, not plans" in verdict(replace(mixed, subject=Subject.PLAN), {})
    assert "checkov reads text" not in verdict(mixed, {})


def test_what_no_check_looks_at_by_itself_is_told_so(verdict_of):
    found = verdict_of(not_covered=("aws_a.x", "aws_a.y"))
    assert "2 resources not covered by a check of their own" in verdict(found, {})
    assert "not covered (2): no check looks at these by themselves" in verdict(found, {}, verbose=True)
