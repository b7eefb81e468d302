"""A file's text, or the reason why it can't be had."""

import re
import stat
import unicodedata
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place
from bastide.source.code import FILE_TOO_LARGE, FORBIDDEN_CHARACTER, NOT_UTF8, UNREADABLE_FILE

LIMIT = 1024 * 1024
"""Bytes that an input file may hold: a spec of 40 agencies takes a twentieth of it."""

# Control characters, lone surrogates, the line breaks that only some programs honour, and the characters that turn
# the direction of text (the Trojan Source attack, CVE-2021-42574).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)


def read_text(path: Path, shown: str) -> str:
    """Return a file's text without its byte order mark; `shown` is how messages call the file.

    Raises CannotAnswerError: SPEC001 to SPEC004.
    """
    data = _read(path, shown)
    if len(data) > LIMIT:
        message = f"`{shown}` is larger than {LIMIT // 1024} KiB"
        fix = "split it with `include:`, one file for each agency"
        raise CannotAnswerError([FILE_TOO_LARGE.fault(message, fix=fix)])
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """Return bytes as text without a byte order mark.

    Raises CannotAnswerError: SPEC003 for what isn't UTF-8, SPEC004 for characters that can't be seen.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotAnswerError([_not_utf8(data, error.start, shown)]) from error
    found = _FORBIDDEN.search(text)
    if found:
        raise CannotAnswerError([_forbidden(text, found.start(), shown)])
    return text


def forbidden_in(value: str) -> str | None:
    """Return the first character of a value that no spec may hold, smuggled in by an escape; None if all are fit."""
    found = _FORBIDDEN.search(value)
    return found.group()[0] if found else None


def spot(text: str, index: int, shown: str) -> Place:
    """Return the place of one code point."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Place(shown, line, column, line, column + 1)


def _read(path: Path, shown: str) -> bytes:
    try:
        # A pipe or a device would block or never end.
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "not a regular file"
            raise CannotAnswerError([_unreadable(shown, f"`{shown}` is {what}", "name the YAML file itself")])
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        fault = _unreadable(shown, f"there is no file `{shown}`", "check the path, or start one with `bastide init`")
        raise CannotAnswerError([fault]) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        fault = _unreadable(shown, f"`{shown}` can't be read: {reason.lower()}", "check the path and its permissions")
        raise CannotAnswerError([fault]) from error


def _unreadable(shown: str, message: str, fix: str) -> Diagnostic:
    return UNREADABLE_FILE.fault(message.replace(shown, _printable(shown)), fix=fix)


def _printable(shown: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in shown)


def _not_utf8(data: bytes, index: int, shown: str) -> Diagnostic:
    # `surrogateescape` keeps one character for each bad byte, so the column is right.
    text = data.decode("utf-8", "surrogateescape")
    before = len(data[:index].decode("utf-8"))
    message = f"the byte 0x{data[index]:02x} is not UTF-8"
    fix = f"save the file as UTF-8: iconv -f GB18030 -t UTF-8 {shown}"
    return NOT_UTF8.fault(message, Label(spot(text, before, shown)), fix=fix)


def _forbidden(text: str, index: int, shown: str) -> Diagnostic:
    return forbidden_fault(text[index], spot(text, index, shown))


def forbidden_fault(char: str, place: Place) -> Diagnostic:
    """Return the fault for a character that may not stand in a spec."""
    name = "CARRIAGE RETURN alone" if char == "\r" else unicodedata.name(char, "unprintable")
    message = f"the character U+{ord(char):04X} ({name}) may not stand in a spec"
    return FORBIDDEN_CHARACTER.fault(message, Label(place), fix="delete it, or retype the line")
