import json

from bastide.model.account import Identity, Organization
from bastide.model.place import Place
from bastide.planner import identity
from support.platforms import platform
from support.stacks import context

PLACE = Place("platform.yaml", 1, 1, 1, 1)
LONGEST_POLICY = 5120
"""Characters of a service control policy (AWS Organizations quotas)."""


def spec(organization=None):
    return platform(identity=Identity(16, 60, 30, "soc", organization, PLACE))


def files(found):
    return {file.path: file.inputs for file in identity.files(context(found))}


def rails(found):
    return {rail.label: rail for rail in files(found)["organization/guardrails.tf"]["guardrails"]}


def statement(found, rail, sid):
    return next(one for one in rails(found)[rail].statements if one["Sid"] == sid)


ORGANIZED = spec(Organization("210987654321", ("ou-ab12-window99", "r-ab12")))


def test_nothing_is_set_for_an_account_of_which_the_spec_says_nothing():
    assert files(platform()) == {}


def test_the_organisations_policies_are_written_only_where_it_is_named():
    assert set(files(spec())) == {"identity.tf"}
    assert set(files(ORGANIZED)) == {"identity.tf", "organization/guardrails.tf"}


def test_every_region_is_set_and_watched():
    inputs = files(spec())["identity.tf"]
    assert [region["in_dr"] for region in inputs["regions"]] == [False, True]
    assert (inputs["length"], inputs["password_days"], inputs["unused_days"], inputs["remembered"]) == (16, 60, 30, 24)


def test_each_policy_holds_for_each_target():
    attached = files(ORGANIZED)["organization/guardrails.tf"]["attachments"]
    assert [(str(one.policy), one.target) for one in attached] == [
        (f"aws_organizations_policy.{rail}", target)
        for rail in ("borders", "records")
        for target in ("ou-ab12-window99", "r-ab12")
    ]


def test_only_the_two_regions_stay_open_but_for_services_that_have_none():
    found = statement(ORGANIZED, "borders", "NothingOutsideTheRegions")
    assert found["Condition"] == {"StringNotEquals": {"aws:RequestedRegion": ["ap-southeast-1", "ap-northeast-1"]}}
    assert {"iam:*", "sts:*", "organizations:*", "rds-db:connect"} <= set(found["NotAction"])
    assert not {"ec2:*", "s3:*", "rds:*", "kms:*"} & set(found["NotAction"])


def test_nobody_stops_whoever_watches_but_the_pipeline_may_still_change_the_trail():
    actions = set(statement(ORGANIZED, "records", "KeepWatching")["Action"])
    assert {"cloudtrail:StopLogging", "config:StopConfigurationRecorder", "guardduty:DeleteDetector"} <= actions
    assert "cloudtrail:UpdateTrail" not in actions


def test_nobody_takes_back_what_the_account_starts_from():
    assert {
        "access-analyzer:DeleteAnalyzer",
        "ec2:DisableEbsEncryptionByDefault",
        "ec2:EnableSerialConsoleAccess",
        "iam:DeleteAccountPasswordPolicy",
    } <= set(statement(ORGANIZED, "records", "KeepDefaults")["Action"])
    tokens = statement(ORGANIZED, "records", "KeepTokens")
    assert tokens["Action"] == ["ec2:ModifyInstanceMetadataDefaults"]
    assert tokens["Condition"] == {"StringEquals": {"ec2:Attribute/HttpTokens": ["no-preference", "optional"]}}


def test_policies_only_deny_and_fit_their_length():
    for rail in rails(ORGANIZED).values():
        assert {one["Effect"] for one in rail.statements} == {"Deny"}
        text = json.dumps({"Version": "2012-10-17", "Statement": rail.statements}, separators=(",", ":"))
        assert len(text) <= LONGEST_POLICY
