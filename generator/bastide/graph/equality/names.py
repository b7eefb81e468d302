"""What the same thing is called in two graphs: providers and data sources bear names of no consequence."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from bastide.graph.equality.normal import Normal, normal, shown
from bastide.model.graph import Block, Graph, Resource

ALIAS = "alias"
LABELS = frozenset({ALIAS, "provider", "depends_on"})


class Names:
    """The names of one graph, made comparable with those of another."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def data(self) -> Mapping[str, str]:
        """What each data source is asked, by address: two that are asked the same are one."""
        sources = (one for one in self._graph.resources if one.mode == "data")
        return {one.address: f"data.{one.type}({shown(_asked(one))})" for one in sources}

    @cached_property
    def _providers(self) -> Mapping[tuple[str, str], Normal]:
        return {(one.labels[0], _alias(one)): _settings(one) for one in self._graph.providers if one.labels}

    def provider(self, resource: Resource) -> Normal:
        """Return the settings of the provider that a resource is made by: its alias is only a name."""
        kind = resource.type.partition("_")[0]
        name = resource.provider or kind
        alias = name.partition(".")[2]
        return self._providers.get((name.partition(".")[0], alias), f"a provider `{name}` that is not declared")


def _asked(source: Resource) -> Normal:
    return normal(body(source.body, LABELS), {})


def _alias(provider: Block) -> str:
    alias = provider.get(ALIAS)
    return alias if isinstance(alias, str) else ""


def _settings(provider: Block) -> Normal:
    return normal(body(provider, frozenset({ALIAS, "version"})), {})


def body(block: Block, without: Iterable[str] = ()) -> dict[str, object]:
    """Return a block's attributes, and its nested blocks as lists by type, less those of some names."""
    found: dict[str, object] = {name: one.value for name, one in block.attributes.items()}
    for nested in block.blocks:
        entries = found.setdefault(nested.type, [])
        if isinstance(entries, list):
            entries.append(body(nested))
    return {name: value for name, value in found.items() if name not in without}
