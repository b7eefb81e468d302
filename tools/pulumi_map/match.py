"""Finds which Pulumi token a Terraform type became, and which Pulumi name an attribute.

The bridge's rule for names (pulumi-terraform-bridge, `pkg/tfbridge`): camel case, plural where a list or set holds more
than one, unless that plural is another attribute's name. The SDK says which of the candidates exists.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bastide.bridge.names import camel

CLEAR = 0.9
"""The score from which a pair is believed; the worst true one of 1,790 known to us has 0.9, the best by chance 0.6."""
HALF = 0.5
SAME_CLASS = 0.8
ADDED = frozenset({"region", "timeout", "tagsall", "id", "tag"})
"""Names that say nothing: nearly every type has them, or the SDK of a later provider adds them everywhere."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_IRREGULAR = (("ix", "ices"), ("ex", "ices"), ("y", "ies"), ("is", "es"))


@dataclass(frozen=True)
class Side:
    """One half of a pair: its words, and the names of all that it has, singular."""

    words: tuple[str, ...]
    names: frozenset[str]
    module: str = ""

    @property
    def joined(self) -> str:
        """The words without anything between them."""
        return "".join(self.words)


def terraform_side(name: str, names: Iterable[str]) -> Side:
    """Return a Terraform type: `aws_sqs_queue` is sqs, queue."""
    return Side(tuple(name.split("_")[1:]), _singulars(names))


def pulumi_side(token: str, names: Iterable[str]) -> Side:
    """Return a Pulumi type or lookup: `aws:sqs/queue:Queue` is queue in sqs."""
    _, home, cls = token.split(":")
    words = tuple(word.lower() for word in _WORD.findall(cls.removeprefix("get")))
    return Side(words, _singulars(names), home.partition("/")[0].lower())


def pairs(wanted: Mapping[str, Side], offered: Mapping[str, Side], known: Mapping[str, str]) -> dict[str, str]:
    """Return the token of each Terraform type: known ones, then one to one by the best score of name and properties."""
    free = {token: side for token, side in offered.items() if token not in set(known.values())}
    scored = [
        (-score, name, token)
        for name, one in wanted.items()
        if name not in known
        for token, other in free.items()
        if (score := _score(one, other)) >= CLEAR
    ]
    found = dict(known)
    taken: set[str] = set()
    for _, name, token in sorted(scored):
        if name not in found and token not in taken:
            found[name] = token
            taken.add(token)
    return found


def candidates(name: str) -> list[str]:
    """Return the Pulumi names that a Terraform name may have by the rule."""
    return [camel(name), *plurals(camel(name))]


def plurals(name: str) -> list[str]:
    """Return what the plural of a Pulumi name may be, the irregular first."""
    endings = [one for one in _IRREGULAR if name.endswith(one[0])] + [("", "es"), ("", "s")]
    return [name.removesuffix(old) + new for old, new in endings]


def pulumi_name(name: str, siblings: Iterable[str], offered: Iterable[str], *, listed: bool) -> str | None:
    """Return the Pulumi name of an attribute among those that a class offers, None where none fits."""
    existing, taken = set(offered), {camel(one) for one in siblings if one != name}
    said = camel(name)
    many = [one for one in plurals(said) if one in existing and one not in taken]
    if said in existing and not (listed and many):
        return said
    return many[0] if many else None


def _score(one: Side, other: Side) -> float:
    """Return how alike a type and a token are: up to 1 for the names of what they have, up to 1 for their own."""
    alike = _alike(one, other)
    if not one.names and not other.names:
        return 1 + alike
    common = len(one.names & other.names)
    covered = common / len(one.names) if one.names else 0.0
    if covered < HALF and alike < SAME_CLASS:
        return 0.0
    return 0.7 * common / len(one.names | other.names) + 0.3 * covered + alike


def _alike(one: Side, other: Side) -> float:
    said, cls = one.joined, other.joined
    if said == cls:
        return 1.0
    if said == other.module + cls:
        return 0.95
    if said.endswith(cls):
        return 0.9 if said.startswith(other.module[:3]) else SAME_CLASS
    words, others = set(one.words), set(other.words)
    return 0.7 * len(words & others) / len(words | others)


def _singulars(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_singular(name.replace("_", "").lower()) for name in names) - ADDED


def _singular(name: str) -> str:
    """Return a name without its plural endings; a singular may lose a letter too, on both sides alike."""
    for _ in range(2):
        if name.endswith("ies"):
            name = name[:-3] + "y"
        elif name.endswith(("ses", "xes", "ches", "shes")):
            name = name[:-2]
        elif name.endswith("s") and not name.endswith("ss"):
            name = name[:-1]
    return name
