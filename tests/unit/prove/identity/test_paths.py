"""Single facts about who may become whom, and who may do what."""

import json
from dataclasses import replace

import pytest

from bastide.model.declared_use import DeclaredWorkload
from bastide.model.identity import Answer, Right
from bastide.prove.identity.chains import chains
from bastide.prove.identity.findings import findings
from bastide.prove.identity.paths import identity
from support.judging import INTENT, case, role

BUCKET = 'resource "aws_s3_bucket" "records" {\n  bucket = "records"\n}\n'
ROOT = '{ AWS = "arn:aws:iam::123456789012:root" }'
OTHER = '{ AWS = "arn:aws:iam::210987654321:root" }'


MEMBERSHIP = """resource "aws_iam_user_group_membership" "ann" {
  user   = aws_iam_user.ann.name
  groups = [aws_iam_group.team.name]
}
"""
PUBLIC_BLOCK = """resource "aws_s3_bucket_public_access_block" "x" {
  bucket                  = aws_s3_bucket.records.id
  restrict_public_buckets = true
}
"""
ACCOUNT_KEY = """resource "aws_kms_key" "records" {
  policy = jsonencode({ Statement = [{
    Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "ACCOUNT" }
  }] })
}
"""
ENCRYPTED = """resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
  bucket = aws_s3_bucket.records.id
  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.records.arn
    }
  }
}
"""
LOOSE = """resource "aws_iam_policy" "loose" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }] })
}
"""
OBJECTS = "arn:aws:s3:::records/*"


def trusting(name, principal, extra="", attributes=""):
    return f"""resource "aws_iam_role" "{name}" {{
  name = "{name}"
  {attributes}
  assume_role_policy = jsonencode({{ Statement = [{{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = {principal}{extra}
  }}] }})
}}
"""


def allowing(name, action, resource="*", effect="Allow", kind="role"):
    action = action if action.startswith("[") else f'"{action}"'
    resource = resource if resource.startswith("[") or "." in resource else f'"{resource}"'
    return f"""resource "aws_iam_{kind}_policy" "{name}_{effect}" {{
  {kind} = aws_iam_{kind}.{name}.name
  policy = jsonencode({{ Statement = [{{ Effect = "{effect}", Action = {action}, Resource = {resource} }}] }})
}}
"""


def guarded(kind, target, statements):
    attribute = {"aws_s3_bucket_policy": "bucket", "aws_kms_key_policy": "key_id"}[kind]
    return f"""resource "{kind}" "guard" {{
  {attribute} = {target}.id
  policy = jsonencode({{ Statement = [{statements}] }})
}}
"""


def ways(text, intent=INTENT):
    return {(one.source, one.role.rpartition(".")[2], one.by): one.answer for one in identity(case(text, intent)).ways}


def rights(text, intent=INTENT):
    found = {}
    for one in identity(case(text, intent)).grants:
        found.setdefault((one.holder.rpartition(".")[2], one.right), {})[one.deed] = one.answer
    return found


def codes(text, intent=INTENT):
    return {one.code for one in findings(case(text, intent)) if one.outcome == "fail"}


def test_a_trust_that_names_the_role_needs_nothing_of_that_role():
    text = trusting("one", '{ Service = "ec2.amazonaws.com" }') + trusting("two", "{ AWS = aws_iam_role.one.arn }")
    assert ways(text)["aws_iam_role.one", "two", "sts:AssumeRole"] is Answer.YES


def test_a_trust_in_the_account_needs_the_roles_own_leave_too():
    text = trusting("one", '{ Service = "ec2.amazonaws.com" }') + trusting("two", ROOT)
    assert ("aws_iam_role.one", "two", "sts:AssumeRole") not in ways(text)
    leave = allowing("one", "sts:AssumeRole", "aws_iam_role.two.arn")
    assert ways(text + leave)["aws_iam_role.one", "two", "sts:AssumeRole"] is Answer.YES
    denied = allowing("one", "sts:*", effect="Deny")
    assert ("aws_iam_role.one", "two", "sts:AssumeRole") not in ways(text + leave + denied)


