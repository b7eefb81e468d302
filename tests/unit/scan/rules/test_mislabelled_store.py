from dataclasses import replace

import pytest

from support.judging import INTENT, outcomes, store

RULE = "mislabelled_store"
DECLARED = replace(store("x", "aws_s3_bucket.x"), copies=("aws_s3_bucket.copy",))


def said(text):
    return outcomes(RULE, text, replace(INTENT, stores=(DECLARED,)))


def bucket(label, name="x"):
    return f'resource "aws_s3_bucket" "{name}" {{\n  tags = {{ "bastide:level" = {label} }}\n}}\n'


def test_a_store_carries_the_label_of_its_class():
    assert said(bucket('"core"') + bucket('"core"', "copy")) == ["pass", "pass"]


@pytest.mark.parametrize("name", ["x", "copy"])
def test_another_label_is_found_on_the_store_and_on_its_copy(name):
    other = "copy" if name == "x" else "x"
    assert sorted(said(bucket('"general"', name) + bucket('"core"', other))) == ["fail", "pass"]


def test_tags_without_a_label_are_found_and_no_tags_are_the_labels_control():
    assert said('resource "aws_s3_bucket" "x" {\n  tags = { owner = "a" }\n}') == ["fail"]
    assert said('resource "aws_s3_bucket" "x" {}') == []


def test_a_label_that_nobody_can_read_is_unknown():
    assert said(bucket("var.level")) == ["unknown"]
    assert said('resource "aws_s3_bucket" "x" {\n  tags = var.tags\n}') == ["unknown"]


def test_what_is_not_declared_has_no_class():
    assert outcomes(RULE, bucket('"general"'), None) == []
