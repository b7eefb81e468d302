"""Evidence in a sentence: what is looked at, and what must be true of it."""

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


def _plain(claim: str) -> str:
    return claim.replace("_", " ")
