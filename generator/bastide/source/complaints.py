"""What the YAML parser says about malformed text, in words that help."""

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.source.fault import BEYOND, MALFORMED
from bastide.source.text import spot

_SAID = (
    (
        "mapping values are not allowed",
        "a `:` stands where no value can begin",
        "put text that holds `: ` in quotes, or indent the key like its neighbours",
    ),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    ("unknown escape character", "no such escape exists in double quotes", "use single quotes, or double the `\\`"),
    ("expected ',' or ']'", "a list in `[` lacks a comma or its `]`", "add the `,` or the `]`"),
    ("expected ',' or '}'", "a map in `{` lacks a comma or its `}`", "add the `,` or the `}`"),
    ("could not find expected ':'", "a key stands without its `:`", "write `key: value`, with the space"),
    ("expected <block end>", "this line doesn't fit the lines above it", "indent it like its neighbours"),
    ("cannot start any token", "no value can start with this character", "put the value in quotes"),
    ("expected the node content", "a value is missing here", "write the value"),
    (
        "expected '<document start>'",
        "this line doesn't belong to what stands above it",
        "indent it like its neighbours",
    ),
    ("sequence entries are not allowed", "a list can't start on this line", "start the list on a line of its own"),
    ("found undefined tag handle", "the tag is not declared", "remove the tag"),
)
_OTHERWISE = ("this is not YAML", "compare the line with docs/reference/spec.md")


def syntax_fault(error: MarkedYAMLError | None, text: str, file: str) -> Diagnostic:
    """Return the fault for malformed YAML, with both places where the parser knows two.

    Without an error (the parser itself broke on the text) the fault points at the start of the file.
    """
    mark: StreamMark | None = None if error is None else error.problem_mark or error.context_mark
    if error is None or mark is None:
        return MALFORMED.fault(_OTHERWISE[0], Place(file, 1, 1, 1, 2), fix=_OTHERWISE[1])
    place = _at(mark, text, file)
    problem = str(error.problem or "")
    if text[mark.index : mark.index + 1] == "\t":
        said, fix = "a tab stands where only spaces may", "replace it by spaces"
        return MALFORMED.fault(said, place, fix=fix)
    if "expected a single document" in problem or "found another document" in problem:
        return another_document(place)
    labels = _opening(error, place, text, file)
    same_line = not labels or labels[0].place.line == place.line
    if "expected ',' or" in problem and same_line and text[mark.index : mark.index + 1] == ":":
        return MALFORMED.fault("a second `:` stands in this value", place, fix="put the text in quotes")
    if "expected <block end>" in problem and text[mark.index - 1 : mark.index] in ('"', "'"):
        fix = "look for a quote that is opened further up and not closed"
        return MALFORMED.fault("text goes on where a quote ends", place, fix=fix)
    said, fix = next((words for start, *words in _SAID if start in problem), _OTHERWISE)
    return MALFORMED.fault(said, place, *labels, fix=fix)


def another_document(place: Place) -> Diagnostic:
    """Return the fault for a second document in one file."""
    return BEYOND.fault("a second document starts here", place, fix="remove the `---`, or split the file")


def _opening(error: MarkedYAMLError, place: Place, text: str, file: str) -> tuple[Label, ...]:
    """Return where the construct began, if that is elsewhere."""
    if error.context_mark is None:
        return ()
    start = _at(error.context_mark, text, file)
    return () if start == place else (Label(start, "it begins here"),)


def _at(mark: StreamMark, text: str, file: str) -> Place:
    """Return a mark as a place; a mark on a blank line or behind the end points at the last character before it."""
    before = text[: mark.index]
    line = text[len(before) :].split("\n", 1)[0]
    if line.strip() or not before.strip():
        return spot(text, mark.index, file)
    return spot(text, len(before.rstrip()) - 1, file)
