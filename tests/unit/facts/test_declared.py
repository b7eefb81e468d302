from dataclasses import replace

from bastide.facts.declared import buckets, kept
from support.judging import INTENT, case, store

TREE = "".join(f'resource "aws_s3_bucket" "{name}" {{}}\n' for name in ("records", "copy", "audit", "other"))


def test_stores_copies_and_logs_are_named_once_and_nothing_else_is():
    stores = (store("records", "aws_s3_bucket.records", copies=("aws_s3_bucket.copy", "aws_s3_bucket.missing")),) * 2
    tree = case(TREE, replace(INTENT, stores=stores))
    assert [one.name for one in buckets(tree)] == ["records", "copy", "audit"]


def test_what_is_no_bucket_is_kept_but_no_bucket():
    tree = case(TREE + 'resource "aws_db_instance" "records" {}')
    assert "aws_db_instance" in {one.type for one in kept(tree)} - {one.type for one in buckets(tree)}


def test_without_a_declaration_nothing_is_named():
    assert list(kept(case(TREE, None))) == []
