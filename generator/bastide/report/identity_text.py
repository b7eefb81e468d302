"""Who may do what to stores, keys, backups and logs, for people: one line for each right that anybody has."""

from collections.abc import Iterable, Iterator, Mapping

from bastide.model.identity import Answer, Grant, IdentityProof, Right, TargetKind
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint

RIGHTS = (Right.READ, Right.WRITE, Right.GRANT, Right.DESTROY)
HEADS = {
    TargetKind.STORE: "stores",
    TargetKind.KEY: "keys",
    TargetKind.BACKUP: "backups",
    TargetKind.LOG: "logs",
}


def identity(proof: IdentityProof, paint: Paint = PLAIN) -> str:
    """Return who may do what, ending with a line break; `if` marks a right that conditions decide."""
    sections = ["\n".join(_section(proof, kind, paint)) for kind in HEADS]
    ways = "\n".join(_ways(proof, paint))
    return "\n\n".join(section for section in (*sections, ways) if section) + "\n"


def _section(proof: IdentityProof, kind: TargetKind, paint: Paint) -> Iterator[str]:
    targets = [target for target in proof.targets if target.kind is kind]
    if not targets:
        return
    yield paint.strong(f"who may do what to {HEADS[kind]} (* if its conditions hold):")
    for target in targets:
        name = f"{visible(target.address)}{_serving(target.serves)}"
        rights = _by_right(grant for grant in proof.grants if grant.target == target.address)
        yield f"  {name}"
        for right, holders in rights.items():
            yield f"    {right:<8}{', '.join(holders)}"
        if Right.DESTROY not in rights:
            yield f"    {Right.DESTROY:<8}nobody that this tree holds"


def _serving(names: tuple[str, ...]) -> str:
    return f" ({', '.join(map(visible, names))})" if names else ""


def _by_right(grants: Iterable[Grant]) -> Mapping[Right, list[str]]:
    found: dict[Right, dict[str, bool]] = {}
    for grant in grants:
        certain = found.setdefault(grant.right, {})
        certain[grant.holder] = certain.get(grant.holder, False) or grant.answer is Answer.YES
    return {
        right: [f"{_short(name)}{'' if sure else '*'}" for name, sure in sorted(found[right].items())]
        for right in RIGHTS
        if right in found
    }


def _ways(proof: IdentityProof, paint: Paint) -> Iterator[str]:
    roles: dict[str, list[str]] = {}
    for way in proof.ways:
        mark = "" if way.answer is Answer.YES else "*"
        roles.setdefault(way.role, []).append(f"{_short(way.source)}{mark}")
    if roles:
        yield paint.strong("who may take which role (* if its conditions hold):")
    for role, sources in sorted(roles.items()):
        yield f"  {visible(_short(role))}: {', '.join(dict.fromkeys(sources))}"


def _short(address: str) -> str:
    """Return a holder's name without the type of its resource, which the sentence says."""
    kind, dot, name = address.partition(".")
    return visible(name if dot and kind.startswith("aws_iam_") else address)
