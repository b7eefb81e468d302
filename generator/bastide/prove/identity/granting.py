"""Every right that somebody has over something that is protected."""

from collections.abc import Iterator

from bastide.model.identity import Grant, HolderKind, Right
from bastide.prove.identity.catalog import DEEDS, Deed
from bastide.prove.identity.clause import Ask
from bastide.prove.identity.decide import Ruling
from bastide.prove.identity.grounds import ANSWERS, by_principal, by_right, short_of
from bastide.prove.identity.outsiders import Outsider, outsiders
from bastide.prove.identity.people import Person
from bastide.prove.identity.protected import Protected
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.shields import closed_to_public
from bastide.prove.identity.truth import Truth

DECRYPT = Deed("kms:Decrypt")
BUCKET = "aws_s3_bucket"


def grants(rulings: Rulings) -> Iterator[Grant]:
    """Yield the rights of the tree's holders, and of those outside whom its policies name."""
    inside = {person.caller.arn: person.holder.name for person in rulings.people}
    for one in rulings.estate:
        strangers = outsiders(one.guard.policy, rulings.names, inside)
        for right, deed in deeds(rulings, one):
            for person in rulings.able(deed.action, one):
                yield from _held(rulings, person, right, deed, one)
            for stranger in strangers:
                yield from _given(rulings, stranger, right, deed, one)


def deeds(rulings: Rulings, one: Protected) -> Iterator[tuple[Right, Deed]]:
    """Yield the deeds that do something to a target, as it is locked and guarded."""
    for right, listed in DEEDS[one.resource.type].items():
        yield from ((right, deed) for deed in listed if not rulings.shielded(deed.action, one))


def readable(rulings: Rulings, person: Person, ruling: Ruling, one: Protected) -> Truth:
    """Return an answer about a bucket's objects that takes its key into account.

    Without the key whoever may fetch objects reads only those that were stored under another.
    """
    answers = [ruling.answer]
    context = person.context.but({"kms:viaservice": (rulings.names.host("s3", one.region),)})
    for address in one.keys:
        key = rulings.by_address.get(address)
        if key is not None:
            answers.append(max(Truth.DEPENDS, rulings.of(person, DECRYPT, key, context).answer))
    return min(answers)


def _held(rulings: Rulings, person: Person, right: Right, deed: Deed, one: Protected) -> Iterator[Grant]:
    ruling = rulings.of(person, deed, one)
    if ruling.answer is Truth.NO:
        return
    answer: Truth = ruling.answer
    if right is Right.READ and one.resource.type == BUCKET:
        answer = readable(rulings, person, ruling, one)
    context = rulings.about(one, person.context)
    grounds = by_right(ruling.allows, right, deed.action, one.arns[deed.form], context)
    counted = {id(cited.clause) for cited in ruling.denies}
    held = (*(person.powers.own or ()), *(person.powers.boundary or ()), *one.guard.policy)
    ask = Ask(deed.action, (one.arns[deed.form],), context)
    missed = short_of((clause for clause in held if id(clause) not in counted), ask)
    yield Grant(person.holder.name, right, one.target.address, deed.action, ANSWERS[answer], (*grounds, *missed))


def _given(rulings: Rulings, stranger: Outsider, right: Right, deed: Deed, one: Protected) -> Iterator[Grant]:
    ruling = rulings.by(stranger.caller, stranger.powers, deed, one, stranger.context)
    public = stranger.holder.kind is HolderKind.EVERYBODY and one.resource.type == BUCKET
    if ruling.answer is Truth.NO or (public and closed_to_public(rulings.case, one.resource)):
        return
    context = rulings.about(one, stranger.context)
    grounds = by_principal(ruling.allows, *stranger.principal, context)
    yield Grant(stranger.holder.name, right, one.target.address, deed.action, ANSWERS[ruling.answer], grounds)
