"""Why a file is not a plan that can be judged.

SCAN002 it can't be read. SCAN005 it is no JSON. SCAN006 it is JSON, but no plan. SCAN007 a plan of a format that is
not known. SCAN008 a plan that broke off.
"""

import json

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place

SHOW = "terraform plan -out=tfplan && terraform show -json tfplan > plan.json"
_NO_VERDICT = "what can't be read can't be judged, so no verdict is possible"


class NoPlanError(Exception):
    """The file can't be judged as a plan; holds the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


def unreadable(file: str, fault: str, fix: str = "") -> NoPlanError:
    """Return the error for a file that can't be read at all."""
    return _error("SCAN002", f"`{file}` can't be read: {fault}", _start(file), fix or f"replace `{file}` with a file")


def no_json(file: str, error: ValueError | RecursionError) -> NoPlanError:
    """Return the error for a text that is no JSON, at the place where it stops being any."""
    fix = "name the directory that holds it" if file.endswith(".tf") else SHOW
    match error:
        case json.JSONDecodeError():
            place = Place(file, error.lineno, error.colno, error.lineno, error.colno)
            return _error("SCAN005", f"`{file}` is no JSON: {error.msg.lower()}", place, fix)
        case RecursionError():
            return _error("SCAN005", f"`{file}` nests too deeply", _start(file), fix)
        case _:
            return _error("SCAN005", f"`{file}` is no JSON: {error}", _start(file), fix)


def no_plan(file: str, fault: str, place: Place | None = None) -> NoPlanError:
    """Return the error for JSON of another shape."""
    return _error("SCAN006", f"`{file}` is no plan: {fault}", place or _start(file), SHOW)


def unknown_format(file: str, version: object, place: Place) -> NoPlanError:
    """Return the error for a plan of another major version of the format than 1."""
    fix = "make the plan with Terraform or OpenTofu 1.1 or later"
    return _error("SCAN007", f"`{file}` has the plan format `{version!s:.20}`, not `1.x`", place, fix)


def broken_off(file: str, place: Place) -> Diagnostic:
    """Return the refusal for a plan that Terraform did not finish."""
    message = f"`{file}` is a plan that broke off with errors"
    fix = "correct what `terraform plan` complains about, and plan again"
    return Diagnostic("SCAN008", message, (Label(place),), "what the plan does not reach was not judged", fix)


def _error(code: str, message: str, place: Place, fix: str) -> NoPlanError:
    return NoPlanError(Diagnostic(code, message, (Label(place),), _NO_VERDICT, fix))


def _start(file: str) -> Place:
    return Place(file, 1, 1, 1, 1)
