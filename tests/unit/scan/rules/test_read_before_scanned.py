"""One line changed in the generated exchange: the fault is found."""

from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from bastide.app.generate import generate
from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.model.intent_json import loads
from support.judging import rule

EXAMPLE = Path("modules/aws/exchange/example.yaml")
BOX, ARRIVAL, FERRY = "store-uploads.tf", "store-applications.tf", "ferry-inward.tf"
CLEAN = '"s3:ExistingObjectTag/GuardDutyMalwareScanStatus" = "NO_THREATS_FOUND"'
FAULTS = {
    "the tag is not asked for": (BOX, "DenyReadingUnscanned", '"Deny"', '"Allow"', "before it is scanned"),
    "a file that was not scanned counts": (BOX, CLEAN, "NO_THREATS_FOUND", "FAILED", "before it is scanned"),
    "earlier versions are left out": (BOX, "DenyReadingUnscanned", ', "s3:GetObjectVersion"', "", "before it is"),
    "somebody else is spared": (
        BOX,
        "DenyReadingBack",
        "aws_iam_role.ferry_inward.arn",
        "aws_iam_role.workload_desk.arn",
        "read back",
    ),
    "anybody is spared": (BOX, "DenyReadingBack", "aws_iam_role.ferry_inward.arn", '"*"', "read back"),
    "tags are anybody's": (BOX, "DenyForgedResults", '"Deny"', '"Allow"', "from others than the scanner"),
    "the ferry may tag": (
        BOX,
        "DenyForgedResults",
        "aws_iam_role.ferry_inward_scanner.arn",
        "aws_iam_role.ferry_inward.arn",
        "from others than the scanner",
    ),
    "others write where files arrive": (ARRIVAL, "DenyOtherWriters", '"Deny"', '"Allow"', "written by others"),
    "a part of the arrival is open": (ARRIVAL, "DenyOtherWriters", "/*", "/in/*", "written by others"),
    "no tag is set": (FERRY, "tagging {", '"ENABLED"', '"DISABLED"', "scanned by no plan"),
    "another store is scanned": (FERRY, "s3_bucket {", "aws_s3_bucket.uploads", "aws_s3_bucket.answers", "no plan"),
}


@pytest.fixture(scope="module")
def stack(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exchange")
    copyfile(root / EXAMPLE, folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


def said(tree):
    intent = loads((tree / "intent.json").read_text(encoding="utf-8"))
    return list(rule("read_before_scanned").check(Case(read_tree(tree), intent)))


def test_the_exchange_as_generated_is_right(stack):
    assert [(one.resource, one.outcome) for one in said(stack)] == [
        ("aws_iam_role.ferry_inward", Outcome.PASS),
        ("aws_iam_role.ferry_outward", Outcome.PASS),
    ]


@pytest.mark.parametrize(("name", "after", "old", "new", "message"), FAULTS.values(), ids=FAULTS)
def test_an_exchange_that_leaks_is_found(stack, name, after, old, new, message):
    file = stack / name
    right = file.read_text(encoding="utf-8")
    start = right.index(after)
    wrong = right[:start] + right[start:].replace(old, new, 1)
    assert wrong != right
    try:
        file.write_text(wrong, encoding="utf-8")
        found = [one.message for one in said(stack) if one.outcome is Outcome.FAIL]
    finally:
        file.write_text(right, encoding="utf-8")
    assert any(message in one for one in found), found
