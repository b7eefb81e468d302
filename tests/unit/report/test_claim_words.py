from dataclasses import replace

import pytest

from bastide.controls.words import comparison
from bastide.model.proof import Standing
from bastide.report import phrases
from bastide.report.claim_words import chinese
from support.grounds import cell, ground, piece, ruling
from support.judging import INTENT, store

KEY = """
resource "aws_kms_key" "a" {
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  description              = "a"
  policy                   = var.policy
}
variable "policy" {}
"""


def attr(claim, path, *values):
    return piece("attr", claim=claim, of=("aws_kms_key",), path=path, values=values)


def spec(claim, path, *values):
    return piece("spec", claim=claim, path=path, values=values)


def said(evidence, on):
    (answer,) = ruling(evidence, on=on).answers
    message = phrases.message(answer.findings[0])
    return message.en, message.zh


@pytest.mark.parametrize(
    ("evidence", "english", "zh"),
    [
        (
            attr("in", "multi_region", "true"),
            "`multi_region` is not set; wanted: true",
            "`multi_region` 未设置，应为 true",
        ),
        (
            attr("in", "customer_master_key_spec", "SM4", "SM2"),
            "`customer_master_key_spec` is `SYMMETRIC_DEFAULT`; wanted: SM4 or SM2",
            "`customer_master_key_spec` 为 `SYMMETRIC_DEFAULT`，应为 SM4 或 SM2",
        ),
        (attr("absent", "description"), "`description` is `a`; wanted: nothing", "`description` 为 `a`，不应设置"),
        (attr("present", "alias"), "`alias` is not set; wanted: any value", "`alias` 未设置，应予设置"),
        (attr("at_least", "days", "90"), "`days` is not set; wanted: at least 90", "`days` 未设置，应不小于 90"),
        (attr("at_most", "days", "90"), "`days` is not set; wanted: at most 90", "`days` 未设置，应不大于 90"),
        (
            attr("includes", "kinds", "EC2", "ECR"),
            "`kinds` is not set; wanted: EC2 and ECR among them",
            "`kinds` 未设置，应包含 EC2 和 ECR",
        ),
        (
            attr("excludes", "description", "a", "b"),
            "`description` is `a`; wanted: none of a, b",
            "`description` 为 `a`，不应含有 a、b",
        ),
        (
            attr("matches", "description", "^b$"),
            "`description` is `a`; wanted: a match of `^b$`",
            "`description` 为 `a`，应匹配 `^b$`",
        ),
        (attr("in", "policy", "x"), "`var.policy` decides `policy`", "`policy` 由 `var.policy` 决定，代码无法判定"),
        (
            attr("exists", "description", "^b$"),
            "no `aws_kms_key` has `description` with `^b$`",
            "没有 `aws_kms_key` 的 `description` 含有 `^b$`",
        ),
        (
            piece("covers", of=("aws_kms_key",), has=("aws_kms_alias", "aws_kms_grant"), path="key_id"),
            "no `aws_kms_alias` or `aws_kms_grant` refers to `aws_kms_key.a`",
            "没有引用 `aws_kms_key.a` 的 `aws_kms_alias` 或 `aws_kms_grant`",
        ),
    ],
)
def test_what_speaks_against_a_resource_is_told_in_words(evidence, english, zh):
    assert said(evidence, ground(KEY)) == (english, zh)


@pytest.mark.parametrize(
    ("evidence", "english", "zh"),
    [
        (spec("present", "separate"), "`separate` is not declared", "`separate` 未声明"),
        (
            spec("includes", "frameworks", "gm3"),
            "`frameworks` is declared as `mlps3, nist`; wanted: gm3 among them",
            "`frameworks` 声明为 `mlps3, nist`，应包含 gm3",
        ),
        (
            spec("at_least", "stores.*.rpo_minutes", "61"),
            "`stores.a.rpo_minutes` is declared as `60`; wanted: at least 61",
            "`stores.a.rpo_minutes` 声明为 `60`，应不小于 61",
        ),
        (
            spec("in", "nothing", "a", "b"),
            "`nothing` is not declared; wanted: a or b",
            "`nothing` 未声明，应为 a 或 b",
        ),
    ],
)
def test_what_speaks_against_a_declaration_is_told_in_words(evidence, english, zh):
    declared = replace(INTENT, separate=(), stores=(store("a"),), frameworks=("mlps3", "nist"))
    assert said(evidence, ground(intent=declared)) == (english, zh)


@pytest.mark.parametrize(
    ("claim", "ports", "standing", "zh"),
    [
        ("equals_declared", (), "violated", "app -> data：可通过的流量超出声明"),
        ("equals_declared", (), "blocked", "app -> data：已声明的流量不通"),
        ("nothing_more", (), "unknown", "app -> data：部分路径未建模"),
        ("no_path", (22,), "violated", "app -> data：tcp/22 可通过"),
    ],
)
def test_what_passes_is_told_in_words(claim, ports, standing, zh):
    evidence = piece("reach", claim=claim, of=("zone:app",), to=("zone:data",))
    assert said(evidence, ground(cells=[cell("app", "data", Standing(standing), *ports)]))[1] == zh


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("`a.tf` is missing", "`a.tf` 缺失"),
        ("`a.tf` is not as it was generated", "`a.tf` 与生成时不一致"),
        ("`var.x` decides it", "由 `var.x` 决定，代码无法判定"),
        ("a -> b: any protocol passes", "a -> b：任何协议均可通过"),
        ("a -> b: protocol 47 passes", "a -> b：协议 47 可通过"),
        ("a -> b: not held by groups or acls", "a -> b：未被 安全组或网络 ACL 阻断"),
        ("`x` is new", "`x` is new"),
    ],
)
def test_the_other_sentences_have_their_twins(text, zh):
    assert chinese(text) == zh


def test_many_values_are_listed():
    assert comparison("in", ("a", "b", "c")) == "a, b or c"
    assert chinese("`x` is `y`; wanted: a, b or c") == "`x` 为 `y`，应为 a、b 或 c"
