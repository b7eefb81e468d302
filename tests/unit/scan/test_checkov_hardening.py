"""Each test plants a fault of checkov 3.3.30, shows that plain checkov has it, and that the engine has not."""

import pytest

from bastide.scan.checkov.engine import Cause, CheckovResult, run
from scan.parity.vanilla import ask

ADMIN = """resource "aws_iam_policy" "p" {
  name   = "p"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ SID Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
"""
WILDCARDS = {"CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290"}
HARMLESS = ADMIN.replace('Action = "*", Resource = "*"', 'Action = "s3:GetObject", Resource = "arn:aws:s3:::a/*"')
BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'


def plant(folder, text, name="main.tf"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text.replace("SID ", ""), encoding="utf-8")
    return folder


def failed(report):
    return {one.check_id for one in report.records if one.result is CheckovResult.FAIL}


def failed_plainly(said):
    return {row[0] for row in said["records"] if row[1] == "fail"}


def both(tree):
    accelerated, plain = run(tree), run(tree, accelerated=False)
    assert accelerated == plain
    return accelerated


@pytest.mark.parametrize("first", ["good", "bad"])
def test_a_policy_is_not_judged_by_the_one_scanned_before(tmp_path, first):
    trees = {"good": plant(tmp_path / "good", HARMLESS), "bad": plant(tmp_path / "bad", ADMIN)}
    order = sorted(trees, key=lambda name: name != first)
    reports = {name: run(trees[name]) for name in order}
    assert reports["bad"].records != reports["good"].records
    assert failed(reports["bad"]) >= WILDCARDS
    assert not failed(reports["good"])

    said = dict(zip(order, ask(*(trees[name] for name in order), fresh=False), strict=True))
    stale = {"good": "bad", "bad": "good"}[first]
    scanner = {"CKV_AWS_286", "CKV_AWS_290"}
    assert (failed_plainly(said[stale]) & scanner == scanner) == (stale == "good")


def test_a_tag_cannot_redefine_a_function_for_the_whole_scan(tmp_path):
    poison = 'resource "aws_sqs_queue" "a" {\n  tags = { note = "jsonencode = 0" }\n}\n'
    tree = plant(tmp_path / "tree", poison + ADMIN)
    clean = plant(tmp_path / "clean", ADMIN)
    assert failed(both(tree)) >= WILDCARDS
    assert failed(run(clean)) >= WILDCARDS

    poisoned, after = ask(tree, clean, fresh=False)
    assert not WILDCARDS & (failed_plainly(poisoned) | failed_plainly(after))


@pytest.mark.parametrize("statements", [120, 700])
def test_a_long_policy_is_evaluated(tmp_path, statements):
    filler = '{ Sid = "Filler%d", Effect = "Deny", Action = "s3:PutObject", Resource = "arn:aws:s3:::a-bucket/%d" }, '
    many = "".join(filler % (number, number) for number in range(statements))
    tree = plant(tmp_path, ADMIN.replace("[{", f"[{many}{{"))
    assert failed(run(tree)) >= WILDCARDS
    assert not WILDCARDS & failed_plainly(ask(tree)[0])


def test_a_long_quoted_policy_is_evaluated(tmp_path):
    filler = '{\\"Sid\\": \\"%d\\", \\"Effect\\": \\"Deny\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"*\\"}, '
    many = "".join(filler % number for number in range(1000))
    admin = '{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\", \\"Resource\\": \\"*\\"}'
    text = f'resource "aws_iam_policy" "p" {{\n  policy = "{{\\"Statement\\": [{many}{admin}]}}"\n}}\n'
    assert failed(run(plant(tmp_path, text))) >= {"CKV_AWS_62", "CKV_AWS_63"}


def test_a_slow_file_does_not_vanish(tmp_path):
    tree = plant(tmp_path, BUCKET * 400)
    slow = """
import time, hcl2
from checkov.common.util.env_vars_config import env_vars_config
env_vars_config.HCL_PARSE_TIMEOUT_SEC = 1
load = hcl2.load
hcl2.load = lambda file: time.sleep(3) or load(file)
"""
    said = ask(tree, setup=slow)[0]
    assert (said["resources"], said["parsing_errors"]) == ([], ["main.tf"])
    assert both(tree).resources == ("aws_s3_bucket.b",)


def test_an_environment_variable_cannot_time_the_parser_out(tmp_path, monkeypatch):
    monkeypatch.setenv("HCL_PARSE_TIMEOUT_SEC", "1")
    monkeypatch.setenv("CHECKOV_RENDER_MAX_LEN", "10")
    assert failed(both(plant(tmp_path, ADMIN))) >= WILDCARDS


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    plant(tmp_path, BUCKET)
    plant(tmp_path, 'resource "aws_s3_bucket" {{{', "broken.tf")
    (tmp_path / "latin.tf").write_bytes(b'# caf\xe9\nresource "aws_s3_bucket" "c" {\n}\n')
    report = both(tmp_path)
    assert report.parsing_errors == ("broken.tf", "latin.tf")
    assert report.resources == ("aws_s3_bucket.b",)


def test_an_answer_that_depends_on_an_unset_variable_is_kept_as_unknown(tmp_path):
    text = 'variable "on" {}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.on\n}\n'
    tree = plant(tmp_path, text)
    found = {one.check_id: one for one in both(tree).records}
    assert found["CKV_AWS_16"].result is CheckovResult.UNKNOWN
    assert found["CKV_AWS_16"].cause is Cause.UNRESOLVED
    assert "CKV_AWS_16" not in {row[0] for row in ask(tree)[0]["records"]}


