"""Lay HCL out as `terraform fmt` does, so that a user's formatter never changes a generated file.

The rules are those of hclwrite's formatter, observed on Terraform 1.11: brackets indent, and in a run of consecutive
lines with an assignment the equals signs stand in one column, as do the comments in a run of commented lines.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bastide.hcl.lexer import BLOCK_COMMENT, COMMENT, HEREDOC, NUMBER, OPERATOR, QUOTED_TEXT, WORD, quoted_end
from bastide.hcl.width import columns

_TOKEN = re.compile(
    rf"""[ \t\r]*+(?:(?P<newline>\n)|(?P<word>{WORD})|(?P<comment>{COMMENT})|(?P<heredoc>{HEREDOC})
    |(?P<text>"{QUOTED_TEXT}"|{BLOCK_COMMENT})|(?P<number>{NUMBER})|(?P<op>(?!<<|/\*)(?:{OPERATOR}))|(?P<quote>")|(?P<end>\Z))""",
    re.VERBOSE,
)
_INTERPOLATION = re.compile(r'\$\$\{|\$\{([^"{}~\n]++)\}')
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
# After one of these a minus is a sign, elsewhere a subtraction.
_BEFORE_SIGN = frozenset("([{=:,?+*/%-!") | {"==", "!=", "<", ">", "<=", ">=", "&&", "||", ""}


@dataclass(slots=True)
class _Token:
    """A token and its class for spacing: an operator is its own class."""

    kind: str
    text: str


@dataclass(slots=True)
class _Line:
    """One line in the three cells that are aligned with the neighbours'."""

    tokens: list[_Token]
    comment: str
    lead: str = ""
    assign: str = ""


def align(text: str) -> str:
    """Return the file as `terraform fmt` would leave it, with no double blank lines and one final newline.

    ValueError names the line at which the text is not HCL. Interpolations are spaced unless they hold quotes, braces
    or strip markers. Not done, because it changes tokens: `"${x}"` stays, as do unquoted labels.
    """
    return rearrange(text) + "\n"


def rearrange(text: str) -> str:
    """Lay out a fragment: like `align`, but with no final newline."""
    lines = list(_without_idle_blanks(_lines(text)))
    _indent(lines)
    _pad(lines, lambda line: line.lead, lambda line: line.assign, _push_assign)
    _pad(lines, lambda line: line.lead + line.assign, lambda line: line.comment, _push_comment)
    return "\n".join(line.lead + line.assign + line.comment for line in lines)


def _lines(text: str) -> Iterator[_Line]:
    tokens: list[_Token] = []
    position, size = 0, len(text)
    while position < size:
        match = _TOKEN.match(text, position)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            raise _not_hcl(text, position)
        position = match.end()
        if kind == "newline":
            yield _line(tokens)
            tokens = []
        elif kind == "quote":
            start, position = position - 1, quoted_end(text, position - 1)
            if position < 0:
                raise _not_hcl(text, start)
            tokens.append(_Token("text", _INTERPOLATION.sub(_tidy, text[start:position])))
        elif kind != "end":
            tokens.append(_token(kind, match[kind]))
    yield _line(tokens)


def _token(kind: str, text: str) -> _Token:
    if kind == "op" or text == "in":
        return _Token(text, text)
    if kind == "heredoc":
        return _Token(kind, _INTERPOLATION.sub(_tidy, text))
    return _Token(kind, text)


def _tidy(match: re.Match[str]) -> str:
    """Space an interpolation; the escape `$${` (no group) stays."""
    return match[0] if match[1] is None else f"${{{rearrange(match[1])}}}"


def _not_hcl(text: str, position: int) -> ValueError:
    return ValueError(f"line {text.count(chr(10), 0, position) + 1} can't be laid out: it is not HCL")


def _line(tokens: list[_Token]) -> _Line:
    if len(tokens) > 1 and tokens[-1].kind == "comment":
        return _Line(tokens[:-1], tokens[-1].text.rstrip())
    return _Line(tokens, "")


def _without_idle_blanks(lines: Iterator[_Line]) -> Iterator[_Line]:
    """Keep one blank line between things, none at the ends of a body."""
    blank, inside = False, False
    for line in lines:
        if not line.tokens:
            blank = inside
            continue
        if blank and line.tokens[0].kind not in _CLOSE:
            yield _Line([], "")
        yield line
        blank, inside = False, line.tokens[-1].kind not in _OPEN


def _indent(lines: list[_Line]) -> None:
    """Fill the lead and assign cells; each line that opens more than it closes indents one level."""
    levels: list[int] = []
    for line in lines:
        if not line.tokens:
            continue
        net = _net(line.tokens)
        if net < 0:
            _close(levels, -net)
        split = _assignment(line.tokens)
        line.lead = "  " * len(levels) + _joined(line.tokens[:split])
        line.assign = _joined(line.tokens[split:])
        if net > 0:
            levels.append(net)


def _close(levels: list[int], closed: int) -> None:
    while closed and levels:
        if levels[-1] > closed:
            levels[-1] -= closed
            return
        closed -= levels.pop()


def _net(tokens: list[_Token]) -> int:
    return sum((token.kind in _OPEN) - (token.kind in _CLOSE) for token in tokens)


def _assignment(tokens: list[_Token]) -> int:
    """Return where the assign cell starts: at the first equals sign, if all after it is balanced."""
    for index, token in enumerate(tokens):
        if index and token.kind == "=":
            return len(tokens) if _net(tokens[index:]) else index
    return len(tokens)


def _joined(tokens: list[_Token]) -> str:
    pieces: list[str] = []
    before = ""
    for subject, after in pairwise(tokens):
        pieces.append(subject.text)
        if _spaced(before, subject.kind, after.kind):
            pieces.append(" ")
        before = subject.kind
    pieces += [tokens[-1].text] if tokens else []
    return "".join(pieces)


@cache
def _spaced(before: str, subject: str, after: str) -> bool:
    """Decide whether a space stands between two tokens; the order of the rules matters."""
    if after in (",", "...") or "." in (subject, after) or "::" in (subject, after):
        return False
    if subject == ",":
        return True
    if after == "(" and subject in ("word", "in"):
        return False
    if subject == "in" and before == "word":
        return True
    if after == "[" and (subject in ("word", "in", "number") or subject in _CLOSE):
        return False
    return _spaced_in_expression(before, subject, after)


def _spaced_in_expression(before: str, subject: str, after: str) -> bool:
    if subject == "!":
        return False
    if subject == "-":
        return before not in _BEFORE_SIGN
    if subject == "{" or after == "}":
        return (subject, after) != ("{", "}")
    return subject not in _OPEN and after not in _CLOSE


def _pad(
    lines: list[_Line], left: Callable[[_Line], str], right: Callable[[_Line], str], push: Callable[[_Line, int], None]
) -> None:
    """Bring a cell into one column within each run of consecutive lines that have it."""
    run: list[tuple[_Line, int]] = []
    for line in lines:
        if right(line):
            run.append((line, columns(left(line))))
        elif run:
            _push(run, push)
            run = []
    _push(run, push)


def _push(run: list[tuple[_Line, int]], push: Callable[[_Line, int], None]) -> None:
    widest = max((width for _, width in run), default=0)
    for line, width in run:
        push(line, widest - width + 1)


def _push_assign(line: _Line, spaces: int) -> None:
    line.assign = " " * spaces + line.assign


def _push_comment(line: _Line, spaces: int) -> None:
    line.comment = " " * spaces + line.comment
