import pytest

from bastide.facts.values import OpaqueError, number
from support.judging import tree


@pytest.mark.parametrize("written", ["1e999", '"inf"', '"nan"', '"x"'])
def test_what_is_no_whole_number_is_opaque_and_breaks_no_rule(written):
    graph = tree(f'resource "aws_x" "x" {{\n  days = {written}\n}}\n')
    with pytest.raises(OpaqueError):
        number(graph, graph.resources[0].get("days"))


def test_numbers_may_be_written_as_text():
    graph = tree('resource "aws_x" "x" {\n  days = "22"\n}\n')
    assert number(graph, graph.resources[0].get("days")) == 22
