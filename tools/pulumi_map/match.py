"""Finds which Pulumi name a Terraform name became.

The bridge's rule (pulumi-terraform-bridge, `pkg/tfbridge`): camel case, plural where the attribute is a list or set
that holds more than one, unless it is plural already. The SDK says which candidate exists and whether it is a list.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

NESTED = "@"
LIST = "list:"


def camel(name: str) -> str:
    """Return a name in camel case: `cidr_block` is `cidrBlock`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def candidates(name: str) -> Iterator[str]:
    """Yield the Pulumi names that a Terraform name may have, the likeliest first."""
    said = camel(name)
    yield said
    yield f"{said}s"
    yield f"{said}es"
    if said.endswith("y"):
        yield f"{said[:-1]}ies"
    if said.endswith(("ex", "ix")):
        yield f"{said[:-2]}ices"
    if said.endswith("is"):
        yield f"{said[:-2]}es"


def pulumi_name(
    name: str, offered: Iterable[str], renamed: str | None = None, *, plural_first: bool = False
) -> str | None:
    """Return the name among those that a class offers, None where none fits."""
    existing = set(offered)
    if renamed is not None:
        return renamed if renamed in existing else None
    found = [one for one in candidates(name) if one in existing]
    if plural_first and len(found) > 1:
        return found[1]
    return found[0] if found else None


def overlap(names: Iterable[str], offered: Iterable[str]) -> float:
    """Return how much of two sets of names corresponds: 1 when each Terraform name has its own and none is left."""
    wanted, existing = set(names), set(offered)
    met = {found for name in wanted if (found := pulumi_name(name, existing)) is not None}
    whole = len(wanted) + len(existing) - len(met)
    return len(met) / whole if whole else 0.0


def tokens(
    types: Mapping[str, Iterable[str]], offered: Mapping[str, Iterable[str]], known: Mapping[str, str]
) -> dict[str, str]:
    """Return the token of each Terraform type: the known ones, and those with one clear match by name and properties.

    A match is clear where the token spells the whole type and most of the names correspond, or else where class and
    type end alike and nearly all of them do. Two that fit equally well leave the type without a token.
    """
    found = dict(known)
    for alike, enough in ((_spelled, MOST), (_alike, NEARLY_ALL)):
        taken = set(found.values())
        clear = {
            name: token
            for name, attributes in types.items()
            if name not in found
            and (token := _clear(attributes, {one: offered[one] for one in offered if alike(name, one)}, taken, enough))
        }
        shared = {token for token, often in Counter(clear.values()).items() if often > 1}
        found |= {name: token for name, token in clear.items() if token not in shared}
    return found


MOST = 0.5
NEARLY_ALL = 0.9


def _clear(
    attributes: Iterable[str], offered: Mapping[str, Iterable[str]], taken: AbstractSet[str], enough: float
) -> str | None:
    """Return the token that fits best, None where none or more than one does."""
    free = {token: overlap(attributes, names) for token, names in offered.items() if token not in taken}
    best = max(free.values(), default=0.0)
    first, *others = [token for token, how in free.items() if how == best] or [None]
    return first if best >= enough and not others else None


def _spelled(name: str, token: str) -> bool:
    """Tell whether a token is the type's name, with its service or without: `aws_waf_ipset`, `aws:waf/ipSet:IpSet`."""
    words = "".join(name.split("_")[1:])
    _, module, cls = token.lower().split(":")
    return words in (cls, module.partition("/")[0] + cls)


def _alike(name: str, token: str) -> bool:
    """Tell whether a type's words end with those of a token's class: `aws_sqs_queue`, `aws:sqs/queue:Queue`."""
    return name.replace("_", "").endswith(token.rpartition(":")[2].lower())
