from dataclasses import replace
from datetime import date

import pytest

from bastide.model.shares import Share
from bastide.planner import data_hub, quotas
from support.platforms import HERE, platform, service, store
from support.stacks import context

CASES = store("cases", "object", "data@civil-affairs")
PENSIONS = service("pensions", "app@social-security", ["cases"])
RESIDENCE = Share(
    name="residence",
    store="cases",
    to=("social-security",),
    purpose="residence check",
    level="city",
    prefix="extracts/",
    until=date(2027, 6, 30),
    place=HERE,
)
SPEC = platform(stores=(CASES,), workloads=(PENSIONS,), shares=(RESIDENCE,))


def granted(spec=SPEC):
    return {file.target: file.inputs for file in data_hub.files(context(spec))}


def statements(**changes):
    spec = replace(SPEC, shares=(replace(RESIDENCE, **changes),))
    return {one["Sid"]: one for one in granted(spec)["share/residence"]["statements"]}


def test_each_share_yields_one_grant():
    spec = replace(SPEC, shares=(RESIDENCE, replace(RESIDENCE, name="visits", prefix="visits/")))
    assert set(granted(spec)) == {"share/residence", "share/visits"}


def test_a_grant_only_reads():
    actions = {action for one in statements().values() for action in one["Action"]}
    assert actions == {"s3:ListBucket", "s3:GetObject", "kms:Decrypt"}


@pytest.mark.parametrize("sid", ["ListShared", "ReadShared", "DecryptShared"])
def test_everything_that_a_share_gives_ends_with_its_last_day(sid):
    assert statements()[sid]["Condition"]["DateLessThan"] == {"aws:CurrentTime": "2027-06-30T23:59:59Z"}


@pytest.mark.parametrize("sid", ["ListShared", "ReadShared", "DecryptShared"])
def test_a_share_is_for_hosts_that_carry_the_label_of_the_data_or_a_higher_one(sid):
    assert statements()[sid]["Condition"]["StringEquals"]["aws:PrincipalTag/bastide:level"] == ["important", "core"]


def test_only_the_part_that_is_shared_can_be_listed_and_read():
    found = statements()
    assert found["ListShared"]["Condition"]["StringLike"] == {"s3:prefix": ["extracts/*"]}
    assert str(found["ReadShared"]["Resource"][0].parts[-1]) == "/extracts/*"


def test_a_share_without_a_prefix_gives_the_whole_store():
    found = statements(prefix="")
    assert "StringLike" not in found["ListShared"]["Condition"]
    assert str(found["ReadShared"]["Resource"][0].parts[-1]) == "/*"


def test_the_key_serves_this_store_and_no_other_of_its_class():
    condition = statements()["DecryptShared"]["Condition"]
    assert [str(one) for one in condition["ArnLike"]["kms:EncryptionContext:aws:s3:arn"]][:1] == [
        "aws_s3_bucket.cases.arn"
    ]
    assert condition["StringEquals"]["kms:ViaService"] == "s3.ap-southeast-1.amazonaws.com"


def test_only_a_receivers_service_that_says_so_holds_the_grant():
    idle = service("pensions-archive", "app@social-security")
    owner = service("registry", "app@civil-affairs", ["cases"])
    spec = replace(SPEC, workloads=(idle, owner, PENSIONS))
    assert [one.name for one in granted(spec)["share/residence"]["attachments"]] == ["pensions"]


def test_the_grant_says_who_gives_it_what_for_and_until_when():
    tags = granted()["share/residence"]["tags"]
    assert tags["bastide:agency"] == "civil-affairs"
    assert tags["bastide:purpose"] == "residence check"
    assert tags["bastide:until"] == "2027-06-30"
    assert tags["bastide:receiver-level"] == "city"


def test_the_judge_is_told_who_may_hold_what():
    (declared,) = data_hub.declared(context(SPEC))
    assert (declared.agency, declared.to, declared.until) == ("civil-affairs", ("social-security",), date(2027, 6, 30))
    assert declared.resource == "aws_iam_policy.share_residence"
    assert declared.holders == ("aws_iam_role.workload_pensions",)


def test_a_receiver_of_many_shares_needs_a_higher_quota():
    many = tuple(replace(RESIDENCE, name=f"residence-{n}", prefix=f"{n}/") for n in range(10))
    needed = {one.name: one.needed for one in quotas.exceeded(context(replace(SPEC, shares=many)))}
    assert needed["managed policies attached to an IAM role"] == 11
