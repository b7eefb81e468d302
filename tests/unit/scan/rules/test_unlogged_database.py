from dataclasses import replace

import pytest

from support.judging import INTENT, outcomes, store

RULE = "unlogged_database"
DATABASE = """
resource "aws_db_instance" "x" {
  parameter_group_name            = aws_db_parameter_group.x.name
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
"""
ALL = {
    "log_connections": "1",
    "log_disconnections": "1",
    "pgaudit.log": "ddl,read,role,write",
    "shared_preload_libraries": "pg_stat_statements,pgaudit",
}


def group(settings):
    lines = "".join(f'parameter {{\n name = "{name}"\n value = "{value}"\n}}\n' for name, value in settings.items())
    return f'resource "aws_db_parameter_group" "x" {{\n{lines}}}\n'


def said(text, *, access_log=True):
    declared = store("x", "aws_db_instance.x", kind="postgres", access_log=access_log)
    return outcomes(RULE, text, replace(INTENT, stores=(declared,)))


def test_a_database_that_logs_everything_is_right():
    assert said(DATABASE + group(ALL)) == ["pass"]
    assert said(DATABASE + group({**ALL, "pgaudit.log": "none", "log_statement": "all"})) == ["pass"]


@pytest.mark.parametrize(
    "changed",
    [
        {"pgaudit.log": "none", "log_statement": "ddl"},
        {"pgaudit.log": "misc"},
        {"pgaudit.log": "read,role"},
        {"pgaudit.log": "all,-read"},
        {"shared_preload_libraries": "pg_stat_statements"},
    ],
)
def test_a_log_without_every_read_and_write_is_found(changed):
    assert said(DATABASE + group({**ALL, **changed})) == ["fail"]


def test_all_classes_hold_reads_and_writes():
    assert said(DATABASE + group({**ALL, "pgaudit.log": "ALL, -misc"})) == ["pass"]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("value", [None, "0"])
def test_what_is_not_logged_is_found(name, value):
    left = {key: one for key, one in ALL.items() if key != name} | ({name: value} if value else {})
    assert said(DATABASE + group(left)) == ["fail"]


def test_a_log_that_stays_on_its_host_is_found():
    assert said(DATABASE.replace('"postgresql"', '"upgrade"') + group(ALL)) == ["fail"]


def test_a_database_with_the_providers_parameters_logs_nothing():
    assert said('resource "aws_db_instance" "x" {}') == ["fail", "fail", "fail", "fail"]


def test_a_store_that_records_no_access_needs_no_log():
    assert said('resource "aws_db_instance" "x" {}', access_log=False) == []
