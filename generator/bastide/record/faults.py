"""Why a Pulumi program can't be recorded: PUL001 and up.

PUL001 nobody allowed it to run. PUL002 there is no project. PUL003 its project file can't be used. PUL004 its language
is not one that is recorded. PUL005 its main file is missing. PUL006 no interpreter has the SDK. PUL007 the one that was
named has not. PUL008 Node.js or its SDK is missing. PUL009 the recorder itself did not start. PUL010 the run did not
reach its end. PUL011 it has several stacks, and none was named.
"""

from collections.abc import Sequence
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place

_NOTHING_RUN = "without it the program can't be run, and nothing was executed"
_INSTALL = "python -m venv .venv && .venv/bin/pip install pulumi -r requirements.txt"


def not_allowed(folder: Path) -> CannotAnswerError:
    """Return the refusal to execute a program that nobody allowed."""
    why = "recording executes the program and whatever it imports, with your rights; that needs your word"
    return _refusal("PUL001", f"`{folder}` would be executed", why, f"bastide record {folder} --allow-run")


def no_project(folder: Path) -> CannotAnswerError:
    """Return the fault of a folder that holds no program."""
    message = f"`{folder}` holds no `Pulumi.yaml`"
    return _refusal("PUL002", message, "it says what the program is and what runs it", "name the folder that holds it")


def unusable_file(file: Path, said: str, place: Place | None = None) -> CannotAnswerError:
    """Return the fault of a project or stack file that says nothing usable."""
    labels = () if place is None else (Label(place),)
    why = "it says what the program is, what runs it and with what configuration"
    return CannotAnswerError([Diagnostic("PUL003", f"`{file}` can't be used: {said}", labels, why, f"correct {file}")])


def other_language(runtime: str) -> CannotAnswerError:
    """Return the fault of a program in a language that has no recorder."""
    why = "only an SDK that loads the program where we can answer it is recorded"
    fix = "pulumi preview --json > preview.json, and scan that file"
    return _refusal("PUL004", f"the program's runtime is `{runtime}`; `python` and `nodejs` are recorded", why, fix)


def no_main(path: Path) -> CannotAnswerError:
    """Return the fault of a project without its program."""
    return _refusal(
        "PUL005", f"the program's main file `{path}` is missing", _NOTHING_RUN, "correct `main` in Pulumi.yaml"
    )


def no_interpreter() -> CannotAnswerError:
    """Return the fault of a machine on which nothing has the SDK."""
    message = "no Python interpreter with the packages `pulumi` and `grpc` is found"
    return _refusal("PUL006", message, _NOTHING_RUN, f"{_INSTALL}, or name one: --python PATH")


def wrong_interpreter(python: Path) -> CannotAnswerError:
    """Return the fault of a named interpreter without the SDK."""
    message = f"`{python}` can't import the packages `pulumi` and `grpc`"
    return _refusal("PUL007", message, _NOTHING_RUN, f"{python} -m pip install pulumi")


def no_node(missing: str) -> CannotAnswerError:
    """Return the fault of a Node.js program without what it needs."""
    message = f"the program needs Node.js, and {missing} is missing"
    return _refusal("PUL008", message, _NOTHING_RUN, "npm install, in the program's folder")


def broken_recorder(said: str) -> CannotAnswerError:
    """Return the fault of a recorder that did not start."""
    message = f"the recorder did not start: {said}" if said else "the recorder did not start"
    fix = "try another interpreter with the SDK: --python PATH"
    return _refusal("PUL009", message, _NOTHING_RUN, fix)


def which_stack(folder: Path, names: Sequence[str]) -> CannotAnswerError:
    """Return the fault of a program with several stacks, none of which was named."""
    message = f"`{folder}` has configuration of {len(names)} stacks: {', '.join(f'`{name}`' for name in names)}"
    why = "what a program declares depends on its stack, and a verdict on one says nothing of the others"
    return _refusal("PUL011", message, why, f"name one: --stack {names[0]}")


def partial(recording_fault: str, place: Place | None, *, timed_out: bool) -> Diagnostic:
    """Return why a recording is not whole."""
    message = (
        f"the program did not end in time: {recording_fault}" if timed_out else f"the program failed: {recording_fault}"
    )
    why = "what it would have registered after that is missing from the recording"
    fix = "give it longer: --seconds 300" if timed_out else "correct the program, or configure it: --config KEY=VALUE"
    return Diagnostic("PUL010", message, () if place is None else (Label(place),), why, fix)


def _refusal(code: str, message: str, why: str, fix: str) -> CannotAnswerError:
    return CannotAnswerError([Diagnostic(code, message, (), why, fix)])
