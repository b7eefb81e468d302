"""What text only says is worked out as Terraform does, or stays unknown."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bastide.graph.evaluation.expand import expanded
from bastide.graph.terraform import read_tree
from bastide.model.graph import Encoded, Graph, Joined, Reference, Unknown, Value
from third_party.expressions import NOT_WORKED_OUT, WORKED_OUT

Write = Callable[[Mapping[str, str]], Graph]


@pytest.fixture
def graph(tmp_path: Path) -> Write:
    def write(files: Mapping[str, str]) -> Graph:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return expanded(tmp_path, read_tree(tmp_path))

    return write


def plain(value: Value) -> object:
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def test_expressions_have_the_value_that_terraform_gives_them(graph: Write) -> None:
    lines = "".join(f"  v{number} = ({text})\n" for number, text in enumerate(WORKED_OUT))
    made = graph({"main.tf": f'resource "a_b" "c" {{\n  n = timestamp()\n{lines}}}\n'}).resources[0]
    found = {text: json.dumps(plain(made.get(f"v{number}"))) for number, text in enumerate(WORKED_OUT)}
    assert found == {text: json.dumps(value) for text, value in WORKED_OUT.items()}


@pytest.mark.parametrize("text", NOT_WORKED_OUT)
def test_what_cannot_be_worked_out_stays_unknown(text: str, graph: Write) -> None:
    made = graph({"main.tf": f'resource "aws_vpc" "main" {{}}\nresource "a_b" "c" {{\n  v = ({text})\n}}\n'})
    value = made.by_address["a_b.c"].get("v")
    assert isinstance(value, Unknown)
    assert value in made.unknowns


def test_copies_get_their_own_addresses_and_values(graph: Write) -> None:
    text = """
    variable "names" { default = ["x", "y"] }
    resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
    resource "aws_subnet" "numbered" {
      count      = length(var.names)
      vpc_id     = aws_vpc.main.id
      cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
    }
    resource "aws_subnet" "named" {
      for_each   = { for index, name in var.names : name => index + 10 }
      cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)
    }
    resource "aws_instance" "a" {
      count     = 2
      subnet_id = element(aws_subnet.numbered[*].id, count.index + 1)
      other     = aws_subnet.named["y"].id
      all       = concat(aws_subnet.numbered.*.id, values(aws_subnet.named)[*].id)
    }
    """
    made = graph({"main.tf": text})
    assert made.unknowns == ()
    blocks = {one.address: one.get("cidr_block") for one in made.of_type("aws_subnet")}
    assert blocks == {
        "aws_subnet.numbered[0]": "10.0.0.0/24",
        "aws_subnet.numbered[1]": "10.0.1.0/24",
        'aws_subnet.named["x"]': "10.0.10.0/24",
        'aws_subnet.named["y"]': "10.0.11.0/24",
    }
    second = made.by_address["aws_instance.a[1]"]
    assert str(second.get("subnet_id")) == "aws_subnet.numbered[0].id"
    assert str(second.get("other")) == 'aws_subnet.named["y"].id'
    assert [str(one) for one in second.get("all") or ()] == [  # type: ignore[union-attr]
        "aws_subnet.numbered[0].id",
        "aws_subnet.numbered[1].id",
        'aws_subnet.named["x"].id',
        'aws_subnet.named["y"].id',
    ]


@pytest.mark.parametrize("count", ["var.unset", "0 + 1000", "length(data.aws_azs.a.names)", "aws_vpc.a[0].n"])
def test_a_resource_whose_copies_are_not_known_stays_as_it_is_written(count: str, graph: Write) -> None:
    text = f"""
    variable "unset" {{}}
    resource "aws_vpc" "a" {{
      count = {count}
      name  = "v${{count.index}}"
    }}
    resource "aws_subnet" "b" {{
      first = aws_vpc.a[0].id
      all   = aws_vpc.a[*].id
    }}
    """
    made = graph({"main.tf": text})
    assert made.by_address["aws_vpc.a"].get("count") is not None
    assert isinstance(made.by_address["aws_vpc.a"].get("name"), Joined)
    assert made.target(made.by_address["aws_subnet.b"].get("first")) is made.by_address["aws_vpc.a"]
    assert isinstance(made.by_address["aws_subnet.b"].get("all"), Unknown)


def test_a_resource_that_count_turns_off_is_gone(graph: Write) -> None:
    text = """
    variable "on" { default = false }
    resource "aws_vpc" "a" { count = var.on ? 1 : 0 }
    resource "aws_subnet" "b" { vpc_id = try(aws_vpc.a[0].id, "vpc-1") }
    resource "aws_subnet" "c" { vpc_id = aws_vpc.a[0].id }
    """
    made = graph({"main.tf": text})
    assert [one.address for one in made.resources] == ["aws_subnet.b", "aws_subnet.c"]
    assert made.by_address["aws_subnet.b"].get("vpc_id") == "vpc-1"
    assert isinstance(made.by_address["aws_subnet.c"].get("vpc_id"), Unknown)


def test_a_dynamic_block_becomes_the_blocks_it_makes(graph: Write) -> None:
    text = """
    locals { rules = [{ port = 80, from = ["0.0.0.0/0"] }, { port = 443, from = ["10.0.0.0/8"] }] }
    resource "aws_security_group" "a" {
      dynamic "ingress" {
        for_each = local.rules
        iterator = rule
        content {
          from_port   = rule.value.port
          description = "rule ${rule.key}"
          cidr_blocks = rule.value["from"]
        }
      }
    }
    """
    group = graph({"main.tf": text}).by_address["aws_security_group.a"]
    assert [
        (one.get("from_port"), one.get("description"), one.get("cidr_blocks")) for one in group.nested("ingress")
    ] == [
        (80, "rule 0", ("0.0.0.0/0",)),
        (443, "rule 1", ("10.0.0.0/8",)),
    ]


def test_a_dynamic_block_of_what_is_not_known_stays(graph: Write) -> None:
    text = 'resource "a_b" "c" {\n  dynamic "x" {\n    for_each = timestamp()\n    content {}\n  }\n}\n'
    made = graph({"main.tf": text})
    assert [one.type for one in made.resources[0].body.blocks] == ["dynamic"]
    assert any("dynamic" in one.reason for one in made.unknowns)


TWICE = 'resource "aws_vpc" "a" {}\nresource "aws_vpc" "a" {}\n'
CALL = """
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "net" {
  source    = "./modules/net"
  for_each  = toset(["a", "b"])
  name      = "net-${each.key}"
  providers = { aws = aws.us }
}
resource "aws_instance" "one" { subnet_id = module.net["a"].subnets[0] }
"""
NET = """
variable "name" { type = string }
variable "cidr" { default = "10.0.0.0/16" }
resource "aws_vpc" "this" {
  cidr_block = var.cidr
  name       = "${var.name}-vpc"
}
resource "aws_subnet" "this" { vpc_id = aws_vpc.this.id }
output "subnets" { value = [aws_subnet.this.id] }
"""


def test_a_local_module_is_read_for_each_of_its_copies(graph: Write) -> None:
    made = graph({"main.tf": CALL, "modules/net/main.tf": NET})
    assert made.unknowns == ()
    vpc = made.by_address['module.net["b"].aws_vpc.this']
    assert (vpc.get("name"), vpc.provider, vpc.place.file) == ("net-b-vpc", "aws.us", "modules/net/main.tf")
    subnet = made.by_address['module.net["b"].aws_subnet.this']
    assert made.target(subnet.get("vpc_id")) is vpc
    reached = made.target(made.by_address["aws_instance.one"].get("subnet_id"))
    assert reached is made.by_address['module.net["a"].aws_subnet.this']


@pytest.mark.parametrize(
    "source",
    [
        "terraform-aws-modules/vpc/aws",
        "git::https://example.org/x.git",
        "./modules/missing",
        "./modules/broken",
        "./modules/twice",
        "./",
    ],
)
def test_a_module_that_cannot_be_read_is_unknown(source: str, graph: Write) -> None:
    text = f'module "net" {{ source = "{source}" }}\nresource "aws_subnet" "a" {{ vpc_id = module.net.vpc_id }}\n'
    made = graph({"main.tf": text, "modules/broken/main.tf": "resource {", "modules/twice/main.tf": TWICE})
    assert any(one.text.endswith("module.net") for one in made.unknowns)


def test_inputs_of_a_module_take_the_variables_type(graph: Write) -> None:
    inner = """
    variable "rules" {
      type = map(object({
        port  = number
        proto = optional(string, "tcp")
        note  = optional(string)
      }))
    }
    variable "names" { type = set(string) }
    resource "a_b" "c" {
      rules = var.rules
      names = var.names
    }
    """
    call = 'module "m" {\n  source = "./m"\n  rules = { a = { port = "80", more = 1 } }\n  names = ["b", "a", "b"]\n}\n'
    made = graph({"main.tf": call, "m/main.tf": inner}).resources[0]
    assert made.get("rules") == {"a": {"port": 80, "proto": "tcp", "note": None}}
    assert made.get("names") == ("a", "b")


def test_variable_files_that_terraform_reads_by_itself_count(graph: Write) -> None:
    files = {
        "main.tf": 'variable "n" { default = 1 }\nresource "a_b" "c" { n = var.n }\n',
        "terraform.tfvars": "n = 2\n",
        "b.auto.tfvars": "n = 3\n",
        "other.tfvars": "n = 4\n",
    }
    made = graph(files)
    assert made.resources[0].get("n") == 3
    assert made.unknowns == ()


def test_names_that_are_defined_through_each_other_are_unknown(graph: Write) -> None:
    text = 'locals {\n  a = local.b + 1\n  b = local.a + 1\n}\nresource "a_b" "c" { v = local.a }\n'
    assert isinstance(graph({"main.tf": text}).resources[0].get("v"), Unknown)


def test_values_that_grow_without_bound_are_cut_off(graph: Write) -> None:
    doubled = "".join(f"  l{n + 1} = [local.l{n}, local.l{n}]\n" for n in range(30))
    text = f'locals {{\n  l0 = ["x", upper("y")]\n{doubled}}}\nresource "a_b" "c" {{ v = local.l30 }}\n'
    assert any("too large" in one.reason for one in graph({"main.tf": text}).unknowns)


def test_values_that_nest_without_bound_are_cut_off(graph: Write) -> None:
    chained = "".join(f"  m{n + 1} = [local.m{n}]\n" for n in range(500))
    text = f'locals {{\n  m0 = upper("y")\n{chained}}}\nresource "a_b" "c" {{ v = local.m500 }}\n'
    assert any("too" in one.reason for one in graph({"main.tf": text}).unknowns)


def test_a_policy_keeps_its_data_and_places(graph: Write) -> None:
    text = 'resource "a_b" "c" {\n  n = timestamp()\n  p = jsonencode({ a = lower("X") })\n}\n'
    value = graph({"main.tf": text}).resources[0].get("p")
    assert isinstance(value, Encoded)
    assert value.value == {"a": "x"}
    assert ("a",) in value.places


def test_a_tree_without_anything_to_work_out_is_returned_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "a" {}\n', encoding="utf-8")
    made = read_tree(tmp_path)
    assert expanded(tmp_path, made) is made


def test_a_reference_to_an_attribute_that_code_gives_is_followed_only_where_its_value_is_needed(graph: Write) -> None:
    text = """
    resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }
    resource "a_b" "c" {
      kept = aws_vpc.a.cidr_block
      part = cidrsubnet(aws_vpc.a.cidr_block, 8, 1)
      id   = cidrsubnet(aws_vpc.a.id, 8, 1)
    }
    """
    made = graph({"main.tf": text}).by_address["a_b.c"]
    assert isinstance(made.get("kept"), Reference)
    assert made.get("part") == "10.0.1.0/24"
    assert isinstance(made.get("id"), Unknown)


ZONES = """
data "aws_availability_zones" "here" {}
locals { zones = slice(data.aws_availability_zones.here.names, 0, 2) }
resource "aws_subnet" "by_zone" {
  for_each          = { for index, zone in local.zones : zone => index }
  availability_zone = each.key
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, each.value)
}
resource "aws_subnet" "by_set" {
  for_each          = toset(local.zones)
  availability_zone = each.value
}
resource "a_b" "c" {
  one   = aws_subnet.by_zone[local.zones[1]].id
  all   = [for zone in local.zones : aws_subnet.by_set[zone].id]
  named = aws_subnet.by_zone["eu-west-1a"].id
  tried = try(aws_subnet.by_zone["eu-west-1a"].id, "none")
  found = lookup({ eu-west-1a = 1 }, local.zones[0], 2)
  begin = length(regexall("^[a-z]{2}-", local.zones[0])) > 0 ? local.zones[0] : null
  empty = lookup({}, local.zones[0], 2)
  name  = format("n-%s-%d", local.zones[0], 1)
  part  = { for zone in local.zones : zone => upper(zone) }
}
"""


def test_zones_that_only_aws_can_name_are_told_apart(graph: Write) -> None:
    made = graph({"main.tf": ZONES})
    zones = [str(one.get("availability_zone")) for one in made.of_type("aws_subnet")]
    names = [f"data.aws_availability_zones.here.names[{index}]" for index in range(2)]
    assert zones == names * 2
    assert [one.get("cidr_block") for one in made.of_type("aws_subnet")][:2] == ["10.0.0.0/24", "10.0.1.0/24"]
    uses = made.by_address["a_b.c"]
    assert str(uses.get("one")) == f'aws_subnet.by_zone["{names[1]}"].id'
    assert (str(uses.get("begin")), uses.get("empty")) == (names[0], 2)
    assert isinstance(uses.get("name"), Joined)
    assert [str(one) for one in uses.get("all") or ()] == [f'aws_subnet.by_set["{name}"].id' for name in names]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["named", "tried", "found"])
def test_whether_a_zone_has_a_given_name_is_not_guessed(name: str, graph: Write) -> None:
    assert isinstance(graph({"main.tf": ZONES}).by_address["a_b.c"].get(name), Unknown)


def test_ids_survive_being_joined_and_split(graph: Write) -> None:
    text = """
    resource "aws_subnet" "a" { count = 2 }
    resource "a_b" "c" { ids = split(",", join(",", concat(aws_subnet.a[*].id, ["x"]))) }
    """
    ids = graph({"main.tf": text}).by_address["a_b.c"].get("ids")
    assert [str(one) for one in ids or ()] == ["aws_subnet.a[0].id", "aws_subnet.a[1].id", "x"]  # type: ignore[union-attr]


def test_a_resource_is_not_null_and_an_attribute_may_be(graph: Write) -> None:
    text = """
    resource "aws_vpc" "a" {}
    resource "a_b" "c" {
      there = aws_vpc.a != null ? aws_vpc.a.id : null
      maybe = aws_vpc.a.ipv6_cidr_block == null ? 1 : 2
    }
    """
    made = graph({"main.tf": text}).by_address["a_b.c"]
    assert str(made.get("there")) == "aws_vpc.a.id"
    assert isinstance(made.get("maybe"), Unknown)


def test_names_that_stand_for_themselves_stay_names(graph: Write) -> None:
    text = """
    resource "a_b" "c" {
      count      = 1
      depends_on = [aws_vpc.gone]
      lifecycle {
        ignore_changes = [desired_count, tags["x"]]
      }
    }
    """
    made = graph({"main.tf": text})
    assert made.unknowns == ()
    (lifecycle,) = made.resources[0].nested("lifecycle")
    assert [str(one) for one in lifecycle.get("ignore_changes") or ()] == ["desired_count", "tags.x"]  # type: ignore[union-attr]


def test_blocks_of_unknown_types_are_unknown_in_modules_too(graph: Write) -> None:
    made = graph({"main.tf": 'module "m" { source = "./m" }\n', "m/main.tf": 'ephemeral "a" "b" {}\n'})
    assert [one.text for one in made.unknowns] == ["ephemeral"]


@pytest.mark.parametrize(("source", "found"), [("org/vpc/aws", True), ("other/vpc/aws", False)])
def test_what_terraform_init_fetched_is_read_where_it_is_the_module_that_is_called(
    source: str,
    found: bool,  # noqa: FBT001 - a case
    graph: Write,
) -> None:
    listed = [
        {"Key": "net", "Source": "registry.terraform.io/org/vpc/aws", "Dir": ".terraform/modules/net"},
        {"Key": "net.in", "Source": "git::https://example.org/in.git", "Dir": ".terraform/modules/net.in"},
    ]
    made = graph(
        {
            "main.tf": f'module "net" {{\n  source = "{source}"\n  count = 2\n}}\n',
            ".terraform/modules/modules.json": json.dumps({"Modules": listed}),
            ".terraform/modules/net/main.tf": 'module "in" { source = "git::https://example.org/in.git" }\n',
            ".terraform/modules/net.in/main.tf": 'resource "aws_vpc" "a" {}\n',
        }
    )
    addresses = [f"module.net[{index}].module.in.aws_vpc.a" for index in range(2)]
    assert [one.address for one in made.resources] == (addresses if found else [])
    assert (made.unknowns == ()) is found


def test_a_list_of_fetched_modules_cannot_lead_out_of_its_folder(graph: Write) -> None:
    listed = [{"Key": "net", "Source": "org/vpc/aws", "Dir": ".terraform/modules/../../../x"}]
    manifest = {".terraform/modules/modules.json": json.dumps({"Modules": listed})}
    made = graph({"main.tf": 'module "net" { source = "org/vpc/aws" }\n', **manifest})
    assert [one.text for one in made.unknowns] == ["module.net"]
