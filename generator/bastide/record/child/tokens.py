"""The Python classes of Pulumi's tokens, where a provider's package for Python is installed.

A program in another language has no types that can be asked while it runs; the package for Python has the same ones.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any


@cache
def resource_class(token: str) -> Any:
    """Return the class of a resource's token, None if nothing that is installed has it."""
    info = _module(token)
    name = (info.get("classes") or {}).get(token, "") if info else ""
    return _attribute(info.get("fqn", ""), name) if name else None


@cache
def result_class(token: str) -> Any:
    """Return the class of a function's results, None if nothing that is installed has it."""
    package, _, rest = token.partition(":")
    module, _, name = rest.rpartition(":")
    if not name or not _loaded(package):
        return None
    service = module.partition("/")[0]
    folders = [_folder(package, service), f"pulumi_{package}"]
    found = (_attribute(folder, f"{name[:1].upper()}{name[1:]}Result") for folder in folders if folder)
    return next((one for one in found if one is not None), None)


def _module(token: str) -> Any:
    """Return what a package says of the module that a token stands in."""
    package, _, rest = token.partition(":")
    module, _, _ = rest.rpartition(":")
    if not _loaded(package):
        return None
    from pulumi.runtime.rpc import get_resource_module  # noqa: PLC0415 - behind the package

    return getattr(get_resource_module(package, module, ""), "mod_info", None)


def _folder(package: str, service: str) -> str:
    """Return the Python module that a service's classes stand in, as the package's own list says."""
    from pulumi.runtime import rpc  # noqa: PLC0415 - behind the package

    registered = getattr(rpc, "_RESOURCE_MODULES", {})
    keys = (key for key in registered if key.startswith(f"{package}:{service}/"))
    infos = (getattr(one, "mod_info", None) for key in keys for one in registered[key])
    return next((str(info["fqn"]) for info in infos if info and "fqn" in info), "")


@cache
def _loaded(package: str) -> bool:
    try:
        importlib.import_module(f"pulumi_{package.replace('-', '_')}")
    except Exception:  # noqa: BLE001 - a package that is missing or broken is one that nothing is known of
        return False
    return True


def _attribute(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(module), name, None)
    except Exception:  # noqa: BLE001 - as above
        return None
