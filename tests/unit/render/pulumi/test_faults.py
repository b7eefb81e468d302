"""What can't be written is refused with its place; nothing is left out in silence."""

import pytest

from bastide.model.diagnostic import CannotAnswerError
from unit.render.pulumi.written import PROVIDER, written

VPC = 'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}\n'


def refused(**files):
    with pytest.raises(CannotAnswerError) as caught:
        written(**files)
    return caught.value


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("PUL040", 'data "aws_region" "r" {}', 1),
        ("PUL040", 'output "o" {\n  value = 1\n}', 1),
        ("PUL041", 'resource "aws_nothing" "x" {}', 1),
        ("PUL042", "\nloose = 1", 2),
        ("PUL042", 'resource "aws_vpc" "x" {\n  cidr = "x"\n}', 2),
        ("PUL042", 'resource "aws_vpc" "x" {\n  nothing {}\n}', 2),
        ("PUL042", 'resource "aws_security_group" "x" {\n  ingress {\n    ports = 1\n  }\n}', 3),
        ("PUL042", 'resource "aws_security_group" "x" {\n  ingress = [{ ports = 1 }]\n}', 2),
        ("PUL042", 'resource "aws_vpc" "x" {\n  lifecycle {\n    ignore_changes = [nothing]\n  }\n}', 3),
        ("PUL043", 'resource "aws_vpc" "x" {\n  cidr_block = 1 + 1\n}', 2),
        ("PUL043", 'resource "aws_vpc" "x" {\n  cidr_block = file("x")\n}', 2),
        ("PUL043", 'resource "aws_security_group" "x" {\n  ingress = [for x in y : x]\n}', 2),
        ("PUL044", 'resource "aws_vpc" "x" {\n  cidr_block = aws_vpc.gone.id\n}', 2),
        ("PUL044", 'resource "aws_vpc" "x" {\n  cidr_block = var.x\n}', 2),
        ("PUL044", f'{VPC}resource "aws_vpc" "x" {{\n  cidr_block = aws_vpc.v\n}}', 5),
        ("PUL044", f'{VPC}resource "aws_vpc" "x" {{\n  cidr_block = aws_vpc.v.nothing\n}}', 5),
        ("PUL044", f'{VPC}resource "aws_vpc" "x" {{\n  cidr_block = aws_vpc.v.arn[0]\n}}', 5),
        ("PUL044", 'resource "aws_vpc" "x" {\n  depends_on = [aws_vpc.gone]\n}', 2),
        ("PUL045", 'resource "aws_vpc" "x" {\n  enable_dns_support = "often"\n}', 2),
        ("PUL045", 'resource "aws_vpc" "x" {\n  ipv4_netmask_length = true\n}', 2),
        ("PUL045", 'resource "aws_security_group" "x" {\n  ingress = "all"\n}', 2),
        ("PUL045", 'resource "aws_wafv2_web_acl" "x" {\n  default_action {}\n  default_action {}\n}', 2),
        ("PUL045", f'{VPC}resource "aws_vpc" "x" {{\n  cidr_block = "a${{aws_vpc.v.enable_dns_support}}"\n}}', 5),
        ("PUL046", 'resource "aws_vpc" "x" {\n  count = 2\n}', 2),
        ("PUL046", 'resource "aws_vpc" "x" {\n  lifecycle {\n    replace_triggered_by = [x]\n  }\n}', 3),
        ("PUL046", 'resource "aws_vpc" "x" {\n  lifecycle {\n    precondition {}\n  }\n}', 3),
        ("PUL046", 'resource "aws_vpc" "x" {\n  provisioner "local-exec" {}\n}', 2),
        ("PUL046", 'resource "aws_vpc" "x" {\n  timeouts {\n    read = "5m"\n  }\n}', 3),
        ("PUL047", 'resource "aws_vpc" "x" {\n  provider = aws.elsewhere\n}', 2),
        ("PUL049", 'resource "aws_vpc" "x" {\n  cidr_block = aws_vpc.x.id\n}', 1),
    ],
)
def test_what_has_no_form_is_refused_at_its_place(code, text, line):
    error = refused(one=text)
    assert [(fault.code, fault.labels[0].place.file, fault.labels[0].place.line) for fault in error.diagnostics] == [
        (code, "one.tf", line)
    ]
    assert error.sources["one.tf"] == text
    assert all((fault.why, fault.fix) for fault in error.diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        PROVIDER + PROVIDER,
        'provider "aws" {\n  alias = "primary"\n}',
        'provider "google" {}',
        'provider "aws" {\n  profile = "x"\n}',
    ],
)
def test_a_provider_that_is_not_known_is_refused(text):
    assert {fault.code for fault in refused(providers=text).diagnostics} <= {"PUL042", "PUL047"}


def test_two_files_of_one_module_are_refused():
    other = VPC.replace('"v"', '"w"')
    assert [fault.code for fault in refused(**{"a_b": VPC, "a.b": other}).diagnostics] == ["PUL048"]


def test_all_faults_are_told_at_once():
    text = 'resource "aws_vpc" "x" {\n  cidr = "x"\n  count = 2\n  tags = { a = 1 + 1 }\n}'
    assert sorted(fault.code for fault in refused(one=text).diagnostics) == ["PUL042", "PUL043", "PUL046"]


def test_a_fault_is_told_once():
    assert len(refused(one=f'{VPC}data "aws_region" "r" {{}}').diagnostics) == 1