def test_a_boundary_that_is_silent_stops_what_policies_allow():
    boundary = """resource "aws_iam_policy" "limit" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:Put*", Resource = "*" }] })
}
"""
    bound = trusting("one", ROOT, attributes="permissions_boundary = aws_iam_policy.limit.arn")
    found = rights(BUCKET + boundary + bound + allowing("one", "s3:*"))
    assert found["one", Right.WRITE] == {"s3:PutObject": Answer.YES}
    assert ("one", Right.READ) not in found


def test_a_boundary_that_can_not_be_read_limits_nothing_and_is_a_doubt():
    text = BUCKET + trusting("one", ROOT, attributes="permissions_boundary = var.limit") + allowing("one", "s3:Get*")
    proof = identity(case('variable "limit" {}\n' + text))
    assert [one.right for one in proof.grants] == [Right.READ, Right.READ]
    assert [one.about for one in proof.doubts] == ["aws_iam_role.one"]


def test_a_user_has_the_rights_of_its_groups():
    text = (
        BUCKET
        + 'resource "aws_iam_user" "ann" {\n  name = "ann"\n}\nresource "aws_iam_group" "team" {\n  name = "team"\n}\n'
        + allowing("team", "s3:GetObject", kind="group")
        + MEMBERSHIP
    )
    assert rights(text)["ann", Right.READ] == {"s3:GetObject": Answer.YES}


def test_the_policy_of_a_bucket_lets_another_account_in_and_a_public_one_everybody():
    statement = '{{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::records/*", Principal = {} }}'
    foreign = BUCKET + guarded("aws_s3_bucket_policy", "aws_s3_bucket.records", statement.format(OTHER))
    assert rights(foreign)["account 210987654321", Right.READ] == {"s3:GetObject": Answer.YES}
    public = BUCKET + guarded("aws_s3_bucket_policy", "aws_s3_bucket.records", statement.format('"*"'))
    assert rights(public)["everybody", Right.READ] == {"s3:GetObject": Answer.YES}
    assert "IDN003" in codes(public, None)
    assert ("everybody", Right.READ) not in rights(public + PUBLIC_BLOCK)


def test_another_account_reads_nothing_by_the_tables_of_its_own():
    assert not [one for one in rights(BUCKET + trusting("one", OTHER)) if one[0] != "one"]


def test_a_key_is_used_only_if_its_own_policy_says_so():
    key = 'resource "aws_kms_key" "records" {\n  description = "records"\n}\n'
    wide = key + trusting("one", ROOT) + allowing("one", "kms:*")
    assert "kms:ScheduleKeyDeletion" in rights(wide)["one", Right.DESTROY], "without a policy the account decides"
    statement = '{{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Principal = {} }}'
    closed = wide + guarded(
        "aws_kms_key_policy", "aws_kms_key.records", statement.format("{ AWS = aws_iam_role.two.arn }")
    )
    assert not any(holder == "one" for holder, _ in rights(closed + trusting("two", ROOT)))


def test_objects_are_half_read_without_their_key():
    key = ACCOUNT_KEY.replace("ACCOUNT", "123456789012") + ENCRYPTED
    text = BUCKET + key + trusting("one", ROOT) + allowing("one", "s3:GetObject")
    assert rights(text)["one", Right.READ] == {"s3:GetObject": Answer.DEPENDS}
    with_key = text.replace('"s3:GetObject"', '["s3:GetObject", "kms:Decrypt"]')
    assert rights(with_key)["one", Right.READ]["s3:GetObject"] is Answer.YES


@pytest.mark.parametrize(("condition", "found"), [({}, True), ({"aws:SourceAccount": "123456789012"}, False)])
def test_a_service_is_a_deputy_of_any_account_unless_the_policy_says_whose(condition, found):
    statement = {
        "Effect": "Allow",
        "Action": "s3:PutObject",
        "Resource": OBJECTS,
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Condition": {"StringEquals": condition} if condition else {},
    }
    text = BUCKET + guarded("aws_s3_bucket_policy", "aws_s3_bucket.records", json.dumps(statement))
    holders = {one.holder for one in identity(case(text)).grants}
    assert ("service logging.s3.amazonaws.com" in holders) is found


