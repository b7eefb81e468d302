"""A Terraform root as one graph: what it declares, what can't be evaluated, what makes any verdict impossible."""

import os

import pytest

from bastide.graph.read import worked_out
from bastide.graph.terraform import read_tree
from bastide.model.graph import Encoded, Joined, Reference, Unknown

MAIN = """
provider "aws" {
  alias  = "dr"
  region = var.region
}
variable "region" { default = "eu-west-1" }
locals {
  port = 443
  tags = { owner = local.owner, ports = [local.port] }
  owner = "bureau"
  key = aws_kms_key.k
}
resource "aws_kms_key" "k" {}
resource "aws_s3_bucket" "b" {
  provider = aws.dr
  bucket   = "x-${var.region}-${local.port}"
  tags     = local.tags
  port     = local.tags.ports[0]
  key      = local.key.arn
  policy   = jsonencode({ Resource = ["${aws_kms_key.k.arn}/*"] })
  lifecycle {
    ignore_changes = [tags]
    precondition { condition = self.a == 1 }
  }
}
data "aws_iam_policy_document" "d" {
  statement { actions = ["s3:Get*"] }
}
output "x" { value = upper("x") }
"""


@pytest.fixture
def tree(tmp_path):
    def write(**files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_tf", ".tf")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def one(graph, address):
    return graph.by_address[address]


def reasons(graph):
    return [f"{unknown.place.file}:{unknown.place.line} {unknown.text}: {unknown.reason}" for unknown in graph.unknowns]


def codes(graph):
    return [problem.code for problem in graph.problems]


def test_resources_data_and_providers_are_read_with_names_replaced_by_their_values(tree):
    graph = read_tree(tree(main_tf=MAIN))
    assert (graph.files, graph.problems, graph.unknowns) == (("main.tf",), (), ())
    assert [resource.address for resource in graph.resources] == [
        "aws_kms_key.k",
        "aws_s3_bucket.b",
        "data.aws_iam_policy_document.d",
    ]
    bucket = one(graph, "aws_s3_bucket.b")
    assert (bucket.provider, bucket.get("bucket"), bucket.get("port")) == ("aws.dr", "x-eu-west-1-443", 443)
    assert bucket.get("tags") == {"owner": "bureau", "ports": (443,)}
    assert graph.target(bucket.get("key")) is one(graph, "aws_kms_key.k")
    assert str(bucket.get("key")) == "aws_kms_key.k.arn"
    assert isinstance(bucket.get("policy"), Encoded)
    (part,) = bucket.get("policy").value["Resource"]
    assert isinstance(part, Joined)
    assert isinstance(part.parts[0], Reference)
    assert (bucket.place.file, bucket.place.line, bucket.at("bucket").line, bucket.body.end_line) == (
        "main.tf",
        14,
        16,
        25,
    )
    assert graph.providers[0].get("region") == "eu-west-1"


def test_files_are_read_in_order_of_name_and_names_cross_files(tree):
    graph = read_tree(tree(b_tf='resource "t" "b" { x = local.x }\n', a_tf='locals { x = 1 }\nresource "t" "a" {}\n'))
    assert graph.files == ("a.tf", "b.tf")
    assert [resource.name for resource in graph.resources] == ["a", "b"]
    assert one(graph, "t.b").get("x") == 1


@pytest.mark.parametrize(
    ("declared", "used", "reason"),
    [
        ('variable "x" {}', "var.x", "no default"),
        ("", "var.x", "nothing declares"),
        ("", "local.x", "nothing declares"),
        ("locals { x = local.x }", "local.x", "through itself"),
        ("locals {\n x = [local.y]\n y = local.x\n}", "local.x", "through itself"),
        ('locals { x = upper("a") }', "local.x", "function `upper`"),
        ("locals { x = { a = 1 } }", "local.x.b", "no element `b`"),
        ("locals { x = [1] }", "local.x[1]", "no element `1`"),
        ('locals { x = "text" }', "local.x.y", "no element `y`"),
        ('variable "x" {\n default = {}\n type = object({ a = optional(string, "b") })\n}', "var.x", "`optional`"),
        ("", "1 + 1", "operator"),
        ("", "[{ a = each.key }]", "`each`"),
        ("", '"a-${f()}"', "function `f`"),
        ("", "jsonencode([a ? b : c])", "conditional"),
    ],
)
def test_a_value_that_cannot_be_evaluated_is_unknown_and_listed(tree, declared, used, reason):
    graph = read_tree(tree(main_tf=f'{declared}\nresource "t" "r" {{\n  nested {{\n    a = {used}\n  }}\n}}\n'))
    (resource,) = graph.resources
    assert len(graph.unknowns) == 1
    assert reason in graph.unknowns[0].reason
    assert graph.unknowns[0].place.file == "main.tf"
    assert "Unknown" in repr(resource.nested("nested")[0].get("a"))
    assert graph.problems == ()


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("count = 2", "main.tf:2 count: "),
        ("for_each = { a = 1 }", "main.tf:2 for_each: "),
        ('dynamic "ingress" {\n content {}\n}', 'main.tf:2 dynamic "ingress": '),
    ],
)
def test_repetition_is_unknown_at_its_place_and_the_resource_stays(tree, body, line):
    graph = read_tree(tree(main_tf=f'resource "t" "r" {{\n{body}\n}}\n'))
    assert one(graph, "t.r")
    assert [reason.startswith(line) for reason in reasons(graph)] == [True]


