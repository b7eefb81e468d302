"""Evidence in a sentence: what is looked at, and what must be true of it."""

from collections.abc import Sequence

from bastide.model.control import Evidence, Kind


def said(evidence: Evidence) -> str:
    """Return what a piece of evidence looks at, on one line."""
    return f"{evidence.kind}: {_what(evidence)}{' (if there is any)' if evidence.vacuous else ''}"


def _what(evidence: Evidence) -> str:
    if evidence.need is not None:
        return evidence.need.en
    if evidence.rules:
        return ", ".join(evidence.rules)
    kinds, values = ", ".join(evidence.of), ", ".join(evidence.values)
    match evidence.kind:
        case Kind.REACH:
            pair = f"{kinds or 'any'} -> {', '.join(evidence.to) or 'any'}"
            return " ".join(part for part in (_plain(evidence.claim), pair, ", ".join(evidence.ports), values) if part)
        case Kind.COVERS:
            return f"each {kinds} has a {' or '.join(evidence.has)} whose `{evidence.path}` refers to it"
        case Kind.SPEC:
            return f"`{evidence.path}` {_plain(evidence.claim)} {values}".rstrip()
        case Kind.ARTIFACT:
            return f"`{evidence.path}` is as it was generated"
        case _:
            return f"`{evidence.path}` of {kinds} {_plain(evidence.claim)} {values}".rstrip()


def comparison(claim: str, values: Sequence[str]) -> str:
    """Return what a claim wants of a value, in words: `SM4 or SM2`, `at least 90`."""
    match claim:
        case "present":
            return "any value"
        case "absent":
            return "nothing"
        case "in":
            return _joined(values, "or")
        case "includes":
            return f"{_joined(values, 'and')} among them"
        case "excludes":
            return f"none of {', '.join(values)}"
        case "matches":
            return f"a match of `{values[0]}`"
        case _:
            return f"{_plain(claim)} {', '.join(values)}".rstrip()


def _joined(values: Sequence[str], word: str) -> str:
    *first, last = values
    return f"{', '.join(first)} {word} {last}" if first else last


def _plain(claim: str) -> str:
    return claim.replace("_", " ")