def test_an_allow_for_all_but_one_lets_everybody_else_in():
    but = f"NotPrincipal = {OTHER}"
    statement = f'{{ Effect = "Allow", Action = "s3:GetObject", Resource = "{OBJECTS}", {but} }}'
    text = BUCKET + guarded("aws_s3_bucket_policy", "aws_s3_bucket.records", statement)
    assert rights(text)["everybody", Right.READ] == {"s3:GetObject": Answer.YES}


def test_whoever_hands_a_role_to_a_service_and_starts_it_has_that_role():
    host = trusting("host", '{ Service = "ec2.amazonaws.com" }')
    clerk = trusting("clerk", ROOT)
    passing = allowing("clerk", "iam:PassRole", "aws_iam_role.host.arn")
    assert not any(by.startswith("iam:PassRole") for *_, by in ways(host + clerk + passing))
    starting = passing.replace("clerk_Allow", "other") + allowing("clerk", "ec2:RunInstances")
    assert ways(host + clerk + starting)["aws_iam_role.clerk", "host", "iam:PassRole to ec2"] is Answer.YES
    assert "IDN012" in codes(host + clerk + starting)


def test_starting_only_what_others_wrote_hands_nobody_a_role():
    runbook = trusting("runbook", '{ Service = "ssm.amazonaws.com" }')
    clerk = trusting("clerk", ROOT) + allowing("clerk", "iam:PassRole", "aws_iam_role.runbook.arn")
    one = "arn:aws:ssm:*:123456789012:automation-definition/approved:*"
    assert "IDN012" not in codes(
        runbook + clerk + allowing("clerk", "ssm:StartAutomationExecution", one).replace("clerk_A", "x")
    )


def test_a_chain_is_followed_to_its_end():
    text = "".join(
        (
            BUCKET,
            trusting("vendor", '{ Service = "ec2.amazonaws.com" }'),
            trusting("middle", "{ AWS = aws_iam_role.vendor.arn }"),
            trusting("end", "{ AWS = aws_iam_role.middle.arn }"),
            allowing("end", "s3:GetObject"),
        )
    )
    proof = identity(case(text))
    found = chains(proof, "aws_iam_role.vendor")
    assert [way.role for way in found["aws_iam_role.end"]] == ["aws_iam_role.middle", "aws_iam_role.end"]
    assert "IDN009" in codes(text), "a vendor never reads core"


def test_a_circle_of_roles_ends():
    text = trusting("a", "{ AWS = aws_iam_role.b.arn }") + trusting("b", "{ AWS = aws_iam_role.a.arn }")
    assert set(chains(identity(case(text)), "aws_iam_role.a")) == {"aws_iam_role.b"}


def test_one_person_may_hold_two_duties_that_ask_for_the_same_tag():
    tagged = ', Condition = {{ StringEquals = {{ "aws:PrincipalTag/bastide:role" = "{}" }} }}'
    apart = trusting("operator", ROOT, tagged.format("operator")) + trusting("auditor", ROOT, tagged.format("auditor"))
    assert "IDN008" not in codes(apart)
    together = apart.replace('"operator" }', '["operator", "auditor"] }')
    assert "IDN008" in codes(together)


def test_a_workload_without_its_key_or_its_network_is_told_which_line_stops_it():
    intent = replace(INTENT, workloads=(DeclaredWorkload("registry", "app", ("records",), "aws_iam_role.host"),))
    text = (
        BUCKET
        + trusting("host", '{ Service = "ec2.amazonaws.com" }')
        + allowing("host", '["s3:GetObject", "s3:ListBucket"]')
    )
    needs = {need.deed: need for need in identity(case(text, intent)).needs if need.holder == "aws_iam_role.host"}
    assert needs["s3:GetObject"].answer is Answer.YES
    assert needs["s3:PutObject"].answer is Answer.NO
    assert "doesn't name `s3:PutObject`" in needs["s3:PutObject"].reason
    (ground,) = needs["s3:PutObject"].grounds
    assert "Action" in text.splitlines()[ground.place.line - 1]


