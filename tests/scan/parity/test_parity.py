import pytest

from bastide.scan.checkov.engine import CheckovResult, run
from scan.parity.corpus import write_trees
from scan.parity.vanilla import ask


@pytest.fixture(scope="module")
def trees(tmp_path_factory):
    return write_trees(tmp_path_factory.mktemp("corpus"), count=8, resources=12)


@pytest.fixture(scope="module")
def plain(trees):
    return ask(*trees)


def rows(report):
    return {
        (one.check_id, one.result.value, one.resource, one.file, one.line, one.end_line, one.name)
        for one in report.records
        if one.result is not CheckovResult.UNKNOWN
    }


@pytest.mark.parametrize("accelerated", [True, False])
def test_ordinary_trees_get_the_answers_that_plain_checkov_gives(trees, plain, accelerated):
    for tree, said in zip(trees, plain, strict=True):
        report = run(tree, accelerated=accelerated)
        assert rows(report) == {tuple(row) for row in said["records"]}
        assert list(report.resources) == said["resources"]
        assert report.parsing_errors == ()


def test_the_corpus_makes_checks_pass_and_fail_on_many_types(plain):
    records = [row for said in plain for row in said["records"]]
    assert {row[1] for row in records} == {"pass", "fail"}
    assert len({row[0] for row in records}) > 80
    assert len({row[2].partition(".")[0] for row in records}) > 15


def test_shortcuts_change_nothing_not_even_the_unknowns(trees):
    for tree in trees:
        assert run(tree, accelerated=True) == run(tree, accelerated=False)


def test_records_come_in_one_order(trees):
    records = run(trees[0]).records
    assert list(records) == sorted(records, key=lambda one: (one.file, one.line, one.check_id, one.resource))


def test_a_resource_that_no_check_answers_for_is_uncovered(tmp_path):
    (tmp_path / "main.tf").write_text('resource "aws_vpc_dhcp_options" "x" {\n  domain_name = "a"\n}\n')
    report = run(tmp_path)
    assert report.uncovered == report.resources == ("aws_vpc_dhcp_options.x",)
