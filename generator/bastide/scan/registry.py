"""Finds the rules: every module of `bastide.scan.rules` is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from bastide.scan import rules
from bastide.scan.rule import Check, Meta


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its word (module, test file and page have the same), its facts and its check."""

    word: str
    meta: Meta
    check: Check

    @property
    def name(self) -> str:
        """The name of the bad pattern as it reads after "allow ...": `world-open-ingress`."""
        return self.word.replace("_", "-")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    return tuple(sorted(_discovered(), key=lambda rule: rule.meta.code))


def _discovered() -> Iterator[Rule]:
    for module in iter_modules(rules.__path__):
        loaded = import_module(f"{rules.__name__}.{module.name}")
        yield Rule(module.name, cast("Meta", loaded.META), cast("Check", loaded.check))
