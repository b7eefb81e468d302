"""Each AWS semantic is one case; three judges that share no code must give the answer that its file expects."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.network import Network
from bastide.prove.aws.reader import read
from semantics.judges import Judges
from semantics.notation import FOLDER, Expectation, NotationError, Verdict, cases, expectation

CASES = tuple(cases())
LEAST = 230

Read = Callable[[Path], tuple[Expectation, Network]]


def shown(path: Path) -> str:
    return str(path.relative_to(FOLDER).with_suffix(""))


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read a case alone: a tree is a folder, and the cases share theirs."""

    @cache
    def one(path: Path) -> tuple[Expectation, Network]:
        tree = tmp_path_factory.mktemp("case")
        shutil.copy(path, tree / "main.tf")
        graph = read_tree(tree)
        assert graph.problems == ()
        return expectation(path.read_text(encoding="utf-8")), read(Case(graph))

    return one


@pytest.mark.parametrize("path", CASES, ids=shown)
def test_three_judges_give_the_answer_that_a_case_expects(path: Path, reading: Read) -> None:
    expected, network = reading(path)
    judges = Judges(network, expected.probes)
    wrong = [
        f"{probe.text} ({judge.__name__} says {judge(probe).name.lower()})"
        for probe in expected.probes
        for judge in (judges.engine, judges.walker, judges.simulator)
        if judge(probe) != probe.verdict
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CASES, ids=shown)
def test_what_a_case_calls_unknown_is_reported_and_nothing_else(path: Path, reading: Read) -> None:
    expected, network = reading(path)
    assert {one.origin.address for one in network.unmodelled} == expected.unknown


@pytest.mark.parametrize(
    ("path", "balancer", "target"),
    [(path, *proxy) for path in CASES for proxy in expectation(path.read_text(encoding="utf-8")).proxies],
    ids=lambda value: shown(value) if isinstance(value, Path) else value,
)
def test_a_balancer_forwards_to_the_target_that_a_case_names(
    path: Path, balancer: str, target: str, reading: Read
) -> None:
    _, network = reading(path)
    targets = [one.targets for one in network.balancers if one.workload.endswith(f".{balancer}")]
    assert [name.rpartition(".")[2] for names in targets for name in names] == [target]


def test_there_are_as_many_cases_as_were_written() -> None:
    assert len(CASES) >= LEAST


@pytest.mark.parametrize("path", CASES, ids=shown)
def test_a_case_says_its_rule_in_sentences_and_who_states_it(path: Path) -> None:
    expected = expectation(path.read_text(encoding="utf-8"))
    assert expected.rule.endswith(".")
    assert expected.source.startswith(("AWS ", "Terraform ", "convention: "))


@pytest.mark.parametrize(
    "header",
    [
        "# A rule.\n# web -> db tcp/1: must",
        "# Source: a page\n# web -> db tcp/1: must",
        "# A rule.\n# Source: a page",
        "# A rule.\n# Source: a page\n# web -> db tcp/1: perhaps",
        "# A rule.\n# Source: a page\n# web -> db tcp/65536: must",
        "# A rule.\n# Source: a page\n# web -> db icmp/8: must",
        "# A rule.\n# Source: a page\n# web -> db protocol/6: must",
        "# A rule.\n# Source: a page\n# web => db tcp/1: must",
    ],
)
def test_a_header_in_other_words_is_refused(header: str) -> None:
    with pytest.raises(NotationError):
        expectation(header)


def test_a_probe_is_read_to_its_last_number() -> None:
    text = "# A rule.\n# Source: a page\n# ipv6 web -> on-premises icmpv6/128/1: may"
    (probe,) = expectation(text).probes
    assert (probe.version, probe.source, probe.destination) == (6, "web", "on-premises")
    assert (probe.protocol, probe.port, probe.verdict) == (58, 128 * 256 + 1, Verdict.MAY)


FAULTS = {
    "acl/the_lowest_number_wins": ('action     = "deny"', 'action     = "allow"', Verdict.MUST),
    "acl/a_reply_entry_for_all_ephemeral_ports_serves_every_client": (
        "to_port    = 65535",
        "to_port    = 65534",
        Verdict.MAY,
    ),
    "acl/a_reply_entry_for_linux_ports_serves_some_clients": ('"tcp"', '"udp"', Verdict.FORWARD),
    "peering/both_sides_need_a_route": ('"10.2.0.0/16"\n    vpc', '"10.7.0.0/16"\n    vpc', Verdict.NONE),
}
"""By case: a text of it, what a careless hand makes of that, and the verdict of the first probe from then on."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_changes_the_answer_of_every_judge(name: str, tmp_path: Path) -> None:
    old, new, verdict = FAULTS[name]
    text = (FOLDER / f"{name}.tf").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "main.tf").write_text(text.replace(old, new), encoding="utf-8")
    (probe, *_) = probes = expectation(text).probes
    judges = Judges(read(Case(read_tree(tmp_path))), probes)
    assert probe.verdict != verdict
    assert [judge(probe) for judge in (judges.engine, judges.walker, judges.simulator)] == [verdict] * 3