def test_a_module_call_and_a_strange_block_are_unknown(tree):
    graph = read_tree(tree(main_tf='module "net" {\n  source = "./net"\n}\nephemeral "a" "b" {}\n'))
    assert reasons(graph)[0].startswith("main.tf:1 module.net: ")
    assert "./net" in reasons(graph)[0]
    assert reasons(graph)[1].startswith("main.tf:4 ephemeral: ")


def test_a_sub_directory_that_no_module_names_is_unknown(tree):
    files = {"modules__net__main_tf": "", "modules__net__deep__main_tf": "", "other__main_tf": "", "doc__readme.md": ""}
    graph = read_tree(tree(main_tf='module "net" {\n  source = "./modules/net"\n}\n', **files))
    assert [unknown.text for unknown in graph.unknowns] == ["module.net", "other"]


@pytest.mark.parametrize(
    "name",
    [
        "override.tf",
        "x_override.tf",
        "more.tf.json",
        "x_override.tf.json",
        "main.tofu",
        "more.tofu.json",
        "terraform.tfvars",
        "a.auto.tfvars",
        "a.auto.tfvars.json",
    ],
)
def test_a_file_that_would_change_the_answer_is_never_passed_over(tree, name):
    root = tree(main_tf='resource "t" "r" {}\n')
    (root / name).write_text("{}")
    graph = read_tree(root)
    assert [unknown.text for unknown in graph.unknowns] == [name]
    assert graph.files == ("main.tf",)


def test_what_terraform_passes_over_is_passed_over(tree):
    root = tree(main_tf='resource "t" "r" {}\n', other="x", **{"other.tfvars": "x = 1"})
    for name in (".hidden.tf", "main.tf~", "#main.tf#"):
        (root / name).write_text("not hcl")
    (root / ".terraform").mkdir()
    (root / ".terraform" / "x.tf").write_text("not hcl")
    graph = read_tree(root)
    assert (graph.files, graph.unknowns, graph.problems) == (("main.tf",), (), ())


def test_a_directory_that_is_missing_or_holds_no_terraform_has_no_verdict(tree):
    root = tree(readme="x")
    assert codes(read_tree(root)) == ["SCAN004"]
    assert codes(read_tree(root / "none")) == ["SCAN004"]
    assert codes(read_tree(root / "readme")) == ["SCAN004"]


def test_every_file_that_cannot_be_read_is_a_problem_of_its_own(tree):
    root = tree(
        good_tf='resource "t" "r" {}\n', bad_tf="resource {", latin_tf=b"# caf\xe9\n", twice_tf='resource "t" "r" {}\n'
    )
    graph = read_tree(root)
    assert codes(graph) == ["SCAN002", "SCAN001", "SCAN003"]
    assert "byte 6" in graph.problems[0].message
    assert graph.problems[1].labels[0].place.file == "bad.tf"
    assert [str(label.place) for label in graph.problems[2].labels] == ["twice.tf:1:1", "good.tf:1:1"]


