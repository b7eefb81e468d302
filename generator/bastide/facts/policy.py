"""Policy documents as statements, whichever of the four ways of writing them was used."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bastide.facts.case import Case, once
from bastide.facts.values import OpaqueError, items, opaque, settle, shown, text
from bastide.model.graph import Block, Encoded, Joined, Reference, Resource, Value
from bastide.model.place import Place

DOCUMENT = "aws_iam_policy_document"
HIDDEN = "${"
"""What begins a reference inside a text; a policy element that holds one is known only by name."""

Path = tuple[str | int, ...]
Places = Mapping[Path, Place]


@dataclass(frozen=True)
class Condition:
    """One test of a statement: operator, key (lower case) and the values it accepts."""

    operator: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """One statement; references inside its texts stand as `${address.attribute}`.

    `principals` are pairs of a kind (`AWS`, `Service`, ...) and a name; whoever `NotPrincipal` leaves out is everybody,
    and `not_principals` says whom it names. `place` is the statement's own, or the document's if that is all the code
    tells; `at` finds its elements (`"Action", 0` or `"Condition", operator, key`).
    """

    allows: bool
    principals: tuple[tuple[str, str], ...]
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    conditions: tuple[Condition, ...]
    place: Place
    sid: str = ""
    not_principals: tuple[tuple[str, str], ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def at(self, *path: str | int) -> Place:
        """Return where an element stands, or the nearest thing around it that has a place."""
        inner = (path[:size] for size in range(len(path), 0, -1))
        return next((self.places[step] for step in inner if step in self.places), self.place)


@once
def statements(case: Case, value: Value, place: Place) -> tuple[Statement, ...]:
    """Return the statements of a policy value; OpaqueError when the document or an action can't be read."""
    source = case.target(value)
    if source is not None and source.type == DOCUMENT:
        return tuple(_documented(case, source))
    known = settle(case.graph, value)
    match known:
        case None:
            return ()
        case Encoded(value=data, places=places):
            return tuple(_listed(_plain(case, data), place, places))
        case str() | Joined():
            return tuple(_listed(_parsed(shown(known), place), place, {}))
        case _:
            raise opaque(known)


def _parsed(document: str, place: Place) -> object:
    try:
        return json.loads(document)
    except (ValueError, RecursionError) as error:
        raise OpaqueError(" ".join(document.split())[:40], place, "it is not a policy in JSON") from error


def _plain(case: Case, value: Value) -> object:
    known = settle(case.graph, value)
    match known:
        case dict():
            return {key: _plain(case, item) for key, item in known.items()}
        case tuple():
            return [_plain(case, item) for item in known]
        case Encoded(value=inner):
            return _plain(case, inner)
        case None:
            return None
        case _:
            return shown(known)


def _listed(data: object, place: Place, places: Places) -> Iterator[Statement]:
    listed = data.get("Statement") if isinstance(data, Mapping) else None
    several = isinstance(listed, list)
    inside = _by_start(places, 2 if several else 1)
    for index, entry in enumerate(listed if isinstance(listed, list) else [listed]):
        if not isinstance(entry, Mapping):
            raise OpaqueError(repr(entry), place, "it is not a policy statement")
        inner = inside.get(("Statement", index) if several else ("Statement",), {})
        statement = _statement(entry, inner.get((), place), inner)
        _check_actions(statement)
        yield statement


def _by_start(places: Places, size: int) -> Mapping[Path, dict[Path, Place]]:
    """Return places by the first steps of their paths, each with the rest of its path."""
    found: dict[Path, dict[Path, Place]] = defaultdict(dict)
    for path, place in places.items():
        found[path[:size]][path[size:]] = place
    return found