def test_a_check_that_does_not_apply_declines(tmp_path):
    found = {one.check_id: one for one in both(plant(tmp_path, BUCKET)).records}
    assert found["CKV_AWS_143"].cause is Cause.DECLINED
    assert found["CKV_AWS_144"].cause is None


def test_a_policy_that_crashes_the_scanner_is_not_passed_over(tmp_path):
    tree = plant(tmp_path, ADMIN.replace('Action = "*"', 'Action = ["s3*"]'))
    assert {one.cause for one in both(tree).records if one.check_id == "CKV_AWS_286"} == {Cause.CRASHED}


def test_a_crashing_check_answers_unknown(tmp_path, monkeypatch):
    tree = plant(tmp_path, BUCKET)
    run(tree)
    from checkov.common.checks_infra.solvers import ConnectionExistsSolver  # noqa: PLC0415
    from checkov.common.checks_infra.solvers.attribute_solvers.equals_attribute_solver import (  # noqa: PLC0415
        EqualsAttributeSolver,
    )
    from checkov.terraform.checks.resource.aws.S3BucketObjectLock import S3BucketObjectLock  # noqa: PLC0415

    def crash(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(S3BucketObjectLock, "scan_resource_conf", crash)
    monkeypatch.setattr(ConnectionExistsSolver, "get_operation", crash)
    monkeypatch.setattr(EqualsAttributeSolver, "_get_operation", crash)
    crashed = {one.check_id for one in both(tree).records if one.cause is not None and one.cause is not Cause.DECLINED}
    assert {"CKV_AWS_143", "CKV2_AWS_6"} <= crashed


@pytest.mark.parametrize(
    "line", ["# checkov:skip=CKV_AWS_144:because", '  tags = { note = "checkov:skip=CKV_AWS_144:because" }']
)
def test_a_skip_in_the_code_skips_nothing(tmp_path, line):
    tree = plant(tmp_path, BUCKET.replace('"b"\n}', f'"b"\n{line}\n}}'))
    assert "CKV_AWS_144" in failed(both(tree))
    assert ("CKV_AWS_144", "skip") in {tuple(row[:2]) for row in ask(tree)[0]["records"]}


def test_the_shell_cannot_set_a_variable(tmp_path, monkeypatch):
    text = 'variable "on" {}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.on\n}\n'
    tree = plant(tmp_path, text)
    monkeypatch.setenv("TF_VAR_on", "true")
    assert {one.result for one in both(tree).records if one.check_id == "CKV_AWS_16"} == {CheckovResult.UNKNOWN}
    assert "CKV_AWS_16" not in failed_plainly(ask(tree)[0])
    assert "CKV_AWS_16" in failed_plainly(ask(tree, environment={"TF_VAR_on": "true"})[0])


@pytest.mark.parametrize(
    "sid", ['"a == b"', '"a && b"', '"$${a == b}"', '"${var.quote} == x"', '"it\'s \\"x\\" == y"', '"${var.quote}"']
)
def test_no_text_inside_a_policy_hides_the_policy(tmp_path, sid):
    variable = 'variable "quote" {\n  default = "it\'s"\n}\n'
    tree = plant(tmp_path, variable + ADMIN.replace("SID ", f"Sid = {sid}, "))
    assert failed(both(tree)) >= WILDCARDS


def test_plain_checkov_is_blind_to_a_policy_with_a_comparison_in_its_sid(tmp_path):
    tree = plant(tmp_path, ADMIN.replace("SID ", 'Sid = "a == b", '))
    assert not failed_plainly(ask(tree)[0])


def test_a_reference_may_stand_alone_and_inside_a_string_of_one_policy(tmp_path):
    both_ways = '[aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]'
    tree = plant(tmp_path, BUCKET + ADMIN.replace('Resource = "*"', f"Resource = {both_ways}"))
    assert "CKV_AWS_63" in failed(both(tree))
    assert "CKV_AWS_63" not in failed_plainly(ask(tree)[0])


def test_a_function_inside_a_document_is_left_to_checkov(tmp_path):
    merged = 'jsonencode([merge({ name = "a" }, { image = "b" })])'
    text = f'resource "aws_ecs_task_definition" "t" {{\n  container_definitions = {merged}\n}}\n'
    assert "CKV_AWS_336" in failed(both(plant(tmp_path, text)))


def test_a_power_in_a_description_does_not_hang_the_scan(tmp_path):
    text = 'resource "aws_sqs_queue" "q" {\n  name = "[pow(9, 9 * 100000000)]"\n}\n'
    assert both(plant(tmp_path, text)).resources == ("aws_sqs_queue.q",)


def test_a_break_in_a_string_does_not_stop_later_evaluations(tmp_path):
    text = 'resource "aws_sqs_queue" "q" {\n  name = "break #{}"\n}\n'
    assert failed(both(plant(tmp_path, text + ADMIN))) >= WILDCARDS


def test_only_the_files_of_the_root_module_are_read(tmp_path):
    plant(tmp_path, BUCKET)
    plant(tmp_path, BUCKET.replace('"b" {', '"hcl" {'), "terragrunt.hcl")
    plant(tmp_path, BUCKET.replace('"b" {', '"hidden" {'), ".hidden.tf")
    plant(tmp_path / "below", BUCKET.replace('"b" {', '"below" {'))
    assert both(tmp_path).resources == ("aws_s3_bucket.b",)


def test_a_variable_file_counts_as_terraform_counts_it(tmp_path):
    plant(tmp_path, 'variable "on" {}\nresource "aws_db_instance" "d" {\n  storage_encrypted = var.on\n}\n')
    plant(tmp_path, "on = true\n", "terraform.tfvars")
    assert "CKV_AWS_16" in {one.check_id for one in both(tmp_path).records if one.result is CheckovResult.PASS}
