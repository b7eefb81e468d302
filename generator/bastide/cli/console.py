"""The two channels: data to standard output, talk to standard error."""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO


def prepare() -> None:
    """Make both channels able to print any string; a channel that the caller closed swallows what it gets."""
    sys.stdout = _able(sys.stdout)
    sys.stderr = _able(sys.stderr)


def shown(text: str | Path) -> str:
    """Return a path or a line as it may be printed: no character in it can steer the terminal."""
    from bastide.report.display import visible  # noqa: PLC0415 - help and version need it not

    return visible(str(text))


def data(text: str) -> None:
    """Print the answer, which brings its own line breaks, and see it out."""
    sys.stdout.write(text)
    sys.stdout.flush()


def deliver(text: str, file: Path | None) -> None:
    """Print the answer, or write it to a file; raises CannotAnswerError (APP002) if the file can't be written."""
    if file is None:
        data(text)
        return
    from bastide.app import outfile  # noqa: PLC0415 - rarely needed

    outfile.write(file, text)


def say(text: str) -> None:
    """Print a line of talk at once; that nobody listens changes no answer."""
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def progress(text: str) -> None:
    """Print a line about long work, if somebody watches."""
    if sys.stderr.isatty():
        say(shown(text))


def colour(stream: TextIO) -> bool:
    """Tell whether colour is wanted: `NO_COLOR` wins, then `FORCE_COLOR`, then whether a terminal is there."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def finish() -> None:
    """Empty both channels; one that fails is pointed nowhere, or Python would try again and exit with 120."""
    for descriptor, stream in enumerate((sys.stdout, sys.stderr), start=1):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, descriptor)
            os.close(nowhere)


def _able(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as long as the process
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream
