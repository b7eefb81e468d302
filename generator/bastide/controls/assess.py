"""Judges a stack by the catalog: every control gets the worst word that its evidence allows."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bastide.controls.catalog import catalog
from bastide.controls.checks import by_checks
from bastide.controls.ground import Ground
from bastide.controls.papers import by_declaration, by_file
from bastide.controls.predicates import apart
from bastide.controls.reach import by_proof
from bastide.controls.resources import by_argument, by_companion
from bastide.model.control import Answer, Assessment, Catalog, Control, Evidence, Kind, Ruling, Status
from bastide.model.finding import Finding, Outcome

_WORST_FIRST = (
    Status.NOT_SATISFIED,
    Status.NO_EVIDENCE,
    Status.RISK_ACCEPTED,
    Status.OPERATOR,
    Status.INHERITED,
    Status.SATISFIED,
)


def assess(ground: Ground, known: Catalog | None = None) -> Assessment:
    """Return what is said of every control of a catalog, ours if none is given."""
    used = known or catalog()
    rulings = tuple(rule(control, ground) for control in used.controls)
    return Assessment(used, rulings, tuple(_loose(rulings, ground)))


def _loose(rulings: Iterable[Ruling], ground: Ground) -> Iterator[Finding]:
    """Yield the failed checks that reach no control: the catalog can't know every check, and not all controls apply."""
    told = {id(one) for ruling in rulings for answer in ruling.answers for one in answer.findings}
    return (one for one in ground.verdict.having(Outcome.FAIL) if id(one) not in told)


def rule(control: Control, ground: Ground) -> Ruling:
    """Return what is said of one control: the worst that any of its evidence says, and nothing without evidence."""
    why = apart(control, ground)
    if why is not None:
        return Ruling(control, why.status, (), why.reason, unasked=why.unasked)
    answers = tuple(_answer(control, evidence, ground) for evidence in control.evidence)
    said = {one.status for one in answers}
    status = next((word for word in _WORST_FIRST if word in said), Status.NO_EVIDENCE)
    return Ruling(control, status, answers)


def _answer(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    if evidence.rules:
        return by_checks(evidence, ground)
    if evidence.kind in _OUTSIDE:
        return Answer(evidence, _OUTSIDE[evidence.kind], note=evidence.need)
    if evidence.kind not in _JUDGES:
        message = f"{control.id}: evidence of kind `{evidence.kind}` names the checks that decide it"
        raise ValueError(message)
    return _JUDGES[evidence.kind](control, evidence, ground)


_OUTSIDE = {Kind.OPERATOR: Status.OPERATOR, Kind.INHERIT: Status.INHERITED}
_JUDGES: Mapping[Kind, Callable[[Control, Evidence, Ground], Answer]] = {
    Kind.REACH: by_proof,
    Kind.COVERS: by_companion,
    Kind.ATTR: by_argument,
    Kind.SPEC: by_declaration,
    Kind.ARTIFACT: by_file,
}
