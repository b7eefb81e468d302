"""`bastide modules`: the capabilities that the library offers."""

from bastide.app.faults import os_errors, unknown_name
from bastide.library.locate import library_root
from bastide.library.module import Module, modules

UNKNOWN_MODULE = "APP005"


def listed() -> tuple[Module, ...]:
    """Return every module of the library, by id; raises CannotAnswerError where the library is missing or broken."""
    library = library_root()
    with os_errors(library):
        return modules(library)


def shown(module_id: str) -> Module:
    """Return one module; raises CannotAnswerError (APP005) for an unknown one."""
    found = {module.id: module for module in listed()}
    if module_id not in found:
        raise unknown_name(UNKNOWN_MODULE, "module", module_id, found, fix="bastide modules list")
    return found[module_id]
