"""The layout that `terraform fmt` leaves alone, rule by rule."""

import subprocess

import pytest

from bastide.hcl.layout import align
from bastide.hcl.width import columns
from support.terraform_fmt import formatted, needs_terraform
from support.work import calls

UNTIDY = """


locals {

a = 1 # one
bbb = <<EOT
  x = 1
 y
EOT
cc="x${  a+b }" # two
dd = "$${  a }"


e = [
1,
  222, # three
]
  f = jsonencode({ "居民" = 1, Statement = [{
Effect   =   "Allow"
    "é" = -1
abcdef = { x={} }
},{
a=!b
}] })

}
resource "a" "b" { # four
c { d = 1 }
# five
e {}  # six
ff = foo ( 1,2 , a [0],b...)  // seven
g = a.b . c == -1 ? [ x.*.y ] : (
1 - 2 *3
)
/* eight */ h = 1
h1 = [for x in [1]:x if x!=2]
h2 = {for k,v in m:k=>v...}
h3 = {
a:1
bbb = 2
"👩‍👩‍👧" = 3
(var.x)=4
}
i = [{a=1},
{b=2}]
p = provider::aws::arn("x")
}
"""

TIDY = """locals {
  a   = 1 # one
  bbb = <<EOT
  x = 1
 y
EOT
  cc  = "x${a + b}" # two
  dd  = "$${  a }"

  e = [
    1,
    222, # three
  ]
  f = jsonencode({ "居民" = 1, Statement = [{
    Effect = "Allow"
    "é"    = -1
    abcdef = { x = {} }
    }, {
    a = !b
  }] })
}
resource "a" "b" { # four
  c { d = 1 }
  # five
  e {}                       # six
  ff = foo(1, 2, a[0], b...) // seven
  g = a.b.c == -1 ? [x.*.y] : (
    1 - 2 * 3
  )
  /* eight */ h = 1
  h1            = [for x in [1] : x if x != 2]
  h2            = { for k, v in m : k => v... }
  h3 = {
    a : 1
    bbb     = 2
    "👩‍👩‍👧"     = 3
    (var.x) = 4
  }
  i = [{ a = 1 },
  { b = 2 }]
  p = provider::aws::arn("x")
}
"""


def test_an_untidy_file_is_laid_out():
    assert align(UNTIDY) == TIDY


def test_a_tidy_file_stays():
    assert align(TIDY) == TIDY


@needs_terraform
def test_terraform_leaves_the_layout_alone():
    assert formatted(TIDY) == TIDY


@needs_terraform
@pytest.mark.parametrize("key", ["e\u0301", "가", "각", "กำ", "🇨🇳🇨", "👍🏽", "ह\u093f", "中文", "a\u200db"])
def test_a_wide_or_joined_key_is_as_wide_as_terraform_counts_it(key):
    text = align(f'a = {{\n"{key}" = 1\nabcdefgh = 2\n}}\n')
    assert formatted(text) == text


def test_width_counts_what_a_reader_takes_for_one_character():
    assert [columns(text) for text in ("abc", "居民", "e\u0301", "🇨🇳🇨🇳", "👩‍👩‍👧", "각", "각")] == [3, 2, 1, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "line"), [('a = 1\nb = "x\n', 2), ("a = 'x'\n", 1), ("\n\nx = 1;\n", 3), ('a = "${"\n', 1)]
)
def test_what_is_not_hcl_is_refused_with_its_line(text, line):
    with pytest.raises(ValueError, match=f"line {line} "):
        align(text)


def test_an_empty_text_is_one_line_end():
    assert align("\n\n") == "\n"


def test_ten_times_the_lines_take_ten_times_the_work():
    text = TIDY * (1_000 // TIDY.count("\n"))
    assert calls(lambda: align(text * 10)) < 11 * calls(lambda: align(text))


@needs_terraform
def test_the_oracle_can_say_no():
    assert formatted("a=1\n") != "a=1\n"
    with pytest.raises(subprocess.CalledProcessError):
        formatted("a = \n")
