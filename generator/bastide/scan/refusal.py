"""Why no verdict on a tree is possible: the judge's own codes, SCAN020 and up."""

from collections.abc import Iterable

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place

INTENT_BROKEN = "SCAN020"
MANIFEST_BROKEN = "SCAN021"
FILE_MISSING = "SCAN022"
INTENT_EDITED = "SCAN023"
FILE_NOT_SCANNED = "SCAN024"
RESOURCE_NOT_SCANNED = "SCAN025"
RULE_BROKE_OFF = "SCAN026"
NOTHING_TO_JUDGE = "SCAN027"

GENERATE = "run `bastide generate` again"


def at_file(code: str, file: str, message: str, why: str, fix: str = GENERATE) -> Diagnostic:
    """Return a refusal that points at a whole file."""
    return Diagnostic(code, message, (Label(Place(file, 1, 1, 1, 1)),), why, fix)


def nothing_to_judge(tree: str) -> Diagnostic:
    """Return the refusal of a tree that declares no resource."""
    why = "nothing was evaluated, and no evidence is never a pass"
    return Diagnostic(NOTHING_TO_JUDGE, f"`{tree}` declares no resource", (), why, "name the directory of a stack")


def not_scanned(addresses: Iterable[str], places: Iterable[Place]) -> Diagnostic:
    """Return the refusal for resources that checkov did not see."""
    listed = ", ".join(f"`{address}`" for address in addresses)
    why = "checkov judged less than the tree holds, so its silence proves nothing"
    fix = "checkov -d DIR --framework terraform --skip-download  # shows what it reads"
    labels = tuple(Label(place, "not seen") for place in places)
    return Diagnostic(RESOURCE_NOT_SCANNED, f"checkov did not see {listed}", labels, why, fix)


def broke_off(code: str, error: Exception) -> Diagnostic:
    """Return the refusal for a rule of ours that crashed."""
    message = f"the rule `{code}` broke off: {type(error).__name__}: {error}"
    why = "a check that crashes has not judged anything"
    return Diagnostic(RULE_BROKE_OFF, message, (), why, "report it with the tree that it broke on")
