"""Two parsers that share nothing with ours read a file in the style people write: all three agree."""

import hcl2
import pytest
import tfparse

from bastide.graph.terraform import read_tree
from bastide.hcl.parse import parse
from bastide.model.graph import Encoded, Reference

FILE = """\
variable "environment" {
  type    = string
  default = "prod"
}

locals {
  name   = "shop-${var.environment}"
  common = { Owner = "team-a", "cost:centre" = 42 }
  zones  = ["a", "b", ]
}

/* The bucket
   of the shop. */
resource "aws_s3_bucket" "this" { # main
  bucket = local.name
  tags   = local.common
  zone   = local.zones[1]
  quoted = "a \\"b\\" \\\\ \\u5c45\\n $${x} %%{y} $ 100%"
  number = -12.5
  on     = true
  none   = null

  policy = <<-EOT
        {
          "Statement": ["${local.name}"]

      \t }
    EOT
  raw = <<EOT
   kept "as" \\n it is
EOT

  nested {
    inner { depth = 2 }
    list = [1,
      [2, { three = 3 }],
    ]
  }
}

resource aws_kms_key "bare" {
}
resource "aws_kms_alias" "a" { name = "alias/x" }
"""


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "main.tf").write_text(FILE, encoding="utf-8")
    return tmp_path


def plain(value):
    """Our value as the other parser gives it: lists, and no references."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    assert not isinstance(value, Reference | Encoded)
    return value


def blocks_of(body):
    return {
        **{name: plain(attribute.value) for name, attribute in body.attributes.items()},
        **{block.type: blocks_of(block) for block in body.blocks},
    }


def without_notes(value):
    if isinstance(value, dict):
        return {key: without_notes(item) for key, item in value.items() if key not in ("__tfmeta", "id")}
    return value


def test_terraforms_parser_evaluates_the_tree_to_the_same_values_on_the_same_lines(tree):
    read = tfparse.load_from_path(str(tree))
    graph = read_tree(tree)
    assert graph.unknowns == graph.problems == ()
    assert len(graph.resources) == 3
    for resource in graph.resources:
        (other,) = read[resource.type]
        assert blocks_of(resource.body) == without_notes(other)
        lines = (other["__tfmeta"]["line_start"], other["__tfmeta"]["line_end"])
        assert (resource.place.line, resource.body.end_line) == lines


def test_checkovs_parser_sees_the_same_resources_on_the_same_lines():
    read = hcl2.loads(FILE)["resource"]
    ours = [block for block in parse(FILE, "main.tf").blocks if block.type == "resource"]
    assert len(read) == len(ours)
    for block, other in zip(ours, read, strict=True):
        theirs = other[block.labels[0]][block.labels[1]]
        assert (theirs["__start_line__"], theirs["__end_line__"]) == (block.place.line, block.end_line)
        assert set(block.attributes) <= set(theirs)


def test_the_oracles_can_say_no(tree):
    (tree / "main.tf").write_text(FILE.replace("-12.5", "-12.25"), encoding="utf-8")
    (other,) = tfparse.load_from_path(str(tree))["aws_s3_bucket"]
    bucket = next(block for block in parse(FILE, "main.tf").blocks if block.labels[:1] == ("aws_s3_bucket",))
    assert bucket.get("number") != other["number"]
