"""Finds rules: every module of a package of rules is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Generic, TypeVar, cast

from bastide.facts.rule import Meta

Check = TypeVar("Check")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Check]):
    """A rule by its word (module, test file and page have the same), its facts and its check."""

    word: str
    meta: Meta
    check: Check

    @property
    def name(self) -> str:
        """The name of the bad pattern as it reads after "allow ...": `world-open-ingress`."""
        return self.word.replace("_", "-")


def discovered(package: ModuleType) -> Iterator[Rule[Check]]:
    """Yield the rules of a package, in the order of their modules."""
    for module in iter_modules(package.__path__):
        loaded = import_module(f"{package.__name__}.{module.name}")
        yield Rule(module.name, loaded.META, cast("Check", loaded.check))
