from dataclasses import replace

import pytest

from bastide.model.control import Clause, Responsibility, Status, Wording
from bastide.model.diagnostic import Severity
from bastide.report.evidence.clauses import Item, coverage, items
from support.grounds import RULINGS, assessed

SAID = Wording("said", "说")
NOT, SILENT, WAIVED, PARTLY, PAPER, INHERITED, NOWHERE, GOOD = RULINGS.values()


def clause(provable="full", responsibility="generated"):
    return Clause("8.1.2.1 a", "L3", SAID, provable, Responsibility(responsibility))


def item(*rulings, of=None, standard="mlps3"):
    return Item(standard, "8.1.2.1 a", of or clause(), rulings)


@pytest.mark.parametrize(
    ("rulings", "status"),
    [
        ((GOOD, NOT, SILENT), Status.NOT_SATISFIED),
        ((GOOD, SILENT, WAIVED), Status.NO_EVIDENCE),
        ((GOOD, WAIVED, PAPER), Status.RISK_ACCEPTED),
        ((GOOD, PAPER, INHERITED), Status.OPERATOR),
        ((GOOD, INHERITED), Status.INHERITED),
        ((GOOD, GOOD), Status.SATISFIED),
        ((GOOD, NOWHERE), Status.SATISFIED),
        ((NOWHERE,), Status.NOT_APPLICABLE),
    ],
)
def test_a_clause_gets_the_worst_word_of_its_controls(rulings, status) -> None:
    assert item(*rulings).status is status


@pytest.mark.parametrize(
    ("provable", "who", "status"),
    [
        ("full", "generated", Status.SATISFIED),
        ("partial", "generated", Status.OPERATOR),
        ("partial", "shared", Status.OPERATOR),
        ("none", "operator", Status.OPERATOR),
        ("partial", "provider", Status.INHERITED),
    ],
)
def test_what_code_shows_in_part_is_never_satisfied_by_code(provable, who, status) -> None:
    found = item(GOOD, of=clause(provable, who))
    assert found.status is status
    assert found.partly is (status is not Status.SATISFIED)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("operator", Status.OPERATOR),
        ("provider", Status.INHERITED),
        ("generated", Status.NO_EVIDENCE),
        ("shared", Status.NO_EVIDENCE),
    ],
)
def test_a_clause_that_no_control_serves_still_has_a_word(who, status) -> None:
    assert item(of=clause("none", who)).status is status
    assert not item(of=clause("none", who)).partly


def test_nothing_speaks_for_a_failing_clause_because_code_shows_only_a_part() -> None:
    assert item(GOOD, NOT, of=clause("partial")).status is Status.NOT_SATISFIED


@pytest.mark.parametrize(
    ("ruling", "status"), [(GOOD, Status.OPERATOR), (NOWHERE, Status.NO_EVIDENCE), (NOT, NOT.status)]
)
def test_code_certifies_no_cryptography(ruling, status) -> None:
    assert Item("gm3", "8.1 a", None, (ruling,)).status is status


def test_a_clause_stands_though_the_spec_asks_for_nothing_of_its_kind() -> None:
    found = item(replace(NOWHERE, unasked=True))
    assert (found.status, found.partly) == (Status.OPERATOR, False)
    assert item(replace(NOWHERE, unasked=True), of=clause("partial", "provider")).status is Status.INHERITED
    assert item(replace(NOWHERE, unasked=True), GOOD).status is Status.SATISFIED


def test_code_alone_meets_no_clause_on_management() -> None:
    found = Item("mlps3", "8.1.10.8 a", None, (GOOD,))
    assert (found.status, found.partly) == (Status.OPERATOR, True)
    assert Item("nist-800-53r5", "cm-2", None, (GOOD,)).status is Status.SATISFIED


def test_a_critical_control_that_applies_makes_a_high_risk() -> None:
    critical = [replace(one, control=replace(one.control, severity=Severity.CRITICAL)) for one in (GOOD, NOWHERE)]
    assert item(critical[0]).high_risk
    assert not item(critical[1]).high_risk
    assert not item(GOOD).high_risk


def test_coverage_counts_each_clause_once() -> None:
    some = [item(one) for one in RULINGS.values()]
    found = coverage(some)
    assert (found.proven, found.shared, found.outside) == (1, 1, 2)
    assert (found.not_satisfied, found.no_evidence, found.risk_accepted, found.not_applicable) == (1, 1, 1, 1)
    assert found.total == len(some)


def test_clauses_stand_in_the_order_of_the_catalog_and_what_else_is_cited_after_them() -> None:
    found = assessed()
    cited = replace(GOOD, control=replace(GOOD.control, sources={"mlps3": ("8.1.10.8 a", "8.1.9.2 b", "8.1.2.1 a")}))
    catalog = replace(found.catalog, clauses=(replace(clause(), id="8.1.5"), clause()))
    names = [one.reference for one in items(replace(found, catalog=catalog, rulings=(cited,)), "mlps3")]
    assert names == ["8.1.5", "8.1.2.1 a", "8.1.9.2 b", "8.1.10.8 a"]
