from dataclasses import replace
from datetime import date
from ipaddress import IPv4Network

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.platform import Access, ZoneRef
from bastide.planner import roles
from support.platforms import agency, platform, role, service, store, zone
from support.stacks import context


def with_roles(*held, **changes):
    return platform(access=Access("bastion", "ops", held, ()), **changes)


def files(spec):
    return {file.path: file for file in roles.files(context(spec))}


def policies(spec, name):
    return {
        policy.name.removeprefix(f"city-role-{name}-"): policy
        for policy in files(spec)[f"role-{name}.tf"].inputs["policies"]
    }


def statement(spec, name, policy, sid):
    return next(one for one in policies(spec, name)[policy].statements if one["Sid"] == sid)


def trust(spec, name):
    return files(spec)[f"role-{name}.tf"].inputs["trust"]


def test_each_duty_has_a_file_and_a_waiver_target_of_its_own():
    found = files(platform())
    assert {path: file.target for path, file in found.items()} == {
        "boundary.tf": "roles",
        "role-operator.tf": "role/operator",
        "role-dba.tf": "role/dba",
    }


def test_a_boundary_that_would_limit_nobody_is_not_made():
    bare = platform(access=replace(platform().access, roles=(), separate=()))
    assert "boundary.tf" not in files(bare)
    assert "boundary.tf" in files(replace(bare, workloads=(service("registry", "app"),)))


def test_a_duty_is_taken_with_a_fresh_second_factor_one_tag_and_ones_own_name():
    conditions = trust(platform(), "dba")
    assert conditions["Bool"] == {"aws:MultiFactorAuthPresent": "true"}
    assert conditions["NumericLessThan"] == {"aws:MultiFactorAuthAge": "3600"}
    assert conditions["StringEquals"]["aws:PrincipalTag/bastide:role"] == "dba"
    assert conditions["StringEquals"]["sts:RoleSessionName"] == "${aws:username}"


def test_only_the_duty_for_emergencies_is_said_to_serve_emergencies():
    found = files(with_roles(role("dba", approvals=1), role("break-glass", approvals=2)))
    assert not found["role-dba.tf"].inputs["emergency"]
    assert found["role-break-glass.tf"].inputs["emergency"]


def test_a_duty_that_others_must_agree_to_also_needs_the_approval_tag():
    spec = with_roles(role("dba", ["data"], approvals=1))
    assert trust(spec, "dba")["StringEquals"]["aws:PrincipalTag/bastide:approved"] == "dba"
    assert "aws:PrincipalTag/bastide:approved" not in trust(platform(), "dba")["StringEquals"]


def test_a_role_ends_with_its_last_day_and_so_do_its_open_sessions():
    spec = with_roles(role("vendor", ["app"], until=date(2027, 3, 31)))
    assert trust(spec, "vendor")["DateLessThan"] == {"aws:CurrentTime": "2027-03-31T23:59:59Z"}
    ended = statement(spec, "vendor", "until", "Ended")
    assert (ended["Effect"], ended["Action"]) == ("Deny", ["*"])
    assert ended["Condition"] == {"DateGreaterThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}}


@pytest.mark.parametrize(("minutes", "seconds"), [(15, 3600), (60, 3600), (240, 14_400), (720, 43_200)])
def test_credentials_live_as_long_as_the_session_but_an_hour_at_least(minutes, seconds):
    assert roles.session_seconds(role("operator", session_minutes=minutes)) == seconds


def test_sessions_open_only_on_hosts_of_the_reached_copies():
    spec = with_roles(role("operator", ["app"]))
    opened = statement(spec, "operator", "session", "OpenOnHosts")
    assert opened["Condition"]["StringLike"] == {"ssm:resourceTag/bastide:zone": ["app@*"]}


def test_sessions_open_only_on_hosts_of_the_platform_whatever_else_the_account_holds():
    opened = statement(with_roles(role("operator", ["app"])), "operator", "session", "OpenOnHosts")
    assert opened["Condition"]["StringEquals"] == {"ssm:resourceTag/bastide:system": "city"}


def test_a_database_is_reached_from_the_bastion_as_a_user_of_the_roles_name():
    spec = with_roles(role("night-dba", ["data"]))
    hosts = statement(spec, "night-dba", "session", "OpenOnHosts")["Condition"]["StringLike"]
    assert "ops" in hosts["ssm:resourceTag/bastide:zone"]
    connect = statement(spec, "night-dba", "database-1", "ConnectAsRole")
    assert [str(part) for part in connect["Resource"][0].parts] == [
        "arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:",
        "aws_db_instance.pensions.resource_id",
        "/night_dba",
    ]


def test_a_role_without_a_database_in_reach_gets_no_shell_on_the_bastion():
    spec = with_roles(role("vendor", ["app"]))
    hosts = statement(spec, "vendor", "session", "OpenOnHosts")["Condition"]["StringLike"]
    assert "ops" not in hosts["ssm:resourceTag/bastide:zone"]
    assert "database-1" not in policies(spec, "vendor")


def test_a_role_opens_and_closes_only_its_own_recorded_sessions():
    spec = platform()
    recorded = statement(spec, "dba", "session", "OpenRecorded")["Resource"]
    assert [str(arn) for arn in recorded] == ["aws_ssm_document.session_dba.arn"]
    closing = statement(spec, "dba", "session", "CloseOwn")
    assert closing["Condition"] == {"StringEquals": {"ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}"]}}