def _statement(entry: Mapping[str, object], place: Place, places: Places) -> Statement:
    negated = "NotPrincipal" in entry
    return Statement(
        allows=str(entry.get("Effect", "")) != "Deny",
        # Whatever `NotPrincipal` leaves out, it lets everybody else in.
        principals=(("AWS", "*"),) if negated else tuple(_principals(entry.get("Principal"))),
        actions=_many(entry.get("Action")),
        not_actions=_many(entry.get("NotAction")),
        resources=_many(entry.get("Resource")),
        not_resources=_many(entry.get("NotResource")),
        conditions=tuple(_conditions(entry.get("Condition"))),
        place=place,
        sid=str(entry.get("Sid", "")),
        not_principals=tuple(_principals(entry.get("NotPrincipal"))) if negated else (),
        places=places,
    )


def _principals(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for kind, names in value.items():
            for name in _many(names):
                yield str(kind), name
    else:
        for name in _many(value):
            yield "AWS", name


def _conditions(value: object) -> Iterator[Condition]:
    if not isinstance(value, Mapping):
        return
    for operator, tests in value.items():
        for key, accepted in tests.items() if isinstance(tests, Mapping) else ():
            yield Condition(str(operator), str(key).lower(), _many(accepted))


def _many(value: object) -> tuple[str, ...]:
    match value:
        case None:
            return ()
        case list():
            return tuple(_one(item) for item in value)
        case _:
            return (_one(value),)


def _one(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _documented(case: Case, source: Resource) -> Iterator[Statement]:
    for name in ("source_policy_documents", "override_policy_documents"):
        value = source.get(name)
        for document in value if isinstance(value, tuple) else (() if value is None else (value,)):
            if isinstance(document, Reference) and document.address == source.address:
                raise opaque(document)
            yield from statements(case, document, source.at(name))
    for hidden in source.nested("dynamic"):
        raise OpaqueError(" ".join(("dynamic", *hidden.labels)), hidden.place)
    for body in source.nested("statement"):
        statement = _block_statement(case, body)
        _check_actions(statement)
        yield statement


ELEMENTS = {"Action": "actions", "NotAction": "not_actions", "Resource": "resources", "NotResource": "not_resources"}


def _block_statement(case: Case, body: Block) -> Statement:
    negated = tuple(_block_principals(case, body, "not_principals"))
    return Statement(
        allows=text(case.graph, body.get("effect")) != "Deny",
        principals=(("AWS", "*"),) if negated else tuple(_block_principals(case, body, "principals")),
        actions=_names(case, body.get("actions")),
        not_actions=_names(case, body.get("not_actions")),
        resources=_names(case, body.get("resources")),
        not_resources=_names(case, body.get("not_resources")),
        conditions=tuple(_block_conditions(case, body)),
        place=body.place,
        sid=text(case.graph, body.get("sid")) or "",
        not_principals=negated,
        places=_block_places(body),
    )


def _block_places(body: Block) -> Places:
    found: dict[Path, Place] = {(name,): body.at(one) for name, one in ELEMENTS.items() if one in body.attributes}
    for one in body.nested("principals"):
        found["Principal",] = one.place
    for test in body.nested("condition"):
        operator, key = test.get("test"), test.get("variable")
        if isinstance(operator, str) and isinstance(key, str):
            found["Condition", operator, key] = test.place
    return found


def _block_principals(case: Case, body: Block, element: str) -> Iterator[tuple[str, str]]:
    for principal in body.nested(element):
        kind = text(case.graph, principal.get("type")) or "AWS"
        for name in _names(case, principal.get("identifiers")):
            yield ("AWS" if kind == "*" else kind), name


def _block_conditions(case: Case, body: Block) -> Iterator[Condition]:
    for test in body.nested("condition"):
        operator, key = text(case.graph, test.get("test")) or "", text(case.graph, test.get("variable")) or ""
        yield Condition(operator, key.lower(), _names(case, test.get("values")))


def _names(case: Case, value: Value) -> tuple[str, ...]:
    return tuple(shown(item) for item in items(case.graph, value))


def _check_actions(statement: Statement) -> None:
    for action in (*statement.actions, *statement.not_actions):
        if HIDDEN in action:
            raise OpaqueError(action, statement.place)
