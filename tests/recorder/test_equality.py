"""The generated program, executed by the real SDK, declares what the Terraform tree does; every change is noticed."""

import shutil

import pytest

from bastide.cli.main import run
from bastide.graph.equality.compare import compare
from bastide.graph.pulumi.terraform_text import texts
from bastide.graph.read import read
from bastide.record.session import record

pytestmark = pytest.mark.pulumi
EXAMPLE = "examples/cloud-window"

LOGS = '"Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},\n' + " " * 28
TO_BUCKET = '"Action": ["s3:PutObject"],\n' + " " * 28 + '"Resource": pulumi.Output.concat(self.access_log_bucket.arn, '
OWNED = 'rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),\n'
ROUTE = 'destination_cidr_block="0.0.0.0/0",\n            gateway_id=peers.main_internet_gateway.id,\n'
TAGGED = '"bastide:zone": "platform",\n            },\n'
OPTIONS = "            opts=pulumi.ResourceOptions(parent=self"
MUTATIONS = {
    "an attribute dropped": (
        "store_pensions",
        "            multi_az=True,\n",
        "",
        "aws_db_instance.pensions",
        "multi_az",
    ),
    "a truth value turned": (
        "store_pensions",
        "deletion_protection=True",
        "deletion_protection=False",
        "aws_db_instance.pensions",
        "deletion_protection",
    ),
    "a number changed": (
        "network",
        "retention_in_days=400",
        "retention_in_days=365",
        "aws_cloudwatch_log_group.network",
        "retention_in_days",
    ),
    "a reference to another resource": (
        "zone_edge",
        "subnet_id=self.edge_b_subnet.id",
        "subnet_id=self.edge_a_subnet.id",
        "aws_route_table_association.edge_b",
        "subnet_id",
    ),
    "another output of the same resource": (
        "keys",
        "target_key_id=self.general_key.key_id",
        "target_key_id=self.general_key.arn",
        "aws_kms_alias.general",
        "target_key_id",
    ),
    "a literal for a reference": (
        "zone_edge",
        "gateway_id=peers.main_internet_gateway.id",
        'gateway_id="igw-12345678"',
        "aws_route.edge",
        "gateway_id",
    ),
    "an action of a policy": (
        "access_log_bucket",
        LOGS + TO_BUCKET,
        LOGS + TO_BUCKET.replace("PutObject", "*"),
        "aws_s3_bucket_policy.access_log",
        "policy",
    ),
    "a dependency dropped": (
        "access_log_bucket",
        "                depends_on=[self.access_log_bucket_public_access_block],\n",
        "",
        "aws_s3_bucket_policy.access_log",
        "depends_on",
    ),
    "a provider of the other region": (
        "access_log_dr_bucket",
        f"{OWNED}{OPTIONS}, provider=args.dr",
        f"{OWNED}{OPTIONS}",
        "aws_s3_bucket_ownership_controls.access_log_dr",
        "provider",
    ),
    "a nested value": (
        "entry_portal",
        'status_code="404"',
        'status_code="200"',
        "aws_lb_listener.portal",
        "default_action[0].fixed_response[0].status_code",
    ),
    "an entry of a list dropped": (
        "zone_edge",
        "subnet_ids=[self.edge_a_subnet.id, self.edge_b_subnet.id]",
        "subnet_ids=[self.edge_a_subnet.id]",
        "aws_network_acl.edge",
        "subnet_ids",
    ),
    "an entry of a list changed": (
        "store_pensions",
        "peers.data_social_security_a_subnet.id, peers.data_social_security_b_subnet.id]",
        "peers.data_social_security_a_subnet.id, peers.data_social_security_a_subnet.id]",
        "aws_db_subnet_group.pensions",
        "subnet_ids[1]",
    ),
    "an empty list dropped": (
        "network",
        "            routes=[],\n",
        "",
        "aws_default_route_table.locked",
        "route",
    ),
    "a tag": (
        "store_pensions",
        'description="pensions: subnets of zone data@social-security"',
        'description="pensions"',
        "aws_db_subnet_group.pensions",
        "description",
    ),
    "a name": (
        "network",
        'name="/cloud-window/network"',
        'name="/cloud-window/netwerk"',
        "aws_cloudwatch_log_group.network",
        "name",
    ),
    "protection added": (
        "access_log_dr_bucket",
        f"{TAGGED}{OPTIONS}, provider=args.dr",
        f"{TAGGED}{OPTIONS}, protect=True, provider=args.dr",
        "aws_s3_bucket.access_log_dr",
        "prevent_destroy",
    ),
    "a change ignored": (
        "zone_edge",
        f"{ROUTE}{OPTIONS}",
        f'{ROUTE}{OPTIONS}, ignore_changes=["gatewayId"]',
        "aws_route.edge",
        "ignore_changes",
    ),
    "a resource renamed": (
        "zone_edge",
        'self.edge_a_route_table_association = aws.ec2.RouteTableAssociation(\n            "edge_a"',
        'self.edge_a_route_table_association = aws.ec2.RouteTableAssociation(\n            "edge_x"',
        "aws_route_table_association.edge_a",
        "",
    ),
    "a template": (
        "access_log_bucket",
        LOGS + TO_BUCKET + '"/*")',
        LOGS + TO_BUCKET + '"*")',
        "aws_s3_bucket_policy.access_log",
        "policy",
    ),
}
RENAMED_FROM, RENAMED = ("aws_route_table_association.edge_a", ""), {("aws_route_table_association.edge_x", "")}
ROUNDS = 3
"""Mutations of one resource hide each other: those are split between rounds."""