def test_whoever_opens_a_session_can_talk_in_it_whatever_the_session_is_called():
    talk = statement(platform(), "dba", "session", "TalkInSession")
    assert (talk["Action"], talk["Resource"]) == (["ssmmessages:OpenDataChannel"], ["*"])


def test_reading_the_logs_lets_nobody_change_them():
    spec = with_roles(role("auditor", read=["logs"]))
    actions = {action for one in policies(spec, "auditor")["logs"].statements for action in one["Action"]}
    verbs = {action.partition(":")[2] for action in actions}
    assert all(
        verb.startswith(("Get", "List", "Describe", "Filter", "Lookup", "Start", "Stop", "Decrypt")) for verb in verbs
    )
    assert "cloudtrail:StopLogging" not in actions
    assert set(policies(spec, "auditor")) == {"logs"}


def test_reading_a_store_reads_its_objects_through_its_key_and_nothing_else():
    spec = with_roles(
        role("clerk", read=["case-files"]),
        stores=(store("case-files", "object", "data@civil-affairs"), store("other", "object", "data@civil-affairs")),
    )
    read = {one["Sid"]: one for one in policies(spec, "clerk")["read-1"].statements}
    assert set(read) == {"ListObjects", "ReadObjects", "DecryptObjects"}
    assert [str(arn) for arn in read["ListObjects"]["Resource"]] == ["aws_s3_bucket.case_files.arn"]
    assert read["DecryptObjects"]["Condition"]["StringEquals"]["kms:ViaService"] == "s3.ap-southeast-1.amazonaws.com"


def test_a_class_that_a_role_never_reads_is_denied_store_by_store_and_by_key():
    spec = with_roles(
        role("vendor", ["app"], never_reads=("important",)),
        stores=(
            store("case-files", "object", "data@civil-affairs"),
            store("case-scans", "file", "data@civil-affairs"),
            store("pensions", "postgres", "data@social-security"),
            store("leaflets", "object", "data@civil-affairs", "general"),
        ),
    )
    denied = {one["Sid"]: one for one in policies(spec, "vendor")["never-1"].statements}
    assert {one["Effect"] for one in denied.values()} == {"Deny"}
    assert set(denied) == {"NeverDecrypt", "NeverObjects", "NeverFiles", "NeverDatabases"}
    assert denied["NeverDecrypt"]["Condition"] == {"StringEquals": {"aws:ResourceTag/bastide:level": ["important"]}}
    assert not any("leaflets" in str(arn) for arn in denied["NeverObjects"]["Resource"])


def test_long_lists_are_spread_over_policies_that_iam_takes():
    many = tuple(store(f"files-{number}", "object", "data@civil-affairs") for number in range(40))
    spec = with_roles(role("vendor", ["app"], never_reads=("important",)), stores=many)
    assert {"never-1", "never-2", "never-3"} <= set(policies(spec, "vendor"))


def test_a_role_that_aws_could_not_hold_is_refused():
    many = tuple(store(f"files-{number}", "object", "data@civil-affairs") for number in range(200))
    spec = with_roles(role("vendor", ["app"], never_reads=("important",)), stores=many)
    with pytest.raises(CannotAnswerError, match="PLAN010"):
        files(spec)


def test_forty_agencies_do_not_outgrow_a_role():
    agencies = tuple(agency(f"bureau-{number}") for number in range(40))
    stores = tuple(store(f"db-{number}", "postgres", f"data@bureau-{number}") for number in range(40))
    spec = with_roles(role("dba", ["data"]), agencies=agencies, stores=stores)
    assert set(policies(spec, "dba")) == {"session", "database-1"}


def test_there_are_as_many_approvers_as_the_strictest_role_asks_for():
    spec = with_roles(role("break-glass", ["ops"], approvals=2), role("dba", ["data"], approvals=1))
    planned = files(spec)["approvers.tf"].inputs["approvers"]
    assert [one["trust"]["StringEquals"]["aws:PrincipalTag/bastide:role"] for one in planned] == [
        "approver:1",
        "approver:2",
    ]
    assert "approvers.tf" not in files(platform())


