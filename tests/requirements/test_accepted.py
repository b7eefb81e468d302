"""What an acceptance line of the paper's requirements asks over several modules at once, read from generated stacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bastide.cli.main import run
from bastide.graph.terraform import read_tree
from bastide.model.graph import Reference
from bastide.scan.reading import read
from modules import examples

TODAY = ["--today", examples.TODAY.isoformat()]
SIX = {"time", "user", "src_ip", "action", "object", "result"}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples.stack("log-normalise", tmp_path_factory.mktemp("records"))


def privileged(tree: Path) -> Iterator[str]:
    """Yield the label of every filter that finds a privileged event in the trail."""
    graph = read_tree(tree)
    for one in graph.of_type("aws_cloudwatch_log_metric_filter"):
        group = one.get("log_group_name")
        if isinstance(group, Reference) and group.address == "aws_cloudwatch_log_group.audit":
            yield one.name


def test_portal_and_hall_end_at_the_same_service(tmp_path: Path) -> None:
    assert run(["init", "cloud-window", str(tmp_path / "window"), *TODAY]) == 0
    assert run(["generate", str(tmp_path / "window/platform.yaml"), *TODAY]) == 0
    intent = read(tmp_path / "window/stack").case.intent
    assert intent is not None
    ends = {
        source: {(one.destination, one.first) for one in intent.flows if one.source == source and one.origin == "flow"}
        for source in ("edge", "session")
    }
    assert ends["edge"] == ends["session"] != set()


def test_every_privileged_event_has_a_saved_query(records: Path) -> None:
    saved = {one.name for one in read_tree(records).of_type("aws_athena_named_query")}
    events = set(privileged(records))
    assert len(events) > 15
    assert {f"event_{name}" for name in events} - saved == set()


def test_every_source_of_records_is_read_in_the_six_fields(records: Path) -> None:
    intent = read(records).case.intent
    assert intent is not None
    assert len(intent.sources) > 5
    assert [one.name for one in intent.sources if {name for name, _ in one.fields} != SIX] == []
