"""Each seeded fault is found, and the finding points at the line that made it."""

from pathlib import Path

import pytest

from faults.answers import blamed, failures, kept, said, verdict
from faults.corpus import PATCHES, STACK, Fault, copied, corpus
from faults.page import PAGE, page
from faults.patching import Hunk, Patch, StaleError, parse, plant, written

FEWEST = 65


def named(fault: Fault) -> str:
    return fault.name


@pytest.mark.parametrize("fault", corpus(), ids=named)
def test_a_seeded_fault_is_found_and_its_line_is_blamed(fault: Fault) -> None:
    assert fault.words
    assert fault.codes
    found = blamed(fault)
    assert set(fault.codes) <= {finding.code for finding in found}
    assert said(fault, found) == kept()[fault.name].bastide, "the page is stale: run `make golden`"


def test_the_untouched_stack_has_no_finding_so_every_one_is_new(tmp_path: Path) -> None:
    assert failures(verdict(copied(tmp_path / "stack"))) == ()


def test_there_are_enough_faults_and_no_two_are_the_same() -> None:
    changes = [fault.patch.hunks for fault in corpus()]
    assert len(changes) >= FEWEST
    assert len(set(changes)) == len(changes)


@pytest.mark.parametrize("fault", corpus(), ids=named)
def test_a_patch_shows_the_lines_of_the_committed_stack(fault: Fault) -> None:
    assert (PATCHES / f"{fault.name}.patch").read_text(encoding="utf-8") == written(fault.patch, STACK)


def test_the_answers_about_every_fault_are_kept_and_the_page_shows_them() -> None:
    assert set(kept()) == {fault.name for fault in corpus()}
    assert PAGE.read_text(encoding="utf-8") == page(corpus(), kept())


def tree_of(folder: Path, *lines: str) -> Path:
    (folder / "a.tf").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


PATCH = """\
# Opens it.
# expect: X001
--- a/a.tf
+++ b/a.tf
@@ -1,3 +1,4 @@
 two
-three
+THREE
+more
 four
"""


def test_a_patch_is_applied_where_its_lines_stand_whatever_its_numbers_say(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, "one", "two", "three", "four")
    assert plant(parse(PATCH), tree) == (("a.tf", 3), ("a.tf", 4))
    assert (tree / "a.tf").read_text(encoding="utf-8") == "one\ntwo\nTHREE\nmore\nfour\n"


def test_a_patch_is_written_with_the_numbers_of_the_tree(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, "one", "two", "three", "four")
    assert written(parse(PATCH), tree) == PATCH.replace("-1,3 +1,4", "-2,3 +2,4")


@pytest.mark.parametrize("lines", [("one", "two", "four"), ("two", "three", "four", "two", "three", "four")])
def test_a_patch_that_fits_nowhere_or_twice_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    tree = tree_of(tmp_path, *lines)
    with pytest.raises(StaleError, match="not in one"):
        plant(parse(PATCH), tree)


def test_a_fault_that_changes_nothing_that_matters_is_not_found() -> None:
    old = tuple(f" {line}" for line in (STACK / "providers.tf").read_text(encoding="utf-8").splitlines())
    harmless = Fault("harmless", Patch(("words", "expect: X001"), (Hunk("providers.tf", ("+# a comment", *old)),)))
    assert blamed(harmless) == ()


def test_a_finding_elsewhere_is_no_blame() -> None:
    fault = next(one for one in corpus() if one.name == "address-database")
    away = Fault("away", Patch((*fault.patch.comment, "blame: aws_vpc.main"), fault.patch.hunks))
    assert {finding.code for finding in blamed(fault)} == {"NET006"}
    assert blamed(away) == ()