def test_a_need_that_depends_on_what_nobody_knows_is_not_met():
    intent = replace(INTENT, roles=(role("auditor", read=("logs",)),))
    text = (
        'resource "aws_s3_bucket" "audit" {\n  bucket = "audit"\n}\n'
        + trusting("auditor", ROOT)
        + """resource "aws_iam_role_policy" "auditor" {
  role = aws_iam_role.auditor.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*",
    Condition = { IpAddress = { "aws:SourceIp" = "198.51.100.0/24" } } }] })
}
"""
    )
    found = [one for one in findings(case(text, intent)) if one.code == "IDN011" and one.outcome == "fail"]
    assert found
    assert all("aws:sourceip" in one.message for one in found)


def test_without_a_declaration_only_strangers_are_judged():
    text = (
        BUCKET
        + trusting("one", ROOT, ', Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }')
        + allowing("one", "s3:*")
    )
    assert codes(text, None) == set()
    assert "IDN003" in codes(text)


def test_the_account_of_a_foreign_tree_is_not_taken_for_a_stranger():
    key = ACCOUNT_KEY.replace("ACCOUNT", "arn:aws:iam::555555555555:root")
    assert codes(key, None) == set()
    assert "IDN005" in codes(key), "the declaration says which account is the own one"


def test_an_own_policy_that_nothing_attaches_is_judged_as_if_somebody_had_it():
    text = BUCKET + LOOSE
    assert rights(text)["loose", Right.READ]["s3:GetObject"] is Answer.YES


def test_another_resource_of_the_same_type_is_not_meant():
    text = BUCKET + 'resource "aws_kms_key" "a" {\n}\nresource "aws_kms_key" "b" {\n}\n' + trusting("one", ROOT)
    proof = identity(case(text + allowing("one", "kms:ScheduleKeyDeletion", "aws_kms_key.a.arn")))
    assert [one.target for one in proof.grants] == ["aws_kms_key.a"]


ACL = """resource "aws_s3_bucket_acl" "x" {
  bucket = aws_s3_bucket.records.id
  acl    = "public-read"
}
"""


def test_an_acl_lets_everybody_in_unless_acls_are_switched_off():
    assert rights(BUCKET + ACL)["everybody", Right.READ] == {"s3:GetObject": Answer.YES}
    owner = """resource "aws_s3_bucket_ownership_controls" "x" {
  bucket = aws_s3_bucket.records.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}
"""
    assert not rights(BUCKET + ACL + owner)


def test_a_grant_on_a_key_needs_no_policy():
    text = ACCOUNT_KEY.replace("ACCOUNT", "123456789012") + trusting("one", ROOT)
    grant = """resource "aws_kms_grant" "x" {
  key_id            = aws_kms_key.records.key_id
  grantee_principal = aws_iam_role.one.arn
  operations        = ["Decrypt"]
}
"""
    assert not rights(text)
    assert rights(text + grant)["one", Right.READ] == {"kms:Decrypt": Answer.YES}


SERVICE_POLICY = """resource "aws_iam_role_policy_attachment" "x" {
  role       = aws_iam_role.one.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores"
}
"""


@pytest.mark.parametrize(
    "unread",
    [
        SERVICE_POLICY,
        'resource "aws_s3_access_point" "x" {\n bucket = "records"\n policy = "{}"\n}\n',
        'variable "p" {}\nresource "aws_s3_bucket_policy" "x" {\n bucket = "records"\n policy = var.p\n}\n',
        'variable "r" {}\nresource "aws_iam_role_policy" "x" {\n role = var.r\n policy = "{}"\n}\n',
    ],
)
def test_what_is_not_evaluated_is_a_doubt(unread):
    assert len(identity(case(BUCKET + trusting("one", ROOT) + unread)).doubts) == 1
