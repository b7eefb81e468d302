from dataclasses import replace

from bastide.model.finding import Outcome
from bastide.scan.checkov.report import Cause, CheckovRecord, CheckovReport, CheckovResult
from bastide.scan.merge import findings, refusals
from support.judging import tree

TREE = tree("""provider "aws" {
  alias = "dr"
}
resource "aws_kms_key" "a" {
  enable_key_rotation = var.rotate
}
resource "aws_kms_key" "b" {
}
data "aws_iam_policy_document" "c" {
}
resource "aws_kms_key" "d" {
  count = 0
}
""")
ALL = ("aws_kms_key.a", "aws_kms_key.b", "aws_kms_key.d")


def record(resource, result=CheckovResult.FAIL, check="CKV_AWS_7"):
    return CheckovRecord(check, "Ensure that keys rotate.", result, resource, "main.tf", 90, 99)


def report(*records, resources=ALL, errors=()):
    return CheckovReport(records, errors, resources, ())


def said(*records):
    return [(str(one.outcome), one.resource, one.place.line) for one in findings(TREE, report(*records))]


def test_a_failure_gets_our_place_and_words():
    (finding,) = findings(TREE, report(record("aws_kms_key.b")))
    assert (finding.place.file, finding.place.line, finding.place.column) == ("main.tf", 7, 1)
    assert finding.message == "not met: keys rotate"
    assert finding.outcome is Outcome.FAIL


def test_copies_of_one_resource_are_one_finding():
    assert said(record("aws_kms_key.d[0]"), record("aws_kms_key.d[1]")) == [("fail", "aws_kms_key.d", 11)]


def test_data_and_providers_are_found_in_the_graph():
    assert said(record("aws_iam_policy_document.c"), record("aws.dr")) == [
        ("fail", "data.aws_iam_policy_document.c", 9),
        ("fail", "", 1),
    ]


def test_what_the_graph_does_not_know_keeps_the_place_that_checkov_gave():
    assert said(record("module.m.aws_kms_key.x")) == [("fail", "", 90)]


def test_an_unknown_counts_only_where_something_cannot_be_evaluated():
    unknown = CheckovResult.UNKNOWN
    assert said(record("aws_kms_key.a", unknown), record("aws_kms_key.b", unknown)) == [("unknown", "aws_kms_key.a", 4)]


def test_a_check_that_broke_counts_even_on_a_resource_known_in_full():
    broken = replace(record("aws_kms_key.b", CheckovResult.UNKNOWN), cause=Cause.CRASHED)
    assert said(broken) == [("unknown", "aws_kms_key.b", 7)]
    assert said(replace(broken, cause=Cause.DECLINED)) == []


def test_a_complete_scan_has_no_refusals():
    assert list(refusals(TREE, report())) == []


def test_a_file_that_checkov_cannot_read_costs_the_verdict():
    assert [one.code for one in refusals(TREE, report(errors=("x.tf",)))] == ["SCAN024"]


def test_a_resource_that_checkov_did_not_see_costs_the_verdict():
    (refusal,) = refusals(TREE, report(resources=("aws_kms_key.a",)))
    assert refusal.code == "SCAN025"
    assert refusal.message == "checkov did not see `aws_kms_key.b`"
