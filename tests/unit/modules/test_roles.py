import json

from bastide.model.graph import Encoded, Joined, Reference
from bastide.model.platform import Access
from bastide.planner import bastion, grants, roles, workloads
from support.platforms import agency, platform, role, service, store
from support.stacks import graph, statements

LARGEST_POLICY = 6144
"""Characters of a managed policy without white space (IAM quotas)."""

STORES = (
    store("case-files", "object", "data@civil-affairs"),
    store("case-scans", "file", "data@civil-affairs"),
    store("pensions", "postgres", "data@social-security"),
)
AUDITOR = role("auditor", read=["logs"])


def stack(*held, **changes):
    return graph(platform(access=Access("bastion", "ops", held, ()), stores=STORES, **changes), roles.files)


def plain(value):
    """Return a policy with its references written out as the longest ARN that AWS makes of them."""
    match value:
        case Encoded():
            return plain(value.value)
        case Joined():
            return "".join(str(plain(part)) for part in value.parts)
        case Reference(path=("resource_id",)):
            return "db-" + "X" * 26
        case Reference():
            return "x" * 120
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


def text_of(policy):
    return json.dumps(plain(policy.get("policy")), separators=(",", ":"))


def test_every_role_that_people_hold_stays_inside_the_boundary():
    found = stack(role("dba", ["data"], approvals=2), role("auditor", read=["logs"]))
    held = [one for one in found.of_type("aws_iam_role") if not one.name.startswith("approval_")]
    assert {one.name for one in held} == {"role_dba", "role_auditor", "approver_1", "approver_2"}
    assert all(str(one.get("permissions_boundary")) == "aws_iam_policy.boundary.arn" for one in held)


def test_no_role_trusts_the_account_without_a_second_factor():
    found = stack(role("dba", ["data"], approvals=1))
    for held in found.of_type("aws_iam_role"):
        trusts = statements(found, held.address, "assume_role_policy").values()
        for trust in (one for one in trusts if "AWS" in one["Principal"]):
            assert trust["Condition"]["Bool"] == {"aws:MultiFactorAuthPresent": "true"}


def test_a_name_that_a_holder_sets_depends_on_nothing_but_the_name():
    trust = stack(role("dba", holders=["li.na"])).by_address["aws_iam_role.role_dba"].get("assume_role_policy")
    assert isinstance(trust, Encoded)
    taken, named = trust.value["Statement"]
    assert (taken["Action"], named["Action"]) == ("sts:AssumeRole", "sts:SetSourceIdentity")
    assert taken["Condition"]["StringEquals"]["sts:SourceIdentity"] == "${aws:username}"
    assert named["Principal"] == {"AWS": ("arn:aws:iam::123456789012:user/li.na",)}
    assert named["Condition"] == {"StringEquals": {"sts:SourceIdentity": "${aws:username}"}}


def test_only_the_newest_version_of_an_approval_can_be_asked_for():
    found = statements(stack(role("dba", ["data"], approvals=1)), "aws_iam_policy.enter_dba")["AskForApproval"]
    assert [str(one) for one in found["Resource"]] == [
        "aws_ssm_document.approval_dba.arn",
        "arn:aws:ssm:ap-southeast-1:123456789012:automation-definition/approval-city-dba:$DEFAULT",
        "arn:aws:ssm:ap-southeast-1:123456789012:automation-execution/*",
    ]
    versions = found["Condition"]["ForAllValues:StringEquals"]["ssm:DocumentVersion"]
    assert [str(one) for one in versions] == ["$DEFAULT", "aws_ssm_document.approval_dba.default_version"]


def test_the_boundary_denies_what_would_hide_a_deed():
    denied = {
        action
        for one in statements(stack(AUDITOR), "aws_iam_policy.boundary").values()
        if one["Effect"] == "Deny"
        for action in ((one["Action"],) if isinstance(one.get("Action", ()), str) else one.get("Action", ()))
    }
    assert {"cloudtrail:StopLogging", "iam:*", "logs:Delete*", "ec2:DeleteFlowLogs", "ec2:*Route*"} <= denied


def test_the_boundary_allows_nothing_outside_the_platforms_regions():
    outside = statements(stack(AUDITOR), "aws_iam_policy.boundary")["NeverLeaveTheRegions"]
    assert outside["Condition"] == {"StringNotEquals": {"aws:RequestedRegion": ("ap-southeast-1", "ap-northeast-1")}}


