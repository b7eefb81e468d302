"""A file's text, or the reason why it can't be had."""

import re
import stat
import unicodedata
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.source.fault import BEYOND, HIDDEN, UNREADABLE

MOST_BYTES = 1 << 20
"""Bytes that an input file may hold: a spec of 40 agencies takes a twentieth of it."""

# Controls, lone surrogates, line breaks that only some programs honour, and marks that hide text or turn its
# direction (Unicode TR 36; the Trojan Source attack, CVE-2021-42574).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def read_text(path: Path, shown: str) -> str:
    r"""Return a file's text with `\n` as its only line break; `shown` is how messages call the file.

    Raises CannotAnswerError: SPEC010 for what can't be read as UTF-8, SPEC002 for what is too large.
    """
    data = _read(path, shown)
    if len(data) > MOST_BYTES:
        said = f"`{shown}` is larger than {MOST_BYTES >> 20} MiB"
        raise CannotAnswerError([BEYOND.fault(said, fix="split it with `include:`, one file for each agency")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, shown) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def hidden_in(text: str) -> int | None:
    """Return the index of the first character that can't be seen where it stands, None if there is none."""
    found = _HIDDEN.search(text)
    return None if found is None else found.start()


def hidden_fault(char: str, place: Place) -> Diagnostic:
    """Return the fault for a character that can't be seen."""
    name = unicodedata.name(char, "a control character")
    return HIDDEN.fault(f"U+{ord(char):04X} ({name}) stands in the text", place, fix="delete it, or retype the line")


def spot(text: str, index: int, shown: str) -> Place:
    """Return the place of one code point."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Place(shown, line, column, line, column + 1)


def _read(path: Path, shown: str) -> bytes:
    try:
        # A pipe would block for ever and a device would never end.
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "not a regular file"
            raise CannotAnswerError([UNREADABLE.fault(f"`{shown}` is {what}", fix="name the YAML file itself")])
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        said = f"there is no file `{shown}`"
        raise CannotAnswerError([UNREADABLE.fault(said, fix="check the path and the current folder")]) from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the path is not valid").lower()
        said = f"`{shown}` can't be read: {reason}"
        raise CannotAnswerError([UNREADABLE.fault(said, fix="check the path and its permissions")]) from error


def _not_utf8(data: bytes, index: int, shown: str) -> CannotAnswerError:
    # Each byte that can't be decoded keeps one column of its own.
    text = data.decode("utf-8-sig", "surrogateescape")
    place = spot(text, len(data[:index].decode("utf-8-sig")), shown)
    said = f"the byte 0x{data[index]:02X} is not UTF-8"
    fix = f"save the file as UTF-8, for example: iconv -f GB18030 -t UTF-8 {shown}"
    return CannotAnswerError([UNREADABLE.fault(said, place, fix=fix)], {shown: text})
