"""The example of large models, sound as generated, and with one promise broken at a time."""

import re
import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.app.prove import prove
from bastide.model.finding import Outcome
from bastide.scan.own import run_rules
from bastide.scan.reading import read
from support.stacks import ROOT

HOSTS, DOOR = "model-assistant.tf", "model-assistant-door.tf"
WAY_OUT = """
resource "aws_eip" "out" {
  domain = "vpc"
}
resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "out" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.out.id
  }
}
resource "aws_subnet" "out" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.40.250.0/24"
}
resource "aws_route_table_association" "out" {
  subnet_id      = aws_subnet.out.id
  route_table_id = aws_route_table.out.id
}
resource "aws_nat_gateway" "out" {
  allocation_id = aws_eip.out.id
  subnet_id     = aws_subnet.out.id
}
resource "aws_network_acl" "out" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.out.id]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_vpc_security_group_egress_rule" "out" {
  security_group_id = aws_security_group.ai.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.ai.id
  rule_number    = 90
  egress         = true
  protocol       = "6"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 443
  to_port        = 443
}
resource "aws_network_acl_rule" "back" {
  network_acl_id = aws_network_acl.ai.id
  rule_number    = 91
  egress         = false
  protocol       = "6"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}
"""


ROUTE = """  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.out.id
  }
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("llm")
    shutil.copyfile(ROOT / "modules/aws/llm/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


@pytest.fixture
def changed(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "stack")


def failed(tree):
    found, refusals = run_rules(read(tree).case)
    assert refusals == ()
    return {one.code for one in found if one.outcome is Outcome.FAIL and one.code != "CODE004"}


def without(tree, file, kind, label):
    path = tree / file
    text = path.read_text()
    left = re.sub(rf'^resource "{kind}" "{label}" \{{\n.*?^\}}\n', "", text, flags=re.MULTILINE | re.DOTALL)
    assert left != text
    path.write_text(left)


def replaced(tree, file, old, new):
    path = tree / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_the_example_breaks_no_rule_of_ours(sound):
    assert failed(sound) == set()


def test_a_way_out_of_the_models_zone_is_told_hop_by_hop(changed):
    (changed / "out.tf").write_text(WAY_OUT)
    replaced(changed, "zone-ai.tf", "  route  = []\n", ROUTE)
    proved = prove(changed, zones=None, today=date(2026, 12, 1), progress=lambda _: None)
    (broken,) = [one for one in proved.verdict.findings if one.code == "SEG001"]
    assert broken.message.startswith("`ai` reaches `internet` by tcp/443, though `never` promises that nothing does")
    assert any("aws_nat_gateway.out" in str(step) for step in broken.steps)


def test_weights_that_nobody_compares_are_found(changed):
    replaced(changed, HOSTS, "sha256sum --check --strict", "cat")
    assert failed(changed) == {"DATA031"}


def test_a_department_without_a_usage_plan_is_found(changed):
    without(changed, DOOR, "aws_api_gateway_usage_plan", "assistant_health")
    assert "ACC013" in failed(changed)


def test_a_department_that_may_ask_without_end_is_found(changed):
    replaced(changed, DOOR, "limit  = 20000", "limit  = 90000000")
    assert failed(changed) == {"ACC013"}


def test_a_door_that_the_internet_sees_is_found_and_no_longer_proven(changed):
    replaced(changed, DOOR, 'types            = ["PRIVATE"]', 'types            = ["REGIONAL"]')
    assert "ACC013" in failed(changed)
    proved = prove(changed, zones=None, today=date(2026, 12, 1), progress=lambda _: None)
    assert [one.code for one in proved.verdict.findings if one.outcome is Outcome.UNKNOWN] == ["SEG007"]


def test_a_host_reads_one_file_and_nothing_else_of_the_store(sound):
    assert "ReadTheWeights" in (sound / HOSTS).read_text()
    assert '"${aws_s3_bucket.models.arn}/deepseek-r1-70b.tar"' in (sound / HOSTS).read_text()


def test_no_prompt_and_no_answer_is_recorded(sound):
    text = (sound / DOOR).read_text()
    assert "data_trace_enabled = false" in text
    assert "$context.requestOverride" not in text
    assert "body" not in text.partition("access_log_settings")[2].partition("tags")[0]


def test_whoever_loses_the_right_to_ask_is_out_with_the_next_apply(sound):
    deployment = (sound / DOOR).read_text().split('resource "aws_api_gateway_deployment" "assistant"')[1]
    triggers = deployment.split("triggers = {")[1].split("}")[0]
    assert "aws_api_gateway_rest_api_policy.assistant.policy" in triggers
    assert "aws_api_gateway_integration.assistant.uri" in triggers


def test_the_log_group_that_api_gateway_would_make_has_a_key_and_a_term(sound):
    group = (sound / DOOR).read_text().split('"model_assistant_faults" {')[1].split("\nresource")[0]
    assert '"API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.assistant.id}/v1"' in group
    assert "aws_kms_key.logs.arn" in group
    assert "retention_in_days" in group


def test_api_gateway_may_do_what_it_asks_for_before_it_takes_a_role_for_logs(sound):
    text = (sound / "models.tf").read_text()
    assert all(f'"logs:{verb}"' in text for verb in ("FilterLogEvents", "GetLogEvents", "PutLogEvents"))
    assert "aws:SourceAccount" not in text


def test_the_balancer_may_write_its_log_or_it_would_not_even_start(sound):
    policy = (sound / "access-log-bucket.tf").read_text().split('"aws_s3_bucket_policy" "access_log"')[1]
    writes = policy.split('"ModelBalancerWrites"')[1].split("Sid")[0]
    assert '"delivery.logs.amazonaws.com"' in writes
    assert '"${aws_s3_bucket.access_log.arn}/*/AWSLogs/123456789012/*"' in writes
    assert '"s3:GetBucketAcl"' in policy.split('"ModelBalancerChecks"')[1].split("Sid")[0]
