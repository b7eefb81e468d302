"""The providers of a plan, by the names that its resources have for them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bastide.graph.plan_references import member, references
from bastide.graph.plan_text import Node, PlanText
from bastide.model.graph import Attribute, Block, Unknown, Value
from bastide.model.place import Place

_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_UNCLEAR = "the plan does not say what it is made of"


class Providers:
    """The provider configurations; one in a module has the module's address in its alias, so that none is mixed up."""

    def __init__(self, configured: object, variables: Mapping[str, Any], text: PlanText) -> None:
        self._node = configured if isinstance(configured, Node) else Node({}, 0, {})
        self._variables = variables
        self._text = text
        self.blocks = tuple(self._blocks())

    def name(self, written: Mapping[str, Any]) -> str:
        """Return the provider that a resource of the configuration names, empty for the default one."""
        entry = member(self._node.members, str(written.get("provider_config_key", "")))
        alias = _alias(entry)
        return f"{entry.get('name', '')}.{alias}" if alias else ""

    def _blocks(self) -> Iterator[Block]:
        for key, entry in self._node.members.items():
            if isinstance(entry, Mapping):
                place = self._text.key_place(self._node, key)
                attributes = {one.name: one for one in self._attributes(entry, place)}
                yield Block("provider", (str(entry.get("name", "")),), attributes, (), place)

    def _attributes(self, entry: Mapping[str, Any], place: Place) -> Iterator[Attribute]:
        alias = _alias(entry)
        if alias:
            yield Attribute("alias", alias, place, place)
        for name, expression in member(entry, "expressions").items():
            # A list is a nested block, which no rule of ours looks into.
            if isinstance(expression, Mapping):
                yield Attribute(name, self._value(name, expression, place), place, place)

    def _value(self, name: str, expression: Mapping[str, Any], place: Place) -> Value:
        if "constant_value" in expression:
            constant = expression["constant_value"]
            return constant if isinstance(constant, str | int | float | None) else _unknown(name, place)
        names = references(expression)
        given = member(self._variables, names[0].removeprefix("var.")).get("value") if len(names) == 1 else None
        # An expression may do more than name the variable; a region's form tells that this one doesn't.
        if name == "region" and isinstance(given, str) and _REGION.fullmatch(given):
            return given
        return _unknown(name, place)


def _alias(entry: Mapping[str, Any]) -> str:
    parts = (entry.get("module_address"), entry.get("alias"))
    return ".".join(part for part in parts if isinstance(part, str) and part)


def _unknown(name: str, place: Place) -> Unknown:
    return Unknown(name, _UNCLEAR, place)
