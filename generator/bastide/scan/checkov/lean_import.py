"""Import checkov without the two thirds of it that a scan of Terraform text never calls.

Importing `checkov.terraform.runner` loads AWS, Docker, Git and HTTP clients, a graph and a numeric library: more
than a second of work. While it is imported, those are replaced by placeholders; afterwards they are removed again,
so that the rest of the process imports the real ones. A placeholder that is called later raises, and a check in
which that happens answers unknown.
"""

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from bastide.scan.checkov.foreign import Foreign

# Optional for whoever imports them: they go on without.
_ABSENT = ("numpy", "regex")
_REPLACED = frozenset(
    {
        *("aiohttp", "aiodns", "boto3", "botocore", "detect_secrets", "docker", "ecdsa", "git", "junit_xml"),
        *("networkx", "prettytable", "pydantic", "requests", "s3transfer", "tabulate", "urllib3", "yarl"),
    }
)


class _Importing:
    """Whether placeholders may still be called, as decorators and base classes are while a module is loaded."""

    now = False


class _PlaceholderMeta(type):
    """A class whose every attribute is again a placeholder."""

    def __getattr__(cls, name: str) -> Foreign:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)

    def __getitem__(cls, _: object) -> Foreign:
        return cls

    def __or__(cls, _: object) -> Foreign:
        return cls

    def __ror__(cls, _: object) -> Foreign:
        return cls


def _placeholder(name: str) -> Foreign:
    return _PlaceholderMeta(name, (_Placeholder,), {})


class _Placeholder(Exception, metaclass=_PlaceholderMeta):  # noqa: N818 - must be usable after `except`
    """Anything that a left-out package would offer."""

    def __new__(cls, *_: object, **__: object) -> Foreign:
        if not _Importing.now and cls.__module__ == __name__:
            message = f"`{cls.__name__}` belongs to a package that is left out of the scan"
            raise RuntimeError(message)
        return super().__new__(cls)

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    def __init_subclass__(cls, **_: object) -> None:
        super().__init_subclass__()

    def __call__(self, *arguments: object, **_: object) -> Foreign:
        return arguments[0] if arguments else self

    def __getattr__(self, name: str) -> Foreign:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)


class _PlaceholderModule(ModuleType):
    """A module that offers any name."""

    def __getattr__(self, name: str) -> Foreign:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)


class _PlaceholderFinder(MetaPathFinder, Loader):
    """Serves the placeholders in place of the packages that are not loaded yet."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        """Claim a module of the replaced packages."""
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in self._packages else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the placeholder module."""
        return _PlaceholderModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty: it answers for any name."""


def import_checkov() -> None:
    """Import the runner lean, and whole when that fails or it is there already."""
    if "checkov.terraform.runner" in sys.modules:
        return
    before = set(sys.modules)
    try:
        with _placeholders():
            importlib.import_module("checkov.terraform.runner")
    except Exception:  # noqa: BLE001 - whatever a placeholder broke, the real import decides
        _forget(name for name in set(sys.modules) - before if name.partition(".")[0] == "checkov")
        importlib.import_module("checkov.terraform.runner")


@contextmanager
def _placeholders() -> Iterator[None]:
    loaded = {name.partition(".")[0] for name in sys.modules}
    finder = _PlaceholderFinder(_REPLACED - loaded)
    absent = [name for name in _ABSENT if name not in loaded]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type] # None means: can't be imported
    sys.meta_path.insert(0, finder)
    _Importing.now = True
    try:
        yield
    finally:
        _Importing.now = False
        sys.meta_path.remove(finder)
        _forget(absent)
        _forget(name for name, module in list(sys.modules.items()) if isinstance(module, _PlaceholderModule))


def _forget(names: Foreign) -> None:
    for name in list(names):
        sys.modules.pop(name, None)
