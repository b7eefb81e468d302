"""The example of log normalisation, sound as generated, and with one thing changed at a time."""

import json
import re
import shutil
from datetime import date

import pytest

from bastide.app.generate import generate
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.model.log_schema import FIELDS
from bastide.scan.own import run_rules
from bastide.scan.reading import read
from support.stacks import ROOT

QUERIES, EVENTS = "log-queries.tf", "privileged-events.tf"


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log-normalise")
    shutil.copyfile(ROOT / "modules/aws/log-normalise/example.yaml", folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=date(2026, 12, 1), discard_edits=False).tree


@pytest.fixture
def changed(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "stack")


def failed(tree):
    found, refusals = run_rules(read(tree).case)
    assert refusals == ()
    return {one.code for one in found if one.outcome is Outcome.FAIL and one.code != "CODE004"}


def replaced(tree, file, old, new):
    path = tree / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def without(tree, file, kind, label):
    path = tree / file
    left = re.sub(rf'^resource "{kind}" "{label}" \{{\n.*?^\}}\n', "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    assert left != path.read_text()
    path.write_text(left)


def test_the_example_is_sound(sound):
    assert failed(sound) == set()


def test_the_schema_has_six_fields_and_every_source_a_mapping_of_each(sound):
    schema = json.loads((sound / "logs/schema.json").read_text())
    assert tuple(schema["fields"]) == FIELDS
    assert len(FIELDS) == 6
    graph = read_tree(sound)
    for source in schema["sources"].values():
        assert tuple(source["fields"]) == FIELDS
        assert source["query"] in graph.by_address
        assert set(source["kept"]) <= graph.by_address.keys()


def test_every_alarm_on_the_trail_has_a_saved_query_of_its_name(sound):
    graph = read_tree(sound)
    alarms = {
        one.get("name")
        for one in graph.of_type("aws_cloudwatch_log_metric_filter")
        if str(one.get("log_group_name")) == "aws_cloudwatch_log_group.audit.name"
    }
    saved = {one.get("name") for one in graph.of_type("aws_athena_named_query")}
    assert len(alarms) > 15
    assert alarms <= saved


def test_nobody_but_who_reads_logs_may_run_queries_and_they_alter_nothing(sound):
    holders = {path.name for path in sound.glob("role-*.tf") if "athena:StartQueryExecution" in path.read_text()}
    assert holders == {"role-auditor.tf"}
    text = (sound / "role-auditor.tf").read_text()
    for deed in ("glue:Update", "glue:Delete", "athena:Update", "athena:Delete", "athena:Create", "s3:Delete"):
        assert deed not in text


@pytest.mark.parametrize(
    ("file", "kind", "label"),
    [
        (QUERIES, "aws_cloudwatch_query_definition", "sessions"),
        (QUERIES, "aws_athena_named_query", "bucket_access"),
        (EVENTS, "aws_athena_named_query", "event_trail_change"),
        (EVENTS, "aws_athena_named_query", "event_role_break_glass"),
    ],
)
def test_a_source_or_an_event_without_a_query_is_found(changed, file, kind, label):
    without(changed, file, kind, label)
    assert failed(changed) == {"LOG013"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_query_that_lacks_a_field_is_found(changed, field):
    replaced(changed, QUERIES, f'AS \\"{field}\\"', 'AS \\"other\\"')
    assert failed(changed) == {"LOG013"}


def test_a_query_that_reads_another_group_is_found(changed):
    replaced(changed, QUERIES, "[aws_cloudwatch_log_group.session.name]", "[aws_cloudwatch_log_group.network.name]")
    assert failed(changed) == {"LOG013"}


def test_a_log_that_leaves_the_log_zone_is_found(changed):
    replaced(changed, "network.tf", "aws_cloudwatch_log_group.network.arn", '"arn:aws:s3:::elsewhere"')
    assert failed(changed) == {"LOG012"}


def test_a_network_whose_names_nobody_records_is_found(changed):
    without(changed, "log-names.tf", "aws_route53_resolver_query_log_config_association", "main")
    assert failed(changed) == {"LOG002"}


@pytest.mark.parametrize("days", [1, 180])
def test_a_group_that_keeps_less_than_six_months_is_found(changed, days):
    replaced(changed, "log-names.tf", "retention_in_days = 400", f"retention_in_days = {days}")
    assert failed(changed) == {"LOG001"}
