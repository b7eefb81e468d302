"""What the holder of a role may do: what its policies allow, less what they deny and what its boundary withholds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bastide.facts.case import Case, once
from bastide.facts.links import pointed, pointers
from bastide.facts.managed import managed
from bastide.facts.match import covers, covers_action, touches
from bastide.facts.policy import Statement, statements
from bastide.facts.values import entries, opaque, settle
from bastide.model.graph import Resource, Value
from bastide.model.place import Place

HOLDERS = ("aws_iam_role", "aws_iam_user", "aws_iam_group")


@dataclass(frozen=True)
class Grants:
    """All statements about a holder; `boundary` is None when none is set."""

    statements: tuple[Statement, ...]
    boundary: tuple[Statement, ...] | None

    def allowing(self, action: str, names: Sequence[str]) -> Iterator[Statement]:
        """Yield the statements that let the holder do an action to a resource (or to anything, without names).

        An allow with conditions counts, a deny with conditions does not: the worst case is what matters.
        """
        if self._denied(self.statements, action, names) or not self._bounded(action, names):
            return
        yield from (one for one in self.statements if one.allows and _speaks(one, action, names))

    def _bounded(self, action: str, names: Sequence[str]) -> bool:
        if self.boundary is None:
            return True
        if self._denied(self.boundary, action, names):
            return False
        return any(one.allows and _speaks(one, action, names) for one in self.boundary)

    @staticmethod
    def _denied(listed: Sequence[Statement], action: str, names: Sequence[str]) -> bool:
        denies = (one for one in listed if not one.allows and not one.conditions and covers_action(one, action))
        return any("*" in one.resources or (names and covers(one, names)) for one in denies)


@once
def grants(case: Case, holder: Resource) -> Grants:
    """Return what is granted to a role, user or group; OpaqueError when a policy of it can't be read."""
    found = [one for value, place in _documents(case, holder) for one in statements(case, value, place)]
    found += [one for value, place in _attached(case, holder) for one in _policy(case, value, place)]
    limit = holder.get("permissions_boundary")
    boundary = None if limit is None else tuple(_policy(case, limit, holder.at("permissions_boundary")))
    return Grants(tuple(found), boundary)


def policy_grants(case: Case, policy: Resource) -> Grants:
    """Return what a policy would grant to whoever held it alone."""
    return Grants(statements(case, policy.get("policy"), policy.at("policy")), None)


def orphans(case: Case) -> Iterator[Resource]:
    """Yield the policies of the tree that nothing in it attaches or uses as a boundary."""
    attachments = (*(f"{holder}_policy_attachment" for holder in HOLDERS), "aws_iam_policy_attachment")
    used = {_address(case, attachment.get("policy_arn")) for attachment in case.graph.of_type(*attachments)}
    for holder in case.graph.of_type(*HOLDERS):
        used.add(_address(case, holder.get("permissions_boundary")))
        listed = holder.get("managed_policy_arns")
        used.update(_address(case, value) for value in (listed if isinstance(listed, tuple) else ()))
    yield from (policy for policy in case.graph.of_type("aws_iam_policy") if policy.address not in used)


def _address(case: Case, value: Value) -> str:
    target = pointed(case, value)
    return "" if target is None else target.address


def _speaks(statement: Statement, action: str, names: Sequence[str]) -> bool:
    return covers_action(statement, action) and (not names or touches(statement, names))


def _documents(case: Case, holder: Resource) -> Iterator[tuple[Value, Place]]:
    for body in entries(holder, "inline_policy"):
        yield body.get("policy"), body.at("policy")
    kind = holder.type.removeprefix("aws_iam_")
    for policy in case.graph.of_type(f"{holder.type}_policy"):
        if _means(case, policy.get(kind), holder):
            yield policy.get("policy"), policy.at("policy")


def _attached(case: Case, holder: Resource) -> Iterator[tuple[Value, Place]]:
    kind = holder.type.removeprefix("aws_iam_")
    for value in pointers(case, holder.get("managed_policy_arns")):
        yield value, holder.at("managed_policy_arns")
    for attachment in case.graph.of_type(f"{holder.type}_policy_attachment"):
        if _means(case, attachment.get(kind), holder):
            yield attachment.get("policy_arn"), attachment.at("policy_arn")
    for attachment in case.graph.of_type("aws_iam_policy_attachment"):
        if any(_means(case, value, holder) for value in pointers(case, attachment.get(f"{kind}s"))):
            yield attachment.get("policy_arn"), attachment.at("policy_arn")


def _means(case: Case, value: Value, holder: Resource) -> bool:
    target = pointed(case, value, holder.type)
    if value is not None and target is None and not isinstance(settle(case.graph, value), str):
        raise opaque(value)
    return target is not None and target.address == holder.address


def _policy(case: Case, value: Value, place: Place) -> tuple[Statement, ...]:
    target = pointed(case, value)
    if target is not None and target.type == "aws_iam_policy":
        return statements(case, target.get("policy"), target.at("policy"))
    return managed(case, value, place)
