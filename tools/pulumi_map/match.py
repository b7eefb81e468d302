"""Finds which Pulumi name a Terraform name became.

The bridge's rule (pulumi-terraform-bridge, `pkg/tfbridge`): camel case, plural where the attribute is a list or set
that holds more than one, unless it is plural already. The SDK says which candidate exists and whether it is a list.
"""

from collections.abc import Iterable, Iterator, Mapping

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

    A match is clear where class and type end alike and all but a twentieth of the names correspond.
    """
    taken = set(known.values())
    found = dict(known)
    for name, attributes in types.items():
        if name in found:
            continue
        ranked = sorted(
            (
                (overlap(attributes, offered[token]), token)
                for token in offered
                if _alike(name, token) and token not in taken
            ),
            reverse=True,
        )
        if ranked and ranked[0][0] >= CLEAR and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            found[name] = ranked[0][1]
            taken.add(ranked[0][1])
    return found


CLEAR = 0.9


def _alike(name: str, token: str) -> bool:
    """Tell whether a type's words end with those of a token's class: `aws_sqs_queue`, `aws:sqs/queue:Queue`."""
    words = name.replace("_", "")
    cls = token.rpartition(":")[2].lower()
    return words.endswith(cls)
