from pathlib import Path

import pytest

from bastide.graph.terraform import read_tree
from bastide.report.alarm_words import spoken
from bastide.report.site import words
from bastide.report.site.logs import ALARMS, told

ROOT = Path(__file__).parents[3]
STACK = ROOT / "examples/cloud-window/stack"


def test_every_alarm_of_the_example_has_its_chinese_twin():
    said = [told(one) for one in read_tree(STACK).resources if one.type in ALARMS]
    assert len(said) > 60
    assert [one.en for one in said if one.en and one.zh == one.en] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("More than usual is read from case-files", "case-files 的读取量异常增多"),
        ("No healthy host answers: flow: edge to app@x tcp/8443", "没有健康主机应答：流量 edge 到 app@x tcp/8443"),
        ("Site hall is at 80% of the 200 Mbit/s that it was planned for", "站点 hall 已达规划带宽 200 Mbit/s 的 80%"),
        ("The root user acted", "根用户执行了操作"),
    ],
)
def test_names_and_figures_stand_where_they_belong(english, chinese):
    assert spoken(english).zh == chinese


def test_what_somebody_else_wrote_stays_as_it_is():
    assert spoken("Disk is full").zh == "Disk is full"


def test_what_the_proofs_assume_is_said_in_chinese_too():
    from bastide.prove.identity.paths import ASSUMPTIONS  # noqa: PLC0415 - heavy

    assert [one for one in ASSUMPTIONS if one not in words.ASSUMED] == []