@pytest.fixture(scope="module")
def stack(root):
    return read(root / EXAMPLE / "stack")


def graph(recording, folder):
    """Return the graph of a recording, by way of the Terraform text that a real plan is made from."""
    folder.mkdir()
    for name, text in texts(recording).items():
        (folder / name).write_text(text)
    return read(folder)


@pytest.mark.parametrize("literal", [False, True])
def test_the_generated_program_declares_what_the_tree_does(root, python, tmp_path, stack, literal):
    recording = record(root / EXAMPLE / "pulumi", python=python, literal=literal)
    assert recording["ended"] == "finished", recording["fault"]
    assert recording["opaque"] == []
    found = compare(stack, graph(recording, tmp_path / "tree"))
    assert found.differences == ()
    assert found.resources == len(stack.resources)
    assert found.values > 3900


@pytest.mark.parametrize("number", range(ROUNDS))
def test_every_mutation_of_the_program_is_noticed_and_nothing_else(root, python, tmp_path, stack, number):
    program = shutil.copytree(root / EXAMPLE / "pulumi", tmp_path / "program")
    chosen = list(rounds()[number].values())
    for file, old, new, _, _ in chosen:
        path = program / f"components/{file}.py"
        text = path.read_text()
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new))
    recording = record(program, python=python, literal=False)
    assert recording["ended"] == "finished", recording["fault"]
    differences = compare(stack, graph(recording, tmp_path / "tree")).differences
    found = {(one.address, one.path.removesuffix(".region")) for one in differences}
    expected = {(address, path) for _, _, _, address, path in chosen}
    assert found - RENAMED == expected
    assert (found & RENAMED) == (RENAMED if RENAMED_FROM in expected else set())


def rounds():
    """Share the mutations out, so that no two of a round change the same entry or text."""
    shared = [{} for _ in range(ROUNDS)]
    for name, mutation in MUTATIONS.items():
        fitting = (one for one in shared if not any(clash(mutation, other) for other in one.values()))
        next(fitting)[name] = mutation
    return shared


def clash(one, other):
    """Tell whether two mutations touch the same resource."""
    return one[3] == other[3]


def test_a_program_is_verified_in_one_command_where_it_may_be_run(root, python, capsys):
    sides = [str(root / EXAMPLE / "pulumi"), str(root / EXAMPLE / "stack")]
    assert run(["verify", *sides]) == 2
    assert "PUL020" in capsys.readouterr().err
    assert run(["verify", *sides, "--allow-run", "--python", str(python)]) == 0
    assert "say the same" in capsys.readouterr().out
