"""Programs run under their SDK and are judged; each planted fault is found, at the line to blame, and is new.

`make pulumi-test` plants the first two faults of each program; `make pulumi-corpus` plants all of them.
"""

import os
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest

from pulumi_corpus.answers import OWN, PUBLIC, kept, missed, news, said, untouched
from pulumi_corpus.blame import block_around, call_around, lines
from pulumi_corpus.corpus import (
    PROGRAMS,
    Fault,
    Planted,
    StaleError,
    example_faults,
    examples,
    own_faults,
    own_programs,
    plant,
)
from pulumi_corpus.examples import VARIABLE, source
from pulumi_corpus.page import PAGE, page
from pulumi_corpus.running import Run, importable, interpreter, run_all

ALL = "BASTIDE_PULUMI_CORPUS"
FEWEST_PROGRAMS = 12
FEWEST_FAULTS = 7
FEWEST_EXAMPLES = 20
FEWEST_EXAMPLE_FAULTS = 14
FEWEST_FAULTY_EXAMPLES = 5
EACH = 2


def chosen(faults: tuple[Fault, ...]) -> list[Fault]:
    """Return all faults where that is asked for, else the first ones of each program."""
    if os.environ.get(ALL):
        return list(faults)
    groups = groupby(faults, key=lambda fault: fault.program)
    return [fault for _, group in groups for fault in list(group)[:EACH]]


def named(fault: Fault) -> str:
    return fault.id


needs_sdk = pytest.mark.skipif(interpreter() is None, reason="no Pulumi SDK: `make pulumi-test` sets one up")


@pytest.fixture(scope="session")
def own_runs() -> Mapping[str, Run]:
    programs = {one.name: one for one in own_programs()}
    tasks = [(one, None) for one in programs.values()]
    return by_name([*tasks, *((programs[one.program], one) for one in chosen(own_faults()))])


@pytest.fixture(scope="session")
def public_runs() -> Mapping[str, Run]:
    if source() is None:
        pytest.skip(f"no public programs: {VARIABLE} names none, and `make pulumi-corpus` has fetched none")
    programs = {one.name: one for one in examples() if importable(one.needs)}
    faults = [one for one in chosen(example_faults()) if one.program in programs]
    shown = programs if os.environ.get(ALL) else {one.program for one in faults}
    tasks = [(one, None) for one in programs.values() if one.name in shown]
    return by_name([*tasks, *((programs[one.program], one) for one in faults)])


def by_name(tasks: list) -> Mapping[str, Run]:
    return {run.name: run for run in run_all(tasks)}


@needs_sdk
@pytest.mark.pulumi
@pytest.mark.parametrize("name", [one.name for one in own_programs()])
def test_a_program_of_ours_runs_to_its_end_and_is_mapped_whole(own_runs: Mapping[str, Run], name: str) -> None:
    run = own_runs[name]
    assert (run.ended, run.fault, run.problems) == ("finished", "", ())
    assert run.unmapped == ()
    assert untouched(run) == kept(OWN).programs[name], "the page is stale: run `python -m pulumi_corpus.page --write`"


@needs_sdk
@pytest.mark.pulumi
@pytest.mark.parametrize("fault", chosen(own_faults()), ids=named)
def test_a_planted_fault_is_found_where_it_should_be(own_runs: Mapping[str, Run], fault: Fault) -> None:
    run, before = own_runs[fault.id], own_runs[fault.program]
    assert missed(fault, run, before) == ()
    assert said(fault, run, before) == kept(OWN).faults[fault.id], "the page is stale"


@needs_sdk
@pytest.mark.pulumi
@pytest.mark.parametrize("name", [one.name for one in examples()])
def test_a_public_program_is_recorded_and_says_why_where_not_to_its_end(
    public_runs: Mapping[str, Run], name: str
) -> None:
    if name not in public_runs:
        pytest.skip("not among the chosen ones, or it needs a package that the SDKs' environment lacks")
    run, (program,) = public_runs[name], [one for one in examples() if one.name == name]
    assert run.unmapped == tuple(sorted(program.unmapped))
    if program.ends == "finished":
        assert (run.ended, run.registered) == ("finished", kept(PUBLIC).programs[name].registered)
    else:
        assert (run.ended, program.ends in run.fault) == ("failed", True)


@needs_sdk
@pytest.mark.pulumi
@pytest.mark.parametrize("fault", chosen(example_faults()), ids=named)
def test_a_fault_in_a_public_program_is_found_where_it_should_be(public_runs: Mapping[str, Run], fault: Fault) -> None:
    if fault.id not in public_runs:
        pytest.skip("its program needs a package that the SDKs' environment lacks")
    assert missed(fault, public_runs[fault.id], public_runs[fault.program]) == ()


