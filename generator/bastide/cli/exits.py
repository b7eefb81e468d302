"""What an exit code says."""

from collections.abc import Mapping
from enum import IntEnum


class ExitCode(IntEnum):
    """The answer as a number; it never depends on the output format."""

    YES = 0
    NO = 1
    CANNOT_ANSWER = 2
    BUG = 3
    INTERRUPTED = 130
    READER_GONE = 141


MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.YES: "The answer is yes: the spec is sound, the tree is up to date, no check failed.",
    ExitCode.NO: "The answer is no: findings, or a tree that differs from its spec.",
    ExitCode.CANNOT_ANSWER: "No answer: wrong usage, an invalid spec, a missing tool, nothing to scan, or unknowns.",
    ExitCode.BUG: "Bastide broke; nothing was decided.",
    ExitCode.INTERRUPTED: "Ended from the keyboard (128 + SIGINT).",
    ExitCode.READER_GONE: "Whoever read the output went away before its end (128 + SIGPIPE).",
}
"""One sentence for each code, as the reference prints it."""
