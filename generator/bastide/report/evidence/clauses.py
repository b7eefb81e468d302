"""What the report says of each clause of a standard: the worst of its controls, never more than code can show."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bastide.model.control import Assessment, Clause, Coverage, Responsibility, Ruling, Status, Wording
from bastide.model.diagnostic import Severity

MLPS3 = "mlps3"
_WORST_FIRST = (
    Status.NOT_SATISFIED,
    Status.NO_EVIDENCE,
    Status.RISK_ACCEPTED,
    Status.OPERATOR,
    Status.INHERITED,
    Status.SATISFIED,
)
_ALONE = {Responsibility.OPERATOR: Status.OPERATOR, Responsibility.PROVIDER: Status.INHERITED}
"""What is said of a clause that no control serves, by who answers for it."""
_CERTIFIED = frozenset(("gm3",))
"""Standards on the use of cryptography (密评): they judge products by their certificates."""
_BEYOND_CODE = {Status.SATISFIED: Status.OPERATOR, Status.NOT_APPLICABLE: Status.NO_EVIDENCE}
"""What such a standard makes of a result: to use no approved cryptography is no reason why it would not apply."""
LAYERS = {
    "8.1.1": Wording("secure physical environment", "安全物理环境"),
    "8.1.2": Wording("secure communication network", "安全通信网络"),
    "8.1.3": Wording("secure area boundary", "安全区域边界"),
    "8.1.4": Wording("secure computing environment", "安全计算环境"),
    "8.1.5": Wording("security management centre", "安全管理中心"),
    "8.2.1": Wording("secure physical environment (cloud)", "安全物理环境（云计算扩展）"),
    "8.2.2": Wording("secure communication network (cloud)", "安全通信网络（云计算扩展）"),
    "8.2.3": Wording("secure area boundary (cloud)", "安全区域边界（云计算扩展）"),
    "8.2.4": Wording("secure computing environment (cloud)", "安全计算环境（云计算扩展）"),
    "8.2.5": Wording("security management centre (cloud)", "安全管理中心（云计算扩展）"),
}
"""The layers of GB/T 22239-2019, by the beginning of their clauses' numbers."""
OTHER = Wording("management requirements", "安全管理要求")


@dataclass(frozen=True, slots=True)
class Item:
    """One reference into a standard, with the rulings that serve it; `clause` is set where the catalog describes it."""

    standard: str
    reference: str
    clause: Clause | None
    rulings: tuple[Ruling, ...]

    @property
    def certified(self) -> bool:
        """Whether it asks for approved algorithms and certified products, which no code can show."""
        return is_certified(self.standard)

    @property
    def layer(self) -> Wording:
        """The layer of GB/T 22239-2019 that it stands in."""
        return LAYERS.get(".".join(self.reference.split(" ")[0].split(".")[:3]), OTHER)

    @property
    def applying(self) -> tuple[Ruling, ...]:
        """The rulings that count: those that apply, or all if none does."""
        some = tuple(one for one in self.rulings if one.status is not Status.NOT_APPLICABLE)
        return some or self.rulings

    @property
    def worst(self) -> Status:
        """The worst that its controls say; without a control, who answers for it decides."""
        if not self.rulings:
            return (
                Status.NO_EVIDENCE
                if self.clause is None
                else _ALONE.get(self.clause.responsibility, Status.NO_EVIDENCE)
            )
        said = {one.status for one in self.applying}
        return next((word for word in _WORST_FIRST if word in said), Status.NOT_APPLICABLE)

    @property
    def status(self) -> Status:
        """The result; what code can't show in full is never satisfied by code, however well its controls stand."""
        if self.certified and self.worst in _BEYOND_CODE:
            return _BEYOND_CODE[self.worst]
        if self.standard == MLPS3 and (self.unasked or (self.worst is Status.SATISFIED and not self._by_code)):
            outside = self.clause is not None and self.clause.responsibility is Responsibility.PROVIDER
            return Status.INHERITED if outside else Status.OPERATOR
        return self.worst

    @property
    def unasked(self) -> bool:
        """Whether nothing was judged, as the spec asks for none of it: the clause stands, and people must answer."""
        return self.worst is Status.NOT_APPLICABLE and any(one.unasked for one in self.rulings)

    @property
    def _by_code(self) -> bool:
        """Whether code can show it whole; never a requirement on management, which the catalog doesn't describe."""
        return self.clause is not None and self.clause.provable == "full"

    @property
    def partly(self) -> bool:
        """Whether code shows a part of it, and somebody must add the rest."""
        if self.status not in (Status.OPERATOR, Status.INHERITED):
            return False
        return any(one.partly or one.status is Status.SATISFIED for one in self.applying)

    @property
    def high_risk(self) -> bool:
        """Whether a control that applies to it is critical: an assessor may call its failure a high risk."""
        return any(
            one.control.severity is Severity.CRITICAL for one in self.rulings if one.status is not Status.NOT_APPLICABLE
        )


def is_certified(standard: str) -> bool:
    """Tell whether a standard judges by certificates of products."""
    return standard in _CERTIFIED


def items(found: Assessment, standard: str) -> tuple[Item, ...]:
    """Return each reference into a standard once: the catalog's clauses in its order, then what else is cited."""
    clauses = {one.id: one for one in found.catalog.clauses} if standard == MLPS3 else {}
    serving = _serving(found.rulings, standard)
    others = sorted(serving.keys() - clauses.keys(), key=_natural)
    return tuple(Item(standard, name, clauses.get(name), tuple(serving.get(name, ()))) for name in (*clauses, *others))


def _serving(rulings: Iterable[Ruling], standard: str) -> Mapping[str, list[Ruling]]:
    found: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        for reference in dict.fromkeys(ruling.control.sources.get(standard, ())):
            found.setdefault(reference, []).append(ruling)
    return found


def _natural(reference: str) -> tuple[tuple[int, str], ...]:
    """Order numbers as numbers: 4.2 stands before 4.10."""
    spaced = "".join(one if one.isalnum() else " " for one in reference)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in spaced.split())


def coverage(some: Iterable[Item]) -> Coverage:
    """Return how many references stand how, as for controls: three counts and what is left."""
    found = tuple(some)
    count = Counter(one.status for one in found)
    shared = sum(one.partly for one in found)
    return Coverage(
        proven=count[Status.SATISFIED],
        shared=shared,
        outside=count[Status.OPERATOR] + count[Status.INHERITED] - shared,
        not_satisfied=count[Status.NOT_SATISFIED],
        no_evidence=count[Status.NO_EVIDENCE],
        risk_accepted=count[Status.RISK_ACCEPTED],
        not_applicable=count[Status.NOT_APPLICABLE],
    )
