"""The identity module's own example, sound as generated, and with one thing changed at a time."""

import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.prove.identity.catalog import Deed, Form
from bastide.prove.identity.findings import findings
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.truth import Truth
from bastide.scan.own import run_rules
from bastide.scan.reading import read
from support.stacks import ROOT

HOLDER = '"arn:aws:iam::123456789012:user/zhang.min"'
MFA = """Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }"""
GRANT = ('["ec2:DescribeInstances", ', '["ec2:DescribeInstances", "s3:GetObject", ')
DENIAL = ('["s3:Get*", "s3:List*"]', '["s3:List*"]')
FAULTS = [
    # the highest privilege is held by named people only
    ("ACC008", "role-dba.tf", f"[{HOLDER}]", f'[{HOLDER}, "arn:aws:iam::123456789012:user/eve"]'),
    ("ACC008", "role-dba.tf", f"[{HOLDER}]", '"arn:aws:iam::123456789012:root"'),
    # an account root without a condition
    ("ACC001", "role-operator.tf", MFA, ""),
    # a vendor ends, and comes from its own addresses
    ("IDN002", "role-repair.tf", 'DateLessThan = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" }', ""),
    ("IDN002", "role-repair.tf", '["203.0.113.0/24"]', '["0.0.0.0/0"]'),
    # the emergency is heard
    ("ACC009", "role-break-glass.tf", "[aws_sns_topic.soc.arn]", "[]"),
    ("ACC009", "events.tf", '"ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"', '"DISABLED"'),
    ("ACC009", "events.tf", "roleArn = [", "roleArnOf = [x"),
    # the account starts from less
    ("ACC010", "identity.tf", '"required"', '"optional"'),
    ("ACC010", "identity.tf", "minimum_password_length        = 16", "minimum_password_length        = 14"),
    # a holder who is locked out
    ("IDN011", "role-dba.tf", HOLDER, '"arn:aws:iam::123456789012:user/gone"'),
    # an operator whose hosts are another platform's
    ("IDN011", "role-operator.tf", 'bastide:system" = "window" }', 'bastide:system" = "other" }'),
]


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identity")
    shutil.copyfile(ROOT / "modules/aws/identity/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


def failed(tree):
    case = read(tree).case
    found = (*run_rules(case)[0], *findings(case))
    return {one.code for one in found if one.outcome is Outcome.FAIL} - {"CODE004"}


def resource(stack, address, folder=""):
    return read_tree(stack / folder).by_address[address]


def test_the_example_as_generated_has_no_fault(stack):
    assert failed(stack) == set()


@pytest.mark.parametrize(
    ("code", "file", "old", "new"), FAULTS, ids=[f"{one[0]}-{at}" for at, one in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(stack, tmp_path, code, file, old, new):
    tree = tmp_path / "stack"
    shutil.copytree(stack, tree)
    text = (tree / file).read_text("utf-8")
    assert old in text
    (tree / file).write_text(text.replace(old, new), "utf-8")
    assert code in failed(tree)


def get_object(tree):
    rulings = Rulings(read(tree).case)
    person = rulings.person["aws_iam_role.role_repair"]
    return rulings.of(person, Deed("s3:GetObject", Form.OBJECTS), rulings.by_address["aws_s3_bucket.scans"])


def with_changes(stack, folder, *changes):
    shutil.copytree(stack, folder)
    text = (folder / "role-repair.tf").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "role-repair.tf").write_text(text, "utf-8")
    return folder


def test_a_vendor_who_asks_for_an_object_of_a_guarded_class_is_denied(stack):
    assert get_object(stack).answer is Truth.NO


def test_a_vendor_is_denied_even_what_somebody_grants_it_later(stack, tmp_path):
    ruling = get_object(with_changes(stack, tmp_path / "granted", GRANT))
    assert ruling.answer is Truth.NO
    assert "NeverObjects" in {cited.clause.statement.sid for cited in ruling.denies}
    assert get_object(with_changes(stack, tmp_path / "open", GRANT, DENIAL)).answer is not Truth.NO


def test_a_vendor_is_refused_from_elsewhere_and_after_its_last_day(stack):
    rulings = Rulings(read(stack).case)
    sids = {clause.statement.sid for clause in rulings.person["aws_iam_role.role_repair"].powers.own or ()}
    assert {"Elsewhere", "Ended", "NeverObjects", "NeverDecrypt", "NeverDatabases"} <= sids


def test_what_each_region_starts_from_is_set_in_both(stack):
    for label in ("main", "dr"):
        assert resource(stack, f"aws_ec2_instance_metadata_defaults.{label}").get("http_tokens") == "required"
        assert resource(stack, f"aws_ebs_encryption_by_default.{label}").get("enabled") is True
        assert resource(stack, f"aws_ec2_serial_console_access.{label}").get("enabled") is False


def test_the_organisations_policies_are_a_root_of_their_own_with_the_managing_account(stack):
    root = read_tree(stack / "organization")
    assert {one.type for one in root.resources} == {"aws_organizations_policy", "aws_organizations_policy_attachment"}
    assert [provider.get("allowed_account_ids") for provider in root.providers] == [("210987654321",)]
    assert not [one for one in read_tree(stack).resources if one.type.startswith("aws_organizations")]


def test_the_root_of_its_own_is_not_doubted_until_somebody_edits_it(stack, tmp_path):
    assert read(stack).case.graph.unknowns == ()
    tree = tmp_path / "stack"
    shutil.copytree(stack, tree)
    (tree / "organization/more.tf").write_text('resource "aws_vpc" "x" {}\n', "utf-8")
    assert [one.text for one in read(tree).case.graph.unknowns] == ["organization"]