def test_a_database_sign_in_is_not_refused_for_a_region_that_it_does_not_name():
    found = statements(stack(AUDITOR), "aws_iam_policy.boundary")
    assert found["NeverLeaveTheRegions"]["NotAction"] == "rds-db:connect"
    assert found["Databases"]["Resource"] == ("arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:*/*",)


def actions(found, address):
    allowed = (one["Action"] for one in statements(found, address).values() if one["Effect"] == "Allow")
    return {action for each in allowed for action in ((each,) if isinstance(each, str) else each)}


def test_whatever_a_role_is_granted_the_boundary_lets_through():
    spec = platform(
        access=Access("bastion", "ops", (role("all", ["app", "data"], ["logs", "case-files", "case-scans"]),), ()),
        stores=STORES,
        workloads=(service("registry", "app", [one.name for one in STORES]),),
    )
    found = graph(spec, roles.files, bastion.files, workloads.files)
    policies = [one.address for one in found.of_type("aws_iam_policy", "aws_iam_role_policy")]
    carried = {
        address for address in policies if not address.startswith(("aws_iam_policy.enter_", "aws_iam_policy.bound"))
    }
    granted = {action for address in carried for action in actions(found, address)}
    assert len(granted) > 25
    assert granted <= actions(found, "aws_iam_policy.boundary")


def test_the_boundary_lets_an_auditor_search_the_firewalls_records():
    logs = statements(stack(AUDITOR), "aws_iam_policy.boundary")["Logs"]
    assert "arn:aws:logs:ap-southeast-1:123456789012:log-group:aws-waf-logs-city-*" in logs["Resource"]


def test_no_policy_is_longer_than_iam_takes():
    every = role(
        "all", ["app", "data", "ops"], ["logs", "case-files", "case-scans"], never_reads=("core",), approvals=1
    )
    found = stack(every, role("vendor", ["app"], never_reads=("important", "core")), name="p" * 20)
    assert all(len(text) <= LARGEST_POLICY for text in map(text_of, found.of_type("aws_iam_policy")))


def test_the_longest_lists_still_fit_into_one_policy():
    agencies = tuple(agency(f"b{number}") for number in range(grants.DATABASES_IN_POLICY))
    databases = tuple(
        store(f"{'d' * 20}-{number}", "postgres", f"data@{one.name}") for number, one in enumerate(agencies)
    )
    objects = tuple(
        store(f"{'o' * 20}-{number}", "object", "data@b1", "core") for number in range(grants.STORES_IN_POLICY)
    )
    held = role("d" * 24, ["data"], [one.name for one in objects], never_reads=())
    vendor = role("vendor", ["app"], never_reads=("core", "important"))
    spec = platform(
        name="p" * 20,
        agencies=agencies,
        stores=databases + objects,
        access=Access("bastion", "ops", (held, vendor), ()),
    )
    found = graph(spec, roles.files)
    assert all(len(text) <= LARGEST_POLICY for text in map(text_of, found.of_type("aws_iam_policy")))


def test_a_session_is_encrypted_recorded_twice_and_ends_on_time():
    found = stack(role("dba", ["data"], session_minutes=60, idle_minutes=15))
    document = found.by_address["aws_ssm_document.session_dba"].get("content")
    assert isinstance(document, Encoded)
    inputs = document.value["inputs"]
    assert (inputs["idleSessionTimeout"], inputs["maxSessionDuration"]) == ("15", "60")
    assert inputs["s3EncryptionEnabled"] is inputs["cloudWatchEncryptionEnabled"] is True
    assert inputs["runAsEnabled"] is False
    assert str(inputs["kmsKeyId"]) == "aws_kms_key.logs.arn"


def test_a_role_that_opens_no_session_has_no_session_document():
    assert "aws_ssm_document.session_auditor" not in stack(role("auditor", read=["logs"])).by_address


def test_an_alarm_goes_to_the_channel_of_the_role():
    found = stack(role("break-glass", ["ops"], alert="soc"), role("operator", ["ops"]))
    (alarm,) = found.of_type("aws_cloudwatch_metric_alarm")
    assert [str(one) for one in alarm.get("alarm_actions")] == ["aws_sns_topic.soc.arn"]


def test_policy_variables_stay_variables():
    trust = stack(role("dba")).by_address["aws_iam_role.role_dba"].get("assume_role_policy")
    assert isinstance(trust, Encoded)
    assert trust.value["Statement"][0]["Condition"]["StringEquals"]["sts:RoleSessionName"] == "${aws:username}"


def test_nothing_here_is_unknown_to_the_judge():
    found = stack(role("dba", ["data"], ["logs"], approvals=2, alert="soc"))
    assert found.unknowns == ()
    assert found.problems == ()