def test_each_approval_is_a_step_of_another_approver_and_the_door_closes_again():
    spec = with_roles(role("break-glass", ["ops"], approvals=2))
    runbook = files(spec)["role-break-glass.tf"].inputs["approval"].runbook
    steps = {step["name"]: step for step in runbook["mainSteps"]}
    assert list(steps) == ["Approve1", "Approve2", "Admit", "KeepOpen", "Withdraw"]
    assert [str(steps[f"Approve{number}"]["inputs"]["Approvers"][0]) for number in (1, 2)] == [
        "aws_iam_role.approver_1.arn",
        "aws_iam_role.approver_2.arn",
    ]
    assert steps["KeepOpen"]["onCancel"] == steps["KeepOpen"]["onFailure"] == "step:Withdraw"
    assert steps["Withdraw"]["inputs"]["TagKeys"] == ["bastide:approved"]


def test_the_runbook_may_tag_only_holders_of_the_role_and_only_with_its_approval():
    spec = with_roles(role("dba", ["data"], approvals=1))
    approval = files(spec)["role-dba.tf"].inputs["approval"]
    assert approval.admitted == {
        "StringEquals": {"aws:ResourceTag/bastide:role": "dba", "aws:RequestTag/bastide:approved": "dba"},
        "ForAllValues:StringEquals": {"aws:TagKeys": ["bastide:approved"]},
    }


def test_an_alarm_finds_refused_attempts_too():
    pattern = roles.assumed_pattern(context(platform()), role("dba"))
    arn = "arn:aws:iam::123456789012:role/city-role-dba"
    assert f'$.requestParameters.roleArn = "{arn}"' in pattern
    assert f'$.errorMessage = "*{arn}*"' in pattern


def test_the_declaration_names_copies_and_resources():
    declared = {one.name: one for one in roles.declared(context(platform()))}
    assert declared["dba"].reach == ("data@civil-affairs", "data@social-security")
    assert declared["dba"].resource == "aws_iam_role.role_dba"


def test_another_partition_writes_its_own_arns():
    spec = replace(platform(), regions=replace(platform().regions, primary="cn-north-1", dr=None))
    assert files(spec)["role-dba.tf"].inputs["root"] == "arn:aws-cn:iam::123456789012:root"


def test_a_role_that_reaches_one_agency_stays_there():
    spec = with_roles(
        replace(role("operator"), reach=(ZoneRef("app", "civil-affairs"),)), zones=(*platform().zones, zone("quiet"))
    )
    hosts = statement(spec, "operator", "session", "OpenOnHosts")["Condition"]["StringLike"]
    assert hosts == {"ssm:resourceTag/bastide:zone": ["app@civil-affairs"]}


def test_a_role_that_reaches_some_copies_has_no_pattern_that_lets_it_into_others():
    spec = with_roles(
        replace(role("operator"), reach=(ZoneRef("app", "civil-affairs"), ZoneRef("data", "civil-affairs"))),
    )
    hosts = statement(spec, "operator", "session", "OpenOnHosts")["Condition"]["StringLike"]
    assert hosts == {"ssm:resourceTag/bastide:zone": ["app@civil-affairs", "data@civil-affairs"]}


def test_the_boundary_leaves_room_for_every_log_that_auditors_search():
    spec = with_roles(role("auditor", read=["logs"]))
    allowed = files(spec)["boundary.tf"].inputs["log_groups"]
    searched = statement(spec, "auditor", "logs", "SearchStreams")["Resource"]
    patterns = [str(one).removesuffix(":*") for one in searched if isinstance(one, str)]
    assert len(patterns) == 2
    assert set(patterns) <= set(allowed)


def test_no_documents_name_starts_as_aws_keeps_to_itself():
    spec = replace(with_roles(role("dba", ["data"], approvals=1)), name="aws-city")
    inputs = files(spec)["role-dba.tf"].inputs
    assert inputs["document"] == "session-aws-city-dba"
    assert inputs["approval"].name == "approval-aws-city-dba"


def test_a_duty_with_holders_is_open_to_them_alone_and_only_under_their_own_identity():
    spec = with_roles(role("dba", ["data"], holders=("zhang.min", "zhao.lei")))
    inputs = files(spec)["role-dba.tf"].inputs
    assert inputs["holders"] == [
        "arn:aws:iam::123456789012:user/zhang.min",
        "arn:aws:iam::123456789012:user/zhao.lei",
    ]
    assert trust(spec, "dba")["StringEquals"]["sts:SourceIdentity"] == "${aws:username}"
    assert "sts:SourceIdentity" not in trust(platform(), "dba")["StringEquals"]


def test_a_duty_with_source_addresses_is_taken_and_used_from_there_alone():
    spec = with_roles(role("vendor", ["app"], sources=(IPv4Network("203.0.113.0/24"),)))
    assert trust(spec, "vendor")["IpAddress"] == {"aws:SourceIp": ["203.0.113.0/24"]}
    elsewhere = statement(spec, "vendor", "from", "Elsewhere")
    assert (elsewhere["Effect"], elsewhere["Action"]) == ("Deny", ["*"])
    assert elsewhere["Condition"]["NotIpAddress"] == {"aws:SourceIp": ["203.0.113.0/24"]}
    assert elsewhere["Condition"]["Bool"] == {"aws:ViaAWSService": "false"}
