"""The parameters that a database runs with."""

from collections.abc import Mapping

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.values import entries, text
from bastide.model.graph import Resource

DATABASE, GROUP = "aws_db_instance", "aws_db_parameter_group"
Settings = Mapping[str | None, str | None]
"""The parameters of a group by name."""


def group_of(case: Case, database: Resource) -> Resource | None:
    """Return the parameter group of the tree that a database names, None for the provider's own."""
    return pointed(case, database.get("parameter_group_name"), GROUP)


def parameters(case: Case, group: Resource) -> Settings:
    """Return what a group sets."""
    return {
        text(case.graph, one.get("name")): text(case.graph, one.get("value")) for one in entries(group, "parameter")
    }


def words(listed: str | None) -> frozenset[str]:
    """Return the words of a list as parameters write them: apart by commas, in any case."""
    return frozenset(one.strip().lower() for one in (listed or "").split(","))
