"""What ruamel says about malformed YAML, in words that help."""

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.source.code import MALFORMED_YAML, TAB_INDENT
from bastide.source.textfile import spot

_SAID = (
    ("mapping values are not allowed", "a second `:` on one line", "quote the text that holds `: `"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    ("unknown escape character", "an unknown escape in double quotes", "use single quotes, or double the backslash"),
    ("expected ',' or ']'", "a list in `[` is not closed, or lacks a comma", "close it with `]`"),
    ("expected ',' or '}'", "a mapping in `{` is not closed, or lacks a comma", "close it with `}`"),
    ("could not find expected ':'", "a key without `:`", "write `key: value`, the space included"),
    ("expected <block end>", "this line doesn't fit the indentation above it", "align it with its neighbours"),
    ("cannot start any token", "a value can't start with this character", "put the value in quotes"),
    ("expected the node content", "a value is missing here", "write the value"),
    ("expected '<document start>'", "this doesn't belong to the document above it", "align it with its neighbours"),
)
_OTHERWISE = ("this is not YAML", "compare the line with the examples in docs/reference/spec.md")


def syntax_fault(error: MarkedYAMLError | None, text: str, file: str) -> Diagnostic:
    """Return the four-part fault for malformed YAML, with both places where the parser knows two.

    Without an error (ruamel broke in its own way) the fault points at the whole file.
    """
    mark: StreamMark | None = None if error is None else error.problem_mark or error.context_mark
    if error is None or mark is None:
        return MALFORMED_YAML.fault(_OTHERWISE[0], Label(Place(file, 1, 1, 1, 2)), fix=_OTHERWISE[1])
    place = _at(mark.line, mark.column, text, file)
    if text[mark.index : mark.index + 1] == "\t":
        return TAB_INDENT.fault("a tab stands where only spaces may", Label(place), fix="replace it by spaces")
    problem = str(error.problem or "")
    message, fix = next(((said, fix) for start, said, fix in _SAID if start in problem), _OTHERWISE)
    return MALFORMED_YAML.fault(message, Label(place), *_opening(error, place, text, file), fix=fix)


def _opening(error: MarkedYAMLError, place: Place, text: str, file: str) -> tuple[Label, ...]:
    """Return where the construct began, if that is another line or column."""
    mark = error.context_mark
    if mark is None:
        return ()
    start = _at(mark.line, mark.column, text, file)
    return () if start == place else (Label(start, "it begins here"),)


def _at(line: int, column: int, text: str, file: str) -> Place:
    """Return one column as a place; a mark behind the last line points at the end of the text."""
    if line >= text.count("\n") + 1 or (column == 0 and line and not text.split("\n")[line].strip()):
        stripped = text.rstrip()
        return spot(text, max(0, len(stripped) - 1), file)
    return Place(file, line + 1, column + 1, line + 1, column + 2)