def test_the_page_shows_the_kept_answers_and_they_are_whole() -> None:
    own, public = kept(OWN), kept(PUBLIC)
    assert set(own.faults) == {one.id for one in own_faults()}
    assert set(own.programs) == {one.name for one in own_programs()}
    assert set(public.programs) == {one.name for one in examples()}
    assert set(public.faults) == {one.id for one in example_faults()}
    assert PAGE.read_text(encoding="utf-8") == page(own, public), "run `python -m pulumi_corpus.page --write`"


def test_there_are_enough_programs_and_faults_and_no_two_are_the_same() -> None:
    faults = own_faults()
    assert {one.name for one in own_programs()} == {path.name for path in PROGRAMS.iterdir()}
    assert len(own_programs()) >= FEWEST_PROGRAMS
    counts = [len([one for one in faults if one.program == program.name]) for program in own_programs()]
    assert min(counts) >= FEWEST_FAULTS
    assert len({(one.program, one.file, one.after, one.old, one.new) for one in faults}) == len(faults)
    assert len(examples()) >= FEWEST_EXAMPLES
    assert len(example_faults()) >= FEWEST_EXAMPLE_FAULTS
    assert len({one.program for one in example_faults()}) >= FEWEST_FAULTY_EXAMPLES


@pytest.mark.parametrize("fault", own_faults(), ids=named)
def test_a_fault_fits_its_program_and_says_why_it_blames_another_line(fault: Fault, tmp_path: Path) -> None:
    copy = tmp_path / fault.file
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text((PROGRAMS / fault.program / fault.file).read_text(encoding="utf-8"), encoding="utf-8")
    planted = plant(fault, tmp_path)
    compile(copy.read_text(encoding="utf-8"), fault.file, "exec")
    assert planted.line > 0
    assert bool(fault.why) == bool(fault.at or fault.block)


def fault_of(**changes: object) -> Fault:
    whole = {"program": "p", "name": "n", "words": "w", "old": "port=80", "new": "port=22", "expect": ("NET001 a.b",)}
    return Fault(**{**whole, **changes})


TEXT = """\
group = Group(
    "web",
    rules=[
        Rule(
            port=80,
            block="10.0.0.0/8",
        ),
    ],
)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "__main__.py").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_fault_changes_one_line_and_says_which(folder: Path) -> None:
    assert plant(fault_of(), folder) == Planted(5)
    assert (folder / "__main__.py").read_text(encoding="utf-8") == TEXT.replace("port=80", "port=22")


def test_a_line_of_which_nothing_is_left_goes(folder: Path) -> None:
    assert plant(fault_of(old="port=80,", new=""), folder) == Planted(4, gone=True)
    assert (folder / "__main__.py").read_text(encoding="utf-8") == TEXT.replace("            port=80,\n", "")


@pytest.mark.parametrize(
    "changes", [{"old": "port=81"}, {"old": "("}, {"after": "nowhere"}, {"old": '"web"', "after": "port=80"}]
)
def test_a_fault_that_does_not_fit_is_refused(folder: Path, changes: dict[str, str]) -> None:
    with pytest.raises(StaleError):
        plant(fault_of(**changes), folder)


def test_the_line_to_blame_is_the_change_the_block_the_call_or_the_one_that_is_named(folder: Path) -> None:
    fault = fault_of()
    assert lines(fault, "NET001", Planted(5), folder) == {("__main__.py", 5)}
    assert lines(fault, "CKV_AWS_24", Planted(5), folder) == {("__main__.py", 1)}
    assert lines(fault, "NET001", Planted(4, gone=True), folder) == {("__main__.py", 1)}
    assert lines(fault_of(block=True), "NET001", Planted(5), folder) == {("__main__.py", 4)}
    assert lines(fault_of(at="rules=["), "NET001", Planted(5), folder) == {("__main__.py", 3)}
    assert call_around(folder / "__main__.py", 6) == 1
    assert block_around(folder / "__main__.py", 3) == 1


def run_of(*findings: tuple[str, str, str, int]) -> Run:
    places = {"NET001": frozenset({("__main__.py", 5)})}
    return Run("p", "finished", "", 1, (), 1, (), (), findings, places, 1.0)


FOUND = ("NET001", "a.b", "__main__.py", 5)


@pytest.mark.parametrize(
    ("after", "before", "outcome"),
    [
        ([FOUND], [], ""),
        ([FOUND], [FOUND], "is not found"),
        ([], [], "is not found"),
        ([("NET001", "a.c", "__main__.py", 5)], [], "is not found"),
        ([("NET001", "a.b", "__main__.py", 6)], [], "stands at"),
    ],
)
def test_a_fault_counts_only_if_it_is_new_on_its_resource_and_at_its_line(
    after: list, before: list, outcome: str
) -> None:
    missing = missed(fault_of(), run_of(*after), run_of(*before))
    assert all(outcome in one for one in missing)
    assert bool(missing) == bool(outcome)


def test_what_was_there_before_is_no_news() -> None:
    other = ("NET006", "a.b", "__main__.py", 7)
    assert news(run_of(FOUND, other), run_of(FOUND)) == (other,)
