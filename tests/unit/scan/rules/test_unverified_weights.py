import pytest

from support.judging import outcomes

RULE = "unverified_weights"
DIGEST = "3f0a9d5c1b7e2846aa10c4d8e9f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4"
COMPARE = f'echo "{DIGEST}  weights" | sha256sum --check --strict'
START = "systemctl enable --now model-server"


def host(*lines):
    script = "\n".join(f"    {line}" for line in ("#!/bin/bash", *lines))
    return f'resource "aws_instance" "assistant" {{\n  user_data = <<-SHELL\n{script}\n  SHELL\n}}\n'


def test_a_host_that_compares_before_it_serves_is_right():
    assert outcomes(RULE, host("set -euo pipefail", COMPARE, START)) == ["pass"]


@pytest.mark.parametrize(
    "lines",
    [
        ("set -e", START),  # never compares
        ("set -e", f"# {COMPARE}", START),  # never compares
        ("set -e", COMPARE.replace(DIGEST, "0" * 64), START),  # another digest
        (COMPARE, START),  # goes on
        ("set -e", f"{COMPARE} || true", START),  # goes on
        ("set -e", START, COMPARE),  # serves before
    ],
)
def test_what_a_start_does_wrong_is_found(lines):
    assert outcomes(RULE, host(*lines)) == ["fail"]


def test_a_host_that_starts_nothing_of_ours_is_found():
    assert outcomes(RULE, 'resource "aws_instance" "assistant" {\n}\n') == ["fail"]


def test_a_host_that_the_tree_lacks_is_found():
    assert outcomes(RULE, "") == ["fail"]
