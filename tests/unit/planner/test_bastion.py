from bastide.model.platform import Access
from bastide.planner import bastion
from support.platforms import platform, role
from support.stacks import context


def planned(spec):
    return list(bastion.files(context(spec)))


def test_no_role_that_opens_sessions_means_no_bastion():
    auditor = role("auditor", read=["logs"])
    assert planned(platform(access=Access("bastion", "ops", (auditor,), ()))) == []


def test_the_bastion_stands_in_the_zone_that_the_spec_names():
    (file,) = planned(platform(access=Access("bastion", "edge", (role("operator", ["app"]),), ())))
    assert file.inputs["zone"].name == "edge"


def test_the_image_is_looked_up_at_launch_so_that_nothing_is_asked_at_plan_time():
    (file,) = planned(platform())
    assert file.inputs["image"].startswith("resolve:ssm:/aws/service/")


def test_a_host_may_deliver_its_record_and_nothing_else():
    (file,) = planned(platform())
    actions = {action for one in file.inputs["statements"] for action in one["Action"]}
    assert actions == {
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
        "s3:GetEncryptionConfiguration",
        "s3:PutObject",
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    }


def test_a_host_decrypts_only_the_channel_of_a_session():
    (file,) = planned(platform())
    decrypt = next(one for one in file.inputs["statements"] if one["Sid"] == "DecryptChannel")
    assert decrypt["Condition"] == {"Null": {"kms:EncryptionContext:aws:ssm:SessionId": "false"}}
