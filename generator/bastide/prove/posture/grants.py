"""Who may do what, as traits."""

from collections.abc import Iterator

from bastide.model.change import Aspect, Trait
from bastide.model.identity import Answer, Ground, IdentityProof
from bastide.model.place import Place


def grants(proof: IdentityProof | None) -> Iterator[Trait]:
    """Yield every right that somebody may have, every way into a role, and every demand it may be taken without.

    What is certainly denied is no trait.
    """
    if proof is None:
        return
    for grant in (*proof.grants, *proof.unstopped):
        if grant.answer is not Answer.NO:
            subject = f"{grant.holder} may {grant.right} {grant.target}"
            yield Trait(Aspect.GRANT, subject, "open", None, _place(grant.grounds))
    for way in proof.ways:
        yield Trait(Aspect.GRANT, f"{way.source} may take {way.role} by {way.by}", "open", None, _place(way.grounds))
    for lapse in proof.lapses:
        subject = f"{lapse.role} may be taken without {lapse.demand}"
        yield Trait(Aspect.GRANT, subject, "open", None, _place(lapse.grounds))
    for need in proof.needs:
        if need.answer is Answer.YES:
            yield Trait(Aspect.NEED, f"{need.origin}: {need.deed} on {need.target}", "met", 1.0, _place(need.grounds))


def _place(grounds: tuple[Ground, ...]) -> Place | None:
    return grounds[0].place if grounds else None
