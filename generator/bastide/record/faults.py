"""Why a program can't be recorded (PUL001 to PUL019)."""

from bastide.model.diagnostic import Diagnostic

NO_EVIDENCE = "nothing was recorded, and no evidence is never a pass"


def no_project(program: str) -> Diagnostic:
    """Return the fault of a directory without a `Pulumi.yaml`."""
    return Diagnostic(
        "PUL001",
        f"`{program}` holds no `Pulumi.yaml`",
        (),
        "it names the program's language and main file",
        "name the directory of a Pulumi project",
    )


def bad_project(file: str, what: str) -> Diagnostic:
    """Return the fault of a project or stack file that can't be used."""
    return Diagnostic("PUL002", f"`{file}` {what}", (), NO_EVIDENCE, "write it as Pulumi's project reference says")


def other_language(file: str, runtime: str) -> Diagnostic:
    """Return the fault of a language that can't be recorded."""
    return Diagnostic(
        "PUL003",
        f"`{file}` names the runtime `{runtime}`",
        (),
        "programs in Python and Node.js can be recorded; others need the engine",
        "pulumi preview --json > preview.json  # where Pulumi runs, then scan that file",
    )


def no_main(program: str, main: str) -> Diagnostic:
    """Return the fault of a project whose main file is missing."""
    return Diagnostic(
        "PUL004",
        f"`{program}` has no `{main}`",
        (),
        "there is nothing to run",
        f"write `{main}`, or `main:` in Pulumi.yaml",
    )


def no_interpreter(tried: str) -> Diagnostic:
    """Return the fault of a machine without an interpreter that has the SDK."""
    return Diagnostic(
        "PUL005",
        f"no Python interpreter with the Pulumi SDK was found ({tried})",
        (),
        "the program is executed by its own SDK, which core installs don't bring",
        "name one that can import the program's packages: --python .venv/bin/python",
    )


def no_node(program: str) -> Diagnostic:
    """Return the fault of a Node.js program that can't be started."""
    return Diagnostic(
        "PUL006",
        f"`{program}` can't be run by Node.js: `node` or `node_modules/@pulumi/pulumi` is missing",
        (),
        "the program is executed by its own SDK",
        "npm install  # in the program's directory, with `node` on PATH",
    )


def recorder_broke(words: str) -> Diagnostic:
    """Return the fault of a recorder that left no recording."""
    return Diagnostic(
        "PUL007",
        f"the recorder ended without a recording: {words}",
        (),
        NO_EVIDENCE,
        "bastide record DIR --allow-run --python P  # with an interpreter that can import pulumi and grpc",
    )


def not_allowed(program: str) -> Diagnostic:
    """Return the refusal to execute a program that nobody allowed to be executed."""
    return Diagnostic(
        "PUL008",
        f"recording `{program}` would execute it",
        (),
        "a program can do anything that its user can, though it gets no network and no credentials here",
        f"bastide record {program} --allow-run",
    )
