"""Tell apart why a check gave no answer; checkov has one word for all of it and then drops it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from checkov.common.checks.base_check_registry import BaseCheckRegistry
from checkov.common.models.enums import CheckResult
from checkov.common.util.var_utils import is_terraform_variable_dependent
from checkov.terraform.checks.utils.base_cloudsplaining_iam_scanner import BaseTerraformCloudsplainingIAMScanner

from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.patching import replaced
from bastide.scan.checkov.report import Cause

_KEY = "bastide_cause"
_NOT_A_RESOURCE = re.compile(r"(?:var|local|module|data|each|count|path)\.|.*(?:\$\{|[A-Za-z_]\()", re.DOTALL)


@contextmanager
def causes_noted() -> Iterator[None]:
    """Note in the result of every attribute check that gives no answer why it does."""
    original = BaseCheckRegistry.run_check

    def run_check(self: Foreign, check: Foreign, entity_configuration: Foreign, *rest: Foreign) -> Foreign:
        result = original(self, check, entity_configuration, *rest)
        if result["result"] == CheckResult.UNKNOWN:
            result[_KEY] = _cause(check, result, entity_configuration)
        return result

    with replaced(BaseCheckRegistry, "run_check", run_check):
        yield


def cause_of(result: Mapping[str, Foreign]) -> Cause:
    """Return the cause of an unknown result; a graph check is only ever undecided for a value it can't resolve."""
    noted: Cause = result.get(_KEY) or (Cause.CRASHED if "check" in result else Cause.UNRESOLVED)
    return noted


def _cause(check: Foreign, result: Mapping[str, Foreign], block: Mapping[str, Foreign]) -> Cause:
    # The policy scanner catches its own crashes and has no other way to be undecided.
    if "check" in result or isinstance(check, BaseTerraformCloudsplainingIAMScanner):
        return Cause.CRASHED
    inspected = {key.partition("/")[0] for key in result.get("evaluated_keys") or ()}
    if inspected:
        unresolved = any(map(is_terraform_variable_dependent, _strings([block.get(name) for name in inspected])))
    else:
        unresolved = any(map(_NOT_A_RESOURCE.match, _strings(block)))
    return Cause.UNRESOLVED if unresolved else Cause.DECLINED


def _strings(value: Foreign) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from _strings(item)
