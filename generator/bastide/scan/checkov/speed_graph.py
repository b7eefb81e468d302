"""Shortcuts through checkov's resource graph: the same edges and the same graph checks, without the waste."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from checkov.common.checks_infra.solvers.attribute_solvers import base_attribute_solver
from checkov.common.graph.checks_infra.registry import BaseRegistry
from checkov.terraform.graph_builder.local_graph import TerraformLocalGraph

from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.patching import replaced

_Outcome = tuple[list[Foreign], list[Foreign], list[Foreign]]


@contextmanager
def edges_found_fast() -> Iterator[None]:
    """Skip the search through every vertex for `name[...]` where no block is repeated."""
    original = TerraformLocalGraph._get_possible_vertices  # noqa: SLF001 - the slow part is in there

    def possible(self: Foreign, module: Foreign, block_type: str, name: str) -> Foreign:
        if any(self.foreach_blocks.values()) or "[" in name:
            return original(self, module, block_type, name)
        known = self.vertices_by_module_dependency_by_name.get(module, {}).get(block_type, {})
        found = known.get(name)
        if found:
            return found
        return original(self, module, block_type, name) if _any_indexed(self, known) else []

    with replaced(TerraformLocalGraph, "_get_possible_vertices", possible):
        yield


def _any_indexed(graph: Foreign, known: dict[str, Foreign]) -> bool:
    """Tell whether a vertex name holds a bracket; the answer is kept on the graph for as long as the names last."""
    kept: dict[int, tuple[Foreign, int, bool]] = graph.__dict__.setdefault("_bastide_indexed", {})
    seen = kept.get(id(known))
    if seen is None or seen[1] != len(known):
        seen = kept[id(known)] = (known, len(known), any("[" in key for key in known))
    return seen[2]


@contextmanager
def graph_checks_run_fast() -> Iterator[None]:
    """Run graph checks one after the other, and only those that judge a type the tree holds."""
    with ExitStack() as stack:
        stack.enter_context(replaced(BaseRegistry, "run_checks", _run_checks))
        stack.enter_context(replaced(base_attribute_solver.BaseAttributeSolver, "run", _run_attribute_solver))
        yield


def _run_checks(self: Foreign, graph: Foreign, options: Foreign, report_type: str) -> dict[Foreign, list[Foreign]]:
    results: dict[Foreign, list[Foreign]] = {}
    present = {vertex.get("resource_type") for _, vertex in graph.nodes()}
    for check in self.checks:
        if options.should_run_check(check, report_type=report_type) and _judges(check, present):
            self.run_check_parallel(check, results, graph)
    return results


def _judges(check: Foreign, present: set[str]) -> bool:
    """Tell whether a check can answer for any of the types; a part without types judges everything."""
    if check.sub_checks:
        return any(_judges(part, present) for part in check.sub_checks)
    types = {*(check.resource_types or ()), *(check.connected_resources_types or ())}
    return not types or not present.isdisjoint(types)


def _run_attribute_solver(self: Foreign, graph_connector: Foreign) -> _Outcome:
    outcome: _Outcome = ([], [], [])
    supported = base_attribute_solver.SUPPORTED_BLOCK_TYPES
    for _, vertex in graph_connector.nodes():
        if self.resource_type_pred(vertex, self.resource_types) and vertex.get("block_type_") in supported:
            self._process_node(vertex, *outcome)
    return outcome
