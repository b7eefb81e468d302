"""Repairs of the wrong results that checkov 3.3.30 gives; each names the fault it removes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from asteval import Interpreter
from checkov.common.checks_infra.solvers.attribute_solvers.base_attribute_solver import BaseAttributeSolver
from checkov.common.graph.checks_infra.registry import BaseRegistry
from checkov.common.models.enums import CheckResult
from checkov.common.output.report import Report
from checkov.common.util.env_vars_config import env_vars_config
from checkov.terraform.checks.utils.base_cloudsplaining_iam_scanner import BaseTerraformCloudsplainingIAMScanner
from checkov.terraform.graph_builder import utils
from checkov.terraform.graph_builder.variable_rendering import evaluate_terraform, renderer, safe_eval_functions

from bastide.scan.checkov.causes import causes_noted
from bastide.scan.checkov.documents import documents_evaluated
from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.patching import replaced

_NO_LIMIT = 0
_LONGEST_EXPRESSION = 100_000_000
_LARGEST_EXPONENT = 10_000
_LARGEST_BASE = 2**64
_NEVER_WRITES = {"assign": False, "augassign": False, "delete": False}


@contextmanager
def hardened() -> Iterator[list[Foreign]]:
    """Repair checkov inside the block; yields the list that collects the records it would have dropped."""
    unknowns: list[Foreign] = []
    _forget_policies()
    with ExitStack() as stack:
        stack.enter_context(_own_settings())
        for module in (evaluate_terraform, renderer, utils):
            stack.enter_context(replaced(module, "CHECKOV_RENDER_MAX_LEN", _NO_LIMIT))
        stack.enter_context(replaced(safe_eval_functions, "get_asteval", private_interpreter))
        stack.enter_context(documents_evaluated())
        stack.enter_context(causes_noted())
        stack.enter_context(_unknowns_kept(unknowns))
        stack.enter_context(_crashed_nodes_kept())
        stack.enter_context(_crashed_checks_kept())
        yield unknowns
    _forget_policies()


def _forget_policies() -> None:
    # Keyed by relative path and name only: the next tree's policy would get this tree's answer.
    BaseTerraformCloudsplainingIAMScanner.policy_document_cache.clear()


@contextmanager
def _own_settings() -> Iterator[None]:
    # Whoever imported checkov first froze their environment into this object.
    before = dict(vars(env_vars_config))
    type(env_vars_config).__init__(env_vars_config)
    env_vars_config.HCL_PARSE_TIMEOUT_SEC = _NO_LIMIT  # a slow file would vanish
    try:
        yield
    finally:
        vars(env_vars_config).clear()
        vars(env_vars_config).update(before)


def private_interpreter() -> Foreign:
    """Return an evaluator that no string of the tree can change for another one.

    checkov hands every evaluation the same writable table, so that a tag `jsonencode = 0` disables policy checks;
    and its evaluator gives up beyond 50,000 characters, so that a long policy passes.
    """
    return Interpreter(
        symtable=dict(safe_eval_functions.SAFE_EVAL_DICT) | {"pow": _bounded_power},
        use_numpy=False,
        minimal=True,
        max_statement_length=_LONGEST_EXPRESSION,
        config=_NEVER_WRITES,
    )


def _bounded_power(base: Foreign, exponent: Foreign) -> Foreign:
    # `pow(9, 9 ** 9)` in a description would compute for hours.
    if abs(exponent) > _LARGEST_EXPONENT or abs(base) > _LARGEST_BASE:
        raise ValueError
    return pow(base, exponent)


@contextmanager
def _unknowns_kept(unknowns: list[Foreign]) -> Iterator[None]:
    original = Report.add_record

    def add_record(self: Foreign, record: Foreign) -> None:
        if record.check_result["result"] == CheckResult.UNKNOWN:
            unknowns.append(record)
        original(self, record)

    with replaced(Report, "add_record", add_record):
        yield


@contextmanager
def _crashed_nodes_kept() -> Iterator[None]:
    original = BaseAttributeSolver._process_node  # noqa: SLF001 - the fault is in there

    def process_node(self: Foreign, data: Foreign, *outcomes: list[Foreign]) -> None:
        try:
            original(self, data, *outcomes)
        except Exception:  # noqa: BLE001 - any crash of a check is an unknown
            outcomes[-1].append(data)

    with replaced(BaseAttributeSolver, "_process_node", process_node):
        yield


@contextmanager
def _crashed_checks_kept() -> Iterator[None]:
    original = BaseRegistry.run_check_parallel

    def run_check(self: Foreign, check: Foreign, results: dict[Foreign, Foreign], graph: Foreign) -> None:
        try:
            original(self, check, results, graph)
        except Exception:  # noqa: BLE001 - any crash of a check is an unknown
            results[check] = [
                {"result": CheckResult.UNKNOWN, "entity": vertex, "evaluated_keys": [], "check": check.id}
                for vertex in _subjects(check, graph)
            ]

    with replaced(BaseRegistry, "run_check_parallel", run_check):
        yield


def _subjects(check: Foreign, graph: Foreign) -> list[Foreign]:
    types = checked_types(check)
    vertices = [vertex for _, vertex in graph.nodes() if vertex["block_type_"] == "resource"]
    return [vertex for vertex in vertices if not types or vertex.get("resource_type") in types]


def checked_types(check: Foreign) -> set[str]:
    """Return every resource type that a graph check or one of its parts judges; empty means all types."""
    return set(check.resource_types or ()).union(*(checked_types(part) for part in check.sub_checks))
