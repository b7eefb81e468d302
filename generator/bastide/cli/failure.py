"""What the command line says when there is no answer, and the exit code for it."""

import os
import sys
import traceback
from pathlib import Path

import typer

from bastide import __version__
from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.model.diagnostic import CannotAnswerError, Diagnostic

DEBUG = "BASTIDE_DEBUG"
"""The environment variable that asks for a traceback when bastide itself breaks."""

_EXCERPT = 200


def outcome(error: BaseException) -> ExitCode:
    """Tell the user about an error and return its exit code.

    A user's mistake, a refusing system and a bug of ours never look like the honest "no".
    """
    match error:
        case typer.Exit(exit_code=code):
            return ExitCode(code)
        case CannotAnswerError():
            return _cannot_answer(error)
        case typer.TyperException():
            return _usage(error)
        case KeyboardInterrupt():
            console.say("interrupted; no answer was reached")
            return ExitCode.INTERRUPTED
        case BrokenPipeError():
            return ExitCode.READER_GONE
        case OSError():
            return _refused(error)
        case _:
            return _bug(error)


def _cannot_answer(error: CannotAnswerError) -> ExitCode:
    from bastide.app import sources  # noqa: PLC0415 - only now needed
    from bastide.report import paint, text  # noqa: PLC0415 - only now needed

    ink = paint.Paint(on=console.colour(sys.stderr))
    texts = {**sources.of_diagnostics(Path(), error.diagnostics), **error.sources}
    console.say(text.diagnostics(error.diagnostics, texts, paint=ink).rstrip("\n"))
    return ExitCode.CANNOT_ANSWER


def _usage(error: typer.TyperException) -> ExitCode:
    from bastide.report.display import visible  # noqa: PLC0415 - only now needed

    near = getattr(error, "possibilities", None)
    message = f"{error.message}. Did you mean {' or '.join(near)}?" if near else error.format_message()
    context = getattr(error, "ctx", None)
    command = "bastide" if context is None else context.command_path
    bare = message.startswith("Usage: ")
    console.say(message if bare else f"error: {visible(message)}\n  fix: {command} --help")
    return ExitCode.CANNOT_ANSWER


def _refused(error: OSError) -> ExitCode:
    from bastide.app.faults import reason  # noqa: PLC0415 - only now needed

    fault = Diagnostic(
        code="APP002",
        message=f"the answer can't be written: {reason(error)}",
        labels=(),
        why="an answer that nobody receives is no answer",
        fix="free some space, or choose another place with `--output-file`",
    )
    return _cannot_answer(CannotAnswerError([fault]))


def _bug(error: BaseException) -> ExitCode:
    from bastide.report.display import visible  # noqa: PLC0415 - only now needed

    if os.environ.get(DEBUG):
        console.say("".join(traceback.format_exception(error)).rstrip("\n"))
    python = ".".join(map(str, sys.version_info[:3]))
    console.say(
        "error: this is a bug in bastide, no verdict was reached\n"
        f"  what: {visible(_what(error))} (bastide {__version__}, Python {python})\n"
        "  why: whatever the input, this should not have happened\n"
        f"  fix: run the same command with {DEBUG}=1 and send its output and the input to the maintainers"
    )
    return ExitCode.BUG


def _what(error: BaseException) -> str:
    """Return the error and where it happened, short enough for one line."""
    said = f"{type(error).__name__}: {error}"[:_EXCERPT]
    frames = traceback.extract_tb(error.__traceback__)
    return f"{said}, line {frames[-1].lineno} of {Path(frames[-1].filename).name}" if frames else said
