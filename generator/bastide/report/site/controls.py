"""Controls by theme, each down to the code, and the standards that they cite, reference by reference."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bastide.model.control import Area, Clause, Ruling, Standard, coverage
from bastide.report import phrases
from bastide.report.control_text import KINDS
from bastide.report.site.drill import pieces
from bastide.report.site.findings import shown
from bastide.report.site.review import Review
from bastide.report.site.words import AREAS, RESPONSIBLE, SOURCES, STATES, state


def fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001 - the template chooses the words
    """Return every control with all that it rests on."""
    rulings = review.assessment.rulings
    groups = [(AREAS[area], [one for one in rulings if one.control.area is area]) for area in Area]
    return {
        "groups": [(name, found, coverage(found)) for name, found in groups],
        "evidence": lambda ruling: pieces(review, ruling.answers),
        "shown": lambda one: shown(review, one),
        "message": phrases.message,
        "state": state,
        "used": [one for one in STATES if any(state(ruling) == one for ruling in rulings)],
        "standards": review.assessment.catalog.standards,
        "short": SOURCES,
        "severities": phrases.SEVERITIES,
        "responsible": RESPONSIBLE,
        "kinds": KINDS,
    }


def standard_fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001
    """Return each standard with its references, and the controls that cite them."""
    catalog = review.assessment.catalog
    clauses = {one.id: one for one in catalog.clauses}
    return {
        "standards": [(one, list(_rows(review, one, clauses))) for one in catalog.standards],
        "state": state,
        "responsible": RESPONSIBLE,
        "counted": lambda rows: coverage(
            {ruling.control.id: ruling for _, _, found in rows for ruling in found}.values()
        ),
    }


def _rows(
    review: Review, standard: Standard, clauses: dict[str, Clause]
) -> Iterator[tuple[str, Clause | None, list[Ruling]]]:
    cited: dict[str, list[Ruling]] = defaultdict(list)
    if standard.id == "mlps3":
        for clause in clauses:
            cited[clause] = []
    for ruling in review.assessment.rulings:
        for reference in ruling.control.sources.get(standard.id, ()):
            cited[reference].append(ruling)
    for reference in cited if standard.id == "mlps3" else sorted(cited, key=_natural):
        yield reference, clauses.get(reference) if standard.id == "mlps3" else None, cited[reference]


def _natural(reference: str) -> list[tuple[int, int, str]]:
    """Return what sorts `8.1.10` after `8.1.9`."""
    parts = reference.replace("-", ".").replace(" ", ".").split(".")
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
