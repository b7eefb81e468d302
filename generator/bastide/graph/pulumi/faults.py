"""Why a Pulumi program, or what was recorded of it, gives no verdict: PUL020 and up."""

from bastide.graph.pulumi.recording import Broken
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place

NOT_ALLOWED = "PUL020"
NO_RECORDING = "PUL021"
BROKE_OFF = "PUL022"
TIMED_OUT = "PUL023"
NO_PREVIEW = "PUL024"
LEFT_OUT = "PUL025"
TWO_KINDS = "PUL026"
_NO_VERDICT = "what can't be read can't be judged, so no verdict is possible"
_PARTIAL = "what the program would have declared after that was not judged"


def not_allowed(folder: str, verb: str) -> Diagnostic:
    """Return the refusal of a program that was not allowed to run."""
    message = f"`{folder}` holds a Pulumi program, which must be run to be judged"
    why = "running it executes its code and whatever it imports; nothing is executed that nobody has allowed"
    return Diagnostic(NOT_ALLOWED, message, (), why, f"bastide {verb} {folder} --allow-run")


def two_kinds(folder: str) -> Diagnostic:
    """Return the refusal of a directory that holds a program and Terraform: either alone would be half of a verdict."""
    message = f"`{folder}` holds both a Pulumi program and Terraform"
    why = "a verdict on one of the two would be taken for one on both"
    return Diagnostic(TWO_KINDS, message, (), why, "keep them in directories of their own, and judge each")


def not_recorded(folder: str) -> Diagnostic:
    """Return the refusal of a program where only a recording of it can be read."""
    message = f"`{folder}` holds a Pulumi program, of which only a recording can be read here"
    why = "running it executes its code and whatever it imports; nothing is executed that nobody has allowed"
    return Diagnostic(NOT_ALLOWED, message, (), why, f"bastide record {folder} --allow-run --output recording.json")


def no_recording(file: str, fault: str) -> Diagnostic:
    """Return the refusal of a file that says it is a recording, a preview or an export and isn't."""
    fix = "bastide record DIR --allow-run --output recording.json"
    message = f"`{file}` can't be read as what a Pulumi program declares: {fault}"
    return Diagnostic(NO_RECORDING, message, (Label(Place(file, 1, 1, 1, 1)),), _NO_VERDICT, fix)


def partial(broken: Broken, place: Place | None, program: str) -> Diagnostic:
    """Return why the resources of a run are not all there are."""
    labels = () if place is None else (Label(place),)
    if broken.timed_out:
        message = f"the program `{program}` did not end in time{_said(broken)}"
        return Diagnostic(TIMED_OUT, message, labels, _PARTIAL, "give it longer: `--seconds 300`")
    message = f"the program `{program}` broke off{_said(broken)}"
    fix = "correct the program, or give the configuration that it asks for: `--config KEY=VALUE`"
    return Diagnostic(BROKE_OFF, message, labels, _PARTIAL, fix)


def preview_failed(file: str, message: str) -> Diagnostic:
    """Return the refusal of a preview that ended with errors."""
    fix = "correct what `pulumi preview` complains about, and preview again"
    said = " ".join(message.split())[:200]
    return Diagnostic(NO_PREVIEW, f"`{file}` is a preview that failed: {said}", (), _PARTIAL, fix)


def unchanged_left_out(file: str, count: int) -> Diagnostic:
    """Return the refusal of a preview that tells only what changes."""
    message = f"`{file}` leaves out {count} resource{'s' if count > 1 else ''} that do not change"
    why = "what stays as it is was not judged, and decides with the rest who reaches whom"
    return Diagnostic(LEFT_OUT, message, (), why, "pulumi preview --json --show-sames")


def _said(broken: Broken) -> str:
    said = " ".join(broken.message.split())
    return f": {said[:200]}" if said else ""
