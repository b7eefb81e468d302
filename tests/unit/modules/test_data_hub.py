from bastide.planner import data_hub, workloads
from support.stacks import graph, statements
from unit.planner.test_data_hub import SPEC

FOUND = graph(SPEC, workloads.files, data_hub.files)


def test_a_share_is_one_policy_in_the_hands_of_its_receivers():
    (policy,) = [one for one in FOUND.of_type("aws_iam_policy") if "share" in one.name]
    held = [one for one in FOUND.of_type("aws_iam_role_policy_attachment") if one.name.startswith("share_")]
    assert policy.address == "aws_iam_policy.share_residence"
    assert [str(one.get("role")) for one in held] == ["aws_iam_role.workload_pensions.name"]
    assert [str(one.get("policy_arn")) for one in held] == ["aws_iam_policy.share_residence.arn"]


def test_a_receivers_role_carries_the_label_that_the_share_asks_for():
    role = FOUND.by_address["aws_iam_role.workload_pensions"]
    labels = statements(FOUND, "aws_iam_policy.share_residence")["ReadShared"]["Condition"]["StringEquals"]
    assert role.get("tags")["bastide:level"] in labels["aws:PrincipalTag/bastide:level"]


def test_a_receiver_gets_nothing_but_the_share():
    own = [one for one in FOUND.of_type("aws_iam_role_policy") if "pensions" in str(one.get("role"))]
    assert own == []
