"""The policies that each role, user and group of a tree holds; what can't be read is a doubt, never silence."""

from collections.abc import Iterable, Iterator

from bastide.facts.case import Case
from bastide.facts.grants import HOLDERS
from bastide.facts.links import pointed, pointers
from bastide.facts.managed import managed
from bastide.facts.policy import Statement, statements
from bastide.facts.values import OpaqueError, entries, opaque, settle, shown
from bastide.model.graph import Resource, Value
from bastide.model.identity import Doubt
from bastide.model.place import Place
from bastide.prove.identity.clause import Clause
from bastide.prove.identity.names import Names

GROUP = "aws_iam_group"
NAMING = ("name", "user_name", "group_name", "bucket")
"""Attributes by which data sources look something up."""
MEMBERSHIPS = {"aws_iam_user_group_membership": ("user", "groups"), "aws_iam_group_membership": ("users", "group")}


class Reader:
    """Reads policies of one tree, and remembers what it could not read."""

    def __init__(self, case: Case, names: Names) -> None:
        self._case, self._names = case, names
        self._doubts: dict[Doubt, None] = {}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What could not be read so far."""
        return tuple(self._doubts)

    def document(self, carrier: Resource, value: Value, place: Place) -> tuple[Clause, ...] | None:
        """Return a policy document's clauses, None when it can't be read."""
        try:
            found = statements(self._case, value, place)
        except OpaqueError as error:
            self.doubt(carrier, error)
            return None
        return tuple(self._names.clause(one, carrier.address) for one in found)

    def policy(self, carrier: Resource, value: Value, place: Place) -> tuple[Clause, ...] | None:
        """Return the clauses of a managed policy that a value names, None when it can't be read."""
        target = pointed(self._case, value)
        if target is not None and target.type == "aws_iam_policy" and target.mode == "resource":
            return self.document(target, target.get("policy"), target.at("policy"))
        try:
            found = self._managed(value, place)
        except OpaqueError as error:
            self.doubt(carrier, error)
            return None
        return tuple(self._names.clause(one, carrier.address) for one in found)

    def _managed(self, value: Value, place: Place) -> tuple[Statement, ...]:
        """Return what a policy of AWS allows; those for its services, that other rules pass over, are not known."""
        found = managed(self._case, value, place)
        if not found:
            name = shown(settle(self._case.graph, value))
            raise OpaqueError(name, place, "what that policy of AWS allows isn't known here")
        return found

    def meant(self, carrier: Resource, value: Value, kind: str) -> Iterator[Resource]:
        """Yield the resources of a type that a value names; one that can't be known is a doubt."""
        try:
            for one in pointers(self._case, value):
                found = self._looked_up(pointed(self._case, one, kind), kind)
                if found is not None:
                    yield found
                elif not isinstance(settle(self._case.graph, one), str):
                    raise opaque(one)
        except OpaqueError as error:
            self.doubt(carrier, error)

    def _looked_up(self, found: Resource | None, kind: str) -> Resource | None:
        """Return the resource of the tree that a data source looks up by its name; None for one that isn't there."""
        if found is None or found.mode == "resource":
            return found
        names = (found.get(name) for name in NAMING)
        named = (self._case.named(kind, name) for name in names if isinstance(name, str))
        return next((one for one in named if one is not None and one.mode == "resource"), None)

    def doubt(self, carrier: Resource, error: OpaqueError) -> None:
        """Remember what could not be read."""
        self._doubts[Doubt(carrier.address, error.text, error.reason, error.place or carrier.place)] = None


def holdings(case: Case, reader: Reader) -> dict[str, tuple[Clause, ...]]:
    """Return the clauses that each holder has, by address; users have those of their groups too."""
    found: dict[str, tuple[Clause, ...]] = {}
    for address, clauses in _all(case, reader):
        found[address] = (*found.get(address, ()), *(clauses or ()))
    for user, group in _members(case, reader):
        found[user.address] = (*found.get(user.address, ()), *found.get(group.address, ()))
    return found


def _all(case: Case, reader: Reader) -> Iterator[tuple[str, tuple[Clause, ...] | None]]:
    for kind in HOLDERS:
        for holder in case.graph.of_type(kind):
            try:
                yield from _inline(case, reader, holder)
            except OpaqueError as error:
                reader.doubt(holder, error)
        yield from _apart(case, reader, kind)


def _inline(case: Case, reader: Reader, holder: Resource) -> Iterator[tuple[str, tuple[Clause, ...] | None]]:
    for body in entries(holder, "inline_policy"):
        yield holder.address, reader.document(holder, body.get("policy"), body.at("policy"))
    for value in pointers(case, holder.get("managed_policy_arns")):
        yield holder.address, reader.policy(holder, value, holder.at("managed_policy_arns"))


def _apart(case: Case, reader: Reader, kind: str) -> Iterator[tuple[str, tuple[Clause, ...] | None]]:
    short = kind.removeprefix("aws_iam_")
    for one in case.graph.of_type(f"{kind}_policy"):
        for holder in _holders(reader, one, short, kind):
            yield holder.address, reader.document(one, one.get("policy"), one.at("policy"))
    for one, attribute in _attachments(case, kind, short):
        for holder in _holders(reader, one, attribute, kind):
            yield holder.address, reader.policy(one, one.get("policy_arn"), one.at("policy_arn"))


def _holders(reader: Reader, one: Resource, attribute: str, kind: str) -> Iterator[Resource]:
    """Yield whom a policy is given to; somebody who isn't in the tree is a doubt: what they hold isn't judged."""
    value, before = one.get(attribute), len(reader.doubts)
    found = tuple(reader.meant(one, value, kind))
    yield from found
    asked = len(value) if isinstance(value, tuple) else value not in (None, "")
    if len(found) < asked and len(reader.doubts) == before:
        which, reason = f"{one.address}.{attribute}", "who gets these rights isn't in the tree"
        reader.doubt(one, OpaqueError(which, one.at(attribute), reason))


def _attachments(case: Case, kind: str, short: str) -> Iterable[tuple[Resource, str]]:
    yield from ((one, short) for one in case.graph.of_type(f"{kind}_policy_attachment"))
    yield from ((one, f"{short}s") for one in case.graph.of_type("aws_iam_policy_attachment"))


def _members(case: Case, reader: Reader) -> Iterator[tuple[Resource, Resource]]:
    for kind, (users, groups) in MEMBERSHIPS.items():
        for one in case.graph.of_type(kind):
            inside = list(reader.meant(one, one.get(groups), GROUP))
            for user in reader.meant(one, one.get(users), "aws_iam_user"):
                yield from ((user, group) for group in inside)
