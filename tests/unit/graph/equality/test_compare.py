"""Two trees that say the same in other words are equal; every difference is found, at its place."""

import pytest

from bastide.graph.equality.compare import compare
from bastide.graph.read import read

TREE = """
provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "dr"
  region = "eu-west-2"
}

data "aws_caller_identity" "me" {}

resource "aws_s3_bucket" "a" {
  provider = aws.dr
  bucket   = "records-${data.aws_caller_identity.me.account_id}-x"

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags]
  }
}

resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Deny"
      Action    = ["s3:DeleteObject"]
      Resource  = "${aws_s3_bucket.a.arn}/*"
      Condition = { StringNotEquals = { "aws:user" = "$${aws:username}" } }
    }]
  })
  depends_on = [aws_security_group.g]
}

resource "aws_security_group" "g" {
  description = "x"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "172.16.0.0/12"]
  }

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
"""


def graph(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "main.tf").write_text(text)
    found = read(folder)
    assert not found.problems
    return found


def compared(tmp_path, text):
    return compare(graph(tmp_path / "left", TREE), graph(tmp_path / "right", text))


def test_a_tree_equals_itself_and_says_how_much_was_compared(tmp_path):
    found = compared(tmp_path, TREE)
    assert found.differences == ()
    assert found.resources == 3
    assert found.values > 15


SAME = {
    "another alias": (('alias  = "dr"', 'alias  = "far"'), ("= aws.dr", "= aws.far")),
    "another name of a data source": (('"me"', '"self"'), (".me.", ".self.")),
    "a null": (('description = "x"', 'description = "x"\n  name_prefix = null'),),
    "a port in quotes": (("from_port   = 443", 'from_port   = "443"'),),
    "an implied dependency": (("[aws_security_group.g]", "[aws_security_group.g, aws_s3_bucket.a]"),),
    "no protection said": (
        (
            "  bucket = aws_s3_bucket.a.id\n",
            "  bucket = aws_s3_bucket.a.id\n  lifecycle {\n    prevent_destroy = false\n  }\n",
        ),
    ),
    "the order of an object": (
        (
            'Effect    = "Deny"\n      Action    = ["s3:DeleteObject"]',
            'Action    = ["s3:DeleteObject"]\n      Effect    = "Deny"',
        ),
    ),
}


@pytest.mark.parametrize("edits", SAME.values(), ids=SAME)
def test_other_words_for_the_same_are_equal(tmp_path, edits):
    assert compared(tmp_path, edited(*edits)).differences == ()


OTHER = {
    "provider": ("  provider = aws.dr\n", "", "aws_s3_bucket.a", "provider.region"),
    "a provider's region": ('"eu-west-2"', '"eu-west-3"', "aws_s3_bucket.a", "provider.region"),
    "a reference": ("bucket = aws_s3_bucket.a.id", 'bucket = "aws_s3_bucket.a.id"', "aws_s3_bucket_policy.a", "bucket"),
    "another attribute": ("aws_s3_bucket.a.id", "aws_s3_bucket.a.arn", "aws_s3_bucket_policy.a", "bucket"),
    "a template": ('-x"', '-y"', "aws_s3_bucket.a", "bucket"),
    "a data source": (
        'aws_caller_identity" "me" {}',
        'aws_caller_identity" "me" { x = 1 }',
        "aws_s3_bucket.a",
        "bucket",
    ),
    "an escape": ("$${aws:username}", "{aws:username}", "aws_s3_bucket_policy.a", "policy"),
    "an action": ("s3:DeleteObject", "s3:GetObject", "aws_s3_bucket_policy.a", "policy"),
    "protection": ("prevent_destroy = true", "prevent_destroy = false", "aws_s3_bucket.a", "prevent_destroy"),
    "ignored changes": ("[tags]", "[acl]", "aws_s3_bucket.a", "ignore_changes[0]"),
    "a dependency": ("  depends_on = [aws_security_group.g]\n", "", "aws_s3_bucket_policy.a", "depends_on"),
    "a port": ("from_port   = 80", "from_port   = 81", "aws_security_group.g", "ingress[1].from_port"),
    "an order": (
        '"10.0.0.0/8", "172.16.0.0/12"',
        '"172.16.0.0/12", "10.0.0.0/8"',
        "aws_security_group.g",
        "ingress[0].cidr_blocks[0]",
    ),
    "an entry less": (', "172.16.0.0/12"', "", "aws_security_group.g", "ingress[0].cidr_blocks"),
    "an attribute less": ('  description = "x"\n', "", "aws_security_group.g", "description"),
    "a text like a reference": ('"s3:DeleteObject"', "aws_s3_bucket.a.arn", "aws_s3_bucket_policy.a", "policy"),
}


@pytest.mark.parametrize(("old", "new", "address", "path"), OTHER.values(), ids=OTHER)
def test_every_difference_is_found_where_it_is(tmp_path, old, new, address, path):
    found = {(one.address, one.path) for one in compared(tmp_path, edited((old, new))).differences}
    assert (address, path) in found


@pytest.mark.parametrize("swapped", [False, True])
def test_a_resource_that_one_side_lacks_is_one_difference(tmp_path, swapped):
    more = graph(tmp_path / "more", TREE + 'resource "aws_eip" "b" {\n  tags = {}\n}\n')
    less = graph(tmp_path / "less", TREE)
    sides = (less, more) if swapped else (more, less)
    (one,) = compare(*sides).differences
    assert (one.address, one.path) == ("aws_eip.b", "")
    assert (one.left is None, one.right is None) == (swapped, not swapped)


def test_a_difference_says_both_values_and_places(tmp_path):
    (one,) = compared(tmp_path, edited(("to_port     = 80", "to_port     = 90"))).differences
    assert (one.left.shown, one.right.shown) == ("80", "90")
    assert one.left.place.file == "main.tf"


def edited(*edits):
    text = TREE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1) if text.count(old) == 1 or "aws_s3_bucket.a" in old else text.replace(old, new)
    return text


ENCODED = 'resource "aws_x" "b" {}\nresource "aws_x" "c" {}\nresource "aws_x" "a" {\n  ids = %s\n}\n'


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("jsonencode([aws_x.b.id])", r'"[\"${aws_x.b.id}\"]"', True),
        ("jsonencode({ a = aws_x.b.id })", r'"{\"a\": \"${aws_x.b.id}\"}"', True),
        ('jsonencode(["x/${aws_x.b.id}"])', r'"[\"x/${aws_x.b.id}\"]"', True),
        ("jsonencode([aws_x.b.id])", r'"[\"${aws_x.c.id}\"]"', False),
        ("jsonencode([aws_x.b.id])", r'"[\"${aws_x.b.id}\", \"\"]"', False),
        ("jsonencode([aws_x.b.id])", r'"[\"$${aws_x.b.id}\"]"', False),
        ("jsonencode([aws_x.b.id])", '"[${aws_x.b.id}"', False),
    ],
)
def test_a_document_is_the_same_encoded_by_code_or_written_out(tmp_path, left, right, same):
    one, other = graph(tmp_path / "left", ENCODED % left), graph(tmp_path / "right", ENCODED % right)
    assert (compare(one, other).differences == ()) is same
