from dataclasses import replace
from datetime import date

from bastide.model.control import Kind
from bastide.model.graph import Graph
from bastide.report.evidence import index
from bastide.report.evidence.given import Given
from support.grounds import NOTHING, assessed, failing, piece

PAIRS = tuple(f"z{source} -> z{one}" for source in range(21) for one in range(21))


def objects(subjects, findings=()):
    found = assessed()
    ruling = found.rulings[0]
    answer = replace(ruling.answers[0], evidence=piece(Kind.REACH), subjects=subjects, findings=findings)
    whole = replace(found, rulings=(replace(ruling, answers=(answer,)),))
    return [
        (row[5].en, row[7].en)
        for row in index.table(Given(whole, NOTHING, Graph((), (), (), (), ()), date(2026, 12, 1))).rows
    ]


def test_a_few_pairs_of_zones_have_a_row_each() -> None:
    assert objects(PAIRS[:21]) == [(one, "holds") for one in PAIRS[:21]]


def test_many_pairs_are_grouped_and_none_is_lost() -> None:
    rows = objects(PAIRS)
    assert len(rows) == 21
    told = {
        f"{source} -> {one}"
        for text, _ in rows
        for source, _, rest in (text.partition(" -> "),)
        for one in rest.split("\n")
    }
    assert told == set(PAIRS)


def test_a_pair_that_something_speaks_against_keeps_its_own_row() -> None:
    rows = objects(PAIRS, (failing("SEG001", PAIRS[5]),))
    assert (PAIRS[5], "does not hold") in rows
    assert not any(
        PAIRS[5].rpartition(" ")[2] in text.split("\n")
        for text, word in rows
        if word == "holds" and text.startswith("z0 ")
    )
