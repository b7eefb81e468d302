from dataclasses import replace
from ipaddress import IPv4Network

from bastide.model.existing import Existing, ExistingKey, ExistingLogs, ExistingVpc
from bastide.model.intent import DeclaredExisting
from bastide.planner import acl, border, declaration, isolation, keys, log_buckets, network, stores
from bastide.planner.plan import plan
from support.platforms import HERE, flow, platform, ref, tcp
from support.stacks import context

VPC, GATEWAY = "vpc-0a1b2c3d4e5f67890", "igw-0a1b2c3d4e5f67890"
ARN = "arn:aws:kms:ap-southeast-1:123456789012:key/0d990263-018e-4e65-a703-eff731de951e"
TWIN = "arn:aws:kms:ap-northeast-1:123456789012:key/3f1b8a52-77aa-4f0c-9c06-2b8a2c1de0f4"
LOG_KEY = "arn:aws:kms:ap-southeast-1:210987654321:key/9a6a3ab1-5c0e-4c3e-8a3d-0d0f5ad0c1c2"
SPEC = platform()
FIRST = next(store for store in SPEC.stores if keys.of_store(context(SPEC), store) is not None)


def attached(**parts):
    whole = Existing(**{"vpc": None, "keys": (), "logs": None, "place": HERE, **parts})
    return replace(SPEC, existing=whole)


IN_VPC = attached(vpc=ExistingVpc(VPC, (IPv4Network("10.0.0.0/8"),), GATEWAY, HERE))
WITH_KEY = attached(keys=(ExistingKey(FIRST.data_class, FIRST.agency, ARN, TWIN, HERE),))
WITH_LOGS = attached(logs=ExistingLogs("210987654321", "city-records", LOG_KEY, HERE))


def inputs(spec, path):
    return next(file.inputs for file in network.files(context(spec)) if file.path == path)


def test_a_platform_that_is_attached_to_nothing_is_planned_as_before():
    assert list(border.files(context(SPEC))) == []
    assert border.declared(context(SPEC)) == ()
    assert border.watched(context(SPEC)) == ()
    assert str(border.gateway(context(SPEC)).id) == "aws_internet_gateway.main.id"


def test_no_network_is_made_and_everything_names_the_literal_id():
    planned = context(IN_VPC)
    assert {copy.vpc.id for copy in planned.copies} == {VPC}
    assert inputs(IN_VPC, "network.tf")["networks"] == ()
    assert inputs(IN_VPC, "network.tf")["facing"] is None
    assert inputs(IN_VPC, "zone-edge.tf")["gateway"] == GATEWAY
    assert {group.vpc.id for group in isolation.groups(planned)} == {VPC}
    assert "aws_vpc." not in str([file.inputs for file in plan(IN_VPC, None).files])


def test_each_subnet_of_ours_is_recorded_by_itself():
    planned = context(IN_VPC)
    wanted = {subnet.label for copy in planned.copies for subnet in copy.subnets}
    assert {one.label for one in border.watched(planned)} == wanted


def test_what_goes_to_the_internet_never_goes_to_the_rest_of_the_network():
    spec = replace(IN_VPC, flows=(*IN_VPC.flows, flow("edge", "internet", tcp(443))))
    found = acl.entries(context(spec), context(spec).copy(ref("edge")))
    wall = next(one for one in found if one.is_wall and one.egress and str(one.traffic) == "tcp/443")
    way = next(one for one in found if one.egress and one.peer == acl.EVERYWHERE and not one.is_wall)
    assert str(wall.peer) == "10.0.0.0/8"
    assert wall.number < way.number


def test_an_existing_key_is_named_by_its_arn_and_no_key_is_made_for_it():
    planned = context(WITH_KEY)
    made = {key.label for key in keys.planned(context(SPEC))} - {key.label for key in keys.planned(planned)}
    own = keys.of_store(context(SPEC), FIRST)
    assert f"{own}".removeprefix("aws_kms_key.") in made
    assert keys.of_store(planned, FIRST).arn == ARN
    assert keys.dr_of_store(planned, FIRST).arn == TWIN
    assert stores.holding(planned, FIRST).key.arn == ARN


def test_the_page_says_what_a_key_of_ours_would_have_said():
    (page,) = border.files(context(WITH_KEY))
    need = page.inputs["keys"][0]
    assert need.arn == ARN
    assert f"`{FIRST.name}`" in need.stores
    own = str(keys.of_store(context(SPEC), FIRST))
    ours = next(key for key in keys.planned(context(SPEC)) if str(key.address) == own)
    assert all(f"`{service}`" in need.admissions[0].condition for service in ours.via)


def test_every_record_is_copied_to_the_log_account_and_becomes_its_own():
    copies = {bucket.label: bucket.copies for bucket in log_buckets.buckets(context(WITH_LOGS))}
    sent = {label: [one for one in found if one.account] for label, found in copies.items()}
    assert {label for label, found in sent.items() if found} == {"access_log", "access_log_dr", "audit_log"}
    (audit,) = sent["audit_log"]
    assert (audit.bucket.arn, audit.key, audit.account) == ("arn:aws:s3:::city-records", LOG_KEY, "210987654321")
    priorities = [one.priority for one in copies["audit_log"]]
    assert len(priorities) == len(set(priorities))


def test_the_page_names_the_roles_that_copy():
    replicators = set(border.replicators(context(WITH_LOGS)))
    files = list(log_buckets.files(context(WITH_LOGS)))
    assert replicators == {file.inputs["replicator_name"] for file in files if file.inputs["bucket"].handed_over}


def test_the_judge_is_told_of_each_part_once():
    whole = replace(
        SPEC,
        existing=Existing(IN_VPC.existing.vpc, WITH_KEY.existing.keys, WITH_LOGS.existing.logs, HERE),
    )
    owned = FIRST.data_class if FIRST.agency is None else f"{FIRST.data_class}@{FIRST.agency}"
    assert declaration.intent(context(whole), ()).existing == (
        DeclaredExisting("network", VPC, GATEWAY, ("10.0.0.0/8",), str(SPEC.cidr)),
        DeclaredExisting("key", ARN, owned),
        DeclaredExisting("key", TWIN, owned),
        DeclaredExisting("log-bucket", "city-records", "210987654321"),
    )
