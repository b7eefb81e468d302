"""Quoted strings and heredocs: literal text, escapes and interpolations."""

import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable

from bastide.hcl.cursor import BRACKETED, Cursor
from bastide.hcl.lexer import QUOTED_TEXT, WORD
from bastide.model.graph import Joined, Unknown, Value

_QUOTED = re.compile(QUOTED_TEXT)
_RAW = re.compile(r"[^$%]*+(?:(?:\$\$\{|%%\{|[$%](?!\{))[^$%]*+)*+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))|\$\$\{|%%\{", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_HEREDOC = re.compile(rf"<<(-?)({WORD})\r?\n")
_KEYWORD = re.compile(r"(?:if|else|endif|for|endfor)(?![\w-])")
_WORD = re.compile(WORD)
_BLANK_LINE = re.compile(r"[^\S\n]*\n")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARGIN = re.compile(r"[^\S\n]*")

DIRECTIVE = "a template directive `%{...}` is not evaluated"
STRIPPED = "a `~` strip marker is not evaluated"


def joined(parts: Iterable[Value]) -> Value:
    """Put a template's parts together: text when all are literal, else `Joined` with neighbouring text merged."""
    merged: list[Value] = []
    for part in _flat(parts):
        text = _text(part)
        if text is None:
            merged.append(part)
        elif merged and isinstance(merged[-1], str):
            merged[-1] += text
        elif text:
            merged.append(text)
    if not merged:
        return ""
    return merged[0] if len(merged) == 1 and isinstance(merged[0], str) else Joined(tuple(merged))


def _flat(parts: Iterable[Value]) -> Iterable[Value]:
    for part in parts:
        yield from part.parts if isinstance(part, Joined) else (part,)


def _text(part: Value) -> str | None:
    """Return what a literal becomes inside a string, None for what is not one."""
    match part:
        case bool():
            return "true" if part else "false"
        case int() | str():
            return str(part)
        case float() if part.is_integer():
            return str(int(part))
        case _:
            return None


def _raw(text: str) -> str:
    return text.replace("$${", "${").replace("%%{", "%{")


def _code_point(digits: str) -> str:
    """Return the character with a code in hexadecimal, nothing when there is none."""
    code = int(digits, 16)
    return "" if code > sys.maxunicode or 0xD800 <= code < 0xE000 else chr(code)  # noqa: PLR2004 - surrogates


def unescape(text: str) -> str:
    """Return what quoted text means; ValueError for an escape that means nothing."""
    return _ESCAPE.sub(_plain_character, text)


def _plain_character(match: re.Match[str]) -> str:
    char = _meant(match)
    if not char:
        message = f"`{match[0]}` is not an escape sequence"
        raise ValueError(message)
    return char


def _meant(match: re.Match[str]) -> str:
    """Return the character that an escape sequence means, nothing when it means none."""
    if match[3] is None and not (match[1] or match[2]):
        return match[0][1:]
    return _SHORT.get(match[3], "") if match[3] else _code_point(match[1] or match[2])


class TemplateReader(Cursor, ABC):
    """Reads templates; what is inside `${...}` is read by `expression`."""

    @abstractmethod
    def expression(self) -> Value:
        """Read one expression."""

    def quoted(self) -> Value:
        """Read a quoted template; the position is after its opening quote."""
        start = self.position - 1
        parts: list[Value] = []
        while True:
            self._literal(_QUOTED, len(self.text), parts)
            if self.text.startswith('"', self.position):
                self.position += 1
                break
            if not self.text.startswith(("${", "%{"), self.position):
                self.fail('`"` at the end of the string')
            parts.append(self._sequence(start))
        marked = _unevaluated(parts)
        if marked:
            return self.unknown(start, marked)
        # `"${x}"` is x itself, whatever its type.
        return parts[0] if len(parts) == 1 else joined(parts)

    def heredoc(self) -> Value:
        """Read a heredoc; the position is at its `<<`."""
        start = self.position
        opening = _HEREDOC.match(self.text, start)
        if not opening:
            self.fail("a heredoc's name and a line end after `<<`")
        closing = re.compile(rf"^[ \t]*+{re.escape(opening[2])}(?=[ \t]*+\r?\n)", re.MULTILINE)
        end = closing.search(self.text, opening.end())
        if not end:
            self.refuse(f"the heredoc `{opening[2]}` never ends", self.place(start, opening.end(2)))
        self.position = opening.end()
        parts = self._raw_parts(start, end.start())
        self.position = end.end()
        marked = _unevaluated(parts)
        if marked:
            return self.unknown(start, marked)
        return joined(_without_margin(parts) if opening[1] else parts)

    def _raw_parts(self, start: int, end: int) -> list[Value]:
        parts: list[Value] = []
        while self.position < end:
            self._literal(_RAW, end, parts)
            if self.position < end:
                parts.append(self._sequence(start))
        if self.position > end:
            self.refuse("a template sequence runs past the end of its heredoc", self.place(start, start + 2))
        return parts

    def _literal(self, pattern: re.Pattern[str], end: int, parts: list[Value]) -> None:
        match = pattern.match(self.text, self.position, end)
        if match and match[0]:
            parts.append(self.unescaped(match[0]) if pattern is _QUOTED else _raw(match[0]))
            self.position = match.end()

    def unescaped(self, text: str) -> str:
        """Return what quoted text means; the position is at its start."""
        return _ESCAPE.sub(self._character, text) if "\\" in text or "{" in text else text

    def _character(self, match: re.Match[str]) -> str:
        char = _meant(match)
        if not char:
            here = self.position + match.start()
            self.refuse(f"`{match[0]}` is not an escape sequence", self.place(here, here + len(match[0])))
        return char

    def _sequence(self, template: int) -> Value:
        """Read `${...}` or `%{...}`; a directive or a strip marker makes the whole template unknown."""
        start, directive = self.position, self.text[self.position] == "%"
        self.position += 2
        outer = self.enter(BRACKETED)
        stripped = self.take("~")
        value = self._directive(start) if directive else self.expression()
        stripped = self.take("~") or stripped
        self.expect("}", start)
        self.leave(outer)
        if stripped:
            return Unknown("", STRIPPED, self.place(template, template + 1))
        return value

    def _directive(self, start: int) -> Value:
        keyword = self.word(_KEYWORD, "`if`, `else`, `endif`, `for` or `endfor`")
        if keyword == "for":
            self.for_names()
        if keyword in ("if", "for"):
            self.expression()
        return Unknown("", DIRECTIVE, self.place(start, start + 2))

    def for_names(self) -> None:
        """Read the names and the `in` of a for clause."""
        self.word(_WORD, "a name after `for`")
        if self.take(","):
            self.word(_WORD, "a second name after `for`")
        if self.word(_WORD, "`in`") != "in":
            self.fail("`in`")


def _unevaluated(parts: list[Value]) -> str:
    """Return why a template can't be evaluated at all, or nothing."""
    for part in parts:
        if isinstance(part, Unknown) and not part.text:
            return part.reason
    return ""


def _without_margin(parts: list[Value]) -> list[Value]:
    """Remove the indentation that all lines of a `<<-` heredoc share; blank lines don't count and stay."""
    margin = min(_margins(parts), default=0)
    at_start = True
    result: list[Value] = []
    for part in parts:
        if isinstance(part, str):
            result.append(_cut(part, margin, first=at_start))
            at_start = part.endswith("\n")
        else:
            result.append(part)
            at_start = False
    return result


def _margins(parts: list[Value]) -> list[int]:
    margins: list[int] = []
    at_start = True
    for part in parts:
        if not isinstance(part, str):
            margins += [0] if at_start else []
            at_start = False
            continue
        for line in _LINE.findall(part):
            if at_start and not _BLANK_LINE.fullmatch(line):
                margins.append(_margin(line))
            at_start = True
        at_start = part.endswith("\n")
    return margins


def _margin(line: str) -> int:
    match = _MARGIN.match(line)
    return match.end() if match else 0


def _cut(part: str, margin: int, *, first: bool) -> str:
    lines = _LINE.findall(part)
    return "".join(
        line if (index == 0 and not first) or _BLANK_LINE.fullmatch(line) else line[margin:]
        for index, line in enumerate(lines)
    )
