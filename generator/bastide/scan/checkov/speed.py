"""All shortcuts together; without them the same report comes out, only later."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import TextIO

import hcl2
from checkov.terraform.checks.data.base_cloudsplaining_data_iam_check import BaseTerraformCloudsplainingDataIAMCheck
from checkov.terraform.checks.resource.base_cloudsplaining_resource_iam_check import (
    BaseTerraformCloudsplainingResourceIAMCheck,
)
from cloudsplaining.scan import statement_detail
from cloudsplaining.shared.utils import remove_wildcard_only_actions

from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.literal_hcl import convert
from bastide.scan.checkov.patching import replaced
from bastide.scan.checkov.speed_graph import edges_found_fast, graph_checks_run_fast
from bastide.scan.checkov.speed_values import expressions_evaluated_fast, values_found_fast

_RARELY = (200_000, 50, 50)
_STATEMENTS = 256


@contextmanager
def accelerated() -> Iterator[None]:
    """Speed up every scan inside the block."""
    with ExitStack() as stack:
        for shortcut in (
            _literal_files_parsed_fast,
            edges_found_fast,
            expressions_evaluated_fast,
            values_found_fast,
            graph_checks_run_fast,
            _policies_expanded_once,
            _blame_left_out,
            _garbage_collected_rarely,
        ):
            stack.enter_context(shortcut())
        yield


@contextmanager
def _literal_files_parsed_fast() -> Iterator[None]:
    def load(file: TextIO) -> Foreign:
        text = file.read()
        parsed = convert(text)
        return hcl2.loads(text) if parsed is None else parsed

    with replaced(hcl2, "load", load):
        yield


@contextmanager
def _policies_expanded_once() -> Iterator[None]:
    def remove(actions: list[str]) -> list[str]:
        return list(_restrictable(tuple(actions)))

    with replaced(statement_detail, "remove_wildcard_only_actions", remove):
        yield


@lru_cache(maxsize=_STATEMENTS)
def _restrictable(actions: tuple[str, ...]) -> tuple[str, ...]:
    # A statement with `*` looks up some 9,000 actions, each time anew. The answer is a matter of AWS, not of a tree.
    return tuple(remove_wildcard_only_actions(list(actions)))


@contextmanager
def _blame_left_out() -> Iterator[None]:
    """Skip the search for the statement at fault: statements times actions, for a detail that no record shows."""

    def enrich(*_: Foreign) -> None:
        return

    with ExitStack() as stack:
        for check in (BaseTerraformCloudsplainingResourceIAMCheck, BaseTerraformCloudsplainingDataIAMCheck):
            stack.enter_context(replaced(check, "cloudsplaining_enrich_evaluated_keys", enrich))
        yield


@contextmanager
def _garbage_collected_rarely() -> Iterator[None]:
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