@pytest.mark.parametrize("text", ['resource "t" {}\n', "data {}\n", "variable {}\n", "a = 1\n", 'module "a" "b" {}\n'])
def test_a_block_that_terraform_refuses_is_a_problem(tree, text):
    assert codes(read_tree(tree(main_tf=text))) == ["SCAN001"]


@pytest.mark.parametrize("text", ["locals { a = 1 }\n", 'variable "a" {}\n', 'module "a" {}\n', 'data "a" "b" {}\n'])
def test_anything_declared_twice_is_a_problem(tree, text):
    assert "SCAN003" in codes(read_tree(tree(a_tf=text, b_tf=text)))


def test_links_are_followed_inside_the_tree_only(tree, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.tf"
    outside.write_text('resource "t" "out" {}\n')
    root = tree(main_tf='resource "t" "r" {}\n', sub__real='resource "t" "linked" {}\n')
    (root / "in.tf").symlink_to("sub/real")
    (root / "out.tf").symlink_to(outside)
    (root / "dangling.tf").symlink_to("nowhere")
    (root / "loop.tf").symlink_to("loop.tf")
    (root / "around").symlink_to(root)
    graph = read_tree(root)
    assert [resource.name for resource in graph.resources] == ["linked", "r"]
    assert sorted(problem.labels[0].place.file for problem in graph.problems) == ["dangling.tf", "loop.tf", "out.tf"]
    assert codes(graph) == ["SCAN002"] * 3


def test_a_pipe_named_like_a_file_does_not_hang_the_reader(tree):
    root = tree(main_tf="")
    os.mkfifo(root / "pipe.tf")
    assert codes(read_tree(root)) == ["SCAN002"]


def test_names_that_multiply_are_cut_off(tree):
    doubling = "\n".join(f"  a{n} = [local.a{n + 1}, local.a{n + 1}]" for n in range(60))
    uses = "\n".join(f"  u{n} = local.a0" for n in range(200))
    graph = read_tree(tree(main_tf=f'locals {{\n{doubling}\n  a60 = "x"\n}}\nresource "t" "r" {{\n{uses}\n}}\n'))
    assert any("too large" in unknown.reason for unknown in graph.unknowns)


@pytest.mark.parametrize("order", [1, -1])
def test_names_that_nest_without_end_are_cut_off(tree, order):
    names = [f"  a{n} = [local.a{n + 1}]" for n in range(3000)][::order]
    uses = "\n".join(f"  u{n} = local.a{n}" for n in range(2990, 0, -10))
    graph = read_tree(tree(main_tf="locals {\n" + "\n".join(names) + f'\n}}\nresource "t" "r" {{\n{uses}\n}}\n'))
    assert graph.unknowns
    assert all(isinstance(unknown, Unknown) for unknown in graph.unknowns)


def test_a_name_behind_too_many_other_names_is_unknown(tree):
    names = "\n".join(f"  a{n} = local.a{n + 1}" for n in range(3000))
    graph = read_tree(tree(main_tf=f'locals {{\n{names}\n  a3000 = 1\n}}\nresource "t" "r" {{\n  u = local.a0\n}}\n'))
    assert ["too many other names" in unknown.reason for unknown in graph.unknowns] == [True]


@pytest.mark.parametrize("reading", [read_tree, lambda root: worked_out(root, read_tree(root))])
def test_what_leaves_the_code_and_stays_in_the_cloud_is_unknown(tree, reading):
    text = "removed {\n  from = aws_instance.%s\n  lifecycle {\n    destroy = %s\n  }\n}\n"
    root = tree(
        main_tf=text % ("kept", "false") + text % ("gone", "true") + "removed {\n  from = aws_instance.too\n}\n"
    )
    assert [(one.text, one.place.line) for one in reading(root).unknowns] == [("aws_instance.kept", 1)]
