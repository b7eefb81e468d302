"""Turn literal HCL into exactly the dict that bc-python-hcl2 0.4.3 makes of it, about ten times faster.

Whatever is not plainly in the subset (operators, templates, heredocs, `for`, block comments, odd layout) is left to
the real parser: `convert` then returns None. The subset is what the two parsers provably agree on, so every rule
here is stricter than HCL, never laxer.
"""

import re
from collections.abc import Callable
from typing import Final

from bastide.scan.checkov.foreign import Foreign

_TOKEN: Final = re.compile(
    r"""[ \t]*(?:
      (?P<newline>(?:\n[ \t]*|(?:\#|//)(?:(?!/\*)[^\n])*\n[ \t]*)+)
    | (?P<word>(?!(?:for|in|if)(?![a-zA-Z0-9_-]))[a-zA-Z_][a-zA-Z0-9_-]*)
    | (?P<string>"(?:[^"\\\n$%]|\\["nrt\\]|\$(?!\{)|%(?!\{)|\$\{[^{}"\n\\$]+\})*")
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?![0-9a-zA-Z_.]))
    | (?P<sign>[{}\[\](),=:.-])
    )""",
    re.VERBOSE,
)
_LABEL: Final = re.compile(r'"[^"\\$%]*"|[a-zA-Z_][a-zA-Z0-9_-]*')
_WORDS: Final[dict[str, Foreign]] = {"true": True, "false": False, "null": None}
_LABELS_OF_MARKED: Final = {
    "locals": 0,
    "terraform": 0,
    "module": 1,
    "provider": 1,
    "variable": 1,
    "data": 2,
    "resource": 2,
}
# The real parser checks quotes line by line before it parses; these make that check see something else than we do.
_UNSAFE: Final = ("= <<", '\\\\"', "\r")
_DEEPEST: Final = 60

_Token = tuple[str, str, int]


class _OutsideTheSubsetError(Exception):
    """Stop: the real parser has to decide."""


def convert(text: str) -> Foreign:
    """Return the parsed file, or None when the real parser is needed (also for every error in the text)."""
    if any(unsafe in text for unsafe in _UNSAFE):
        return None
    try:
        return _Reader(_tokens(text + "\n")).file()
    except _OutsideTheSubsetError:
        return None


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position, line = 0, 1
    match = _TOKEN.match
    while found := match(text, position):
        kind = found.lastgroup or ""
        value = found[kind]
        tokens.append((value if kind == "sign" else kind, value, line))
        if kind == "newline":
            line += value.count("\n")
        position = found.end()
    if text[position:].strip(" \t"):
        raise _OutsideTheSubsetError
    tokens.append(("end", "", line))
    return tokens


class _Reader:
    """A recursive descent over the tokens; every method leaves `_at` behind what it read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def file(self) -> Foreign:
        self._skip_newlines()
        body = self._body("end")
        self._take("end")
        return body

    def _kind(self) -> str:
        return self._tokens[self._at][0]

    def _take(self, kind: str) -> _Token:
        token = self._tokens[self._at]
        if token[0] != kind:
            raise _OutsideTheSubsetError
        self._at += 1
        return token

    def _skip_newlines(self) -> None:
        while self._kind() == "newline":
            self._at += 1

    def _body(self, closing: str) -> dict[str, Foreign]:
        result: dict[str, Foreign] = {}
        while self._kind() != closing:
            _, name, line = self._take("word")
            _add(result, name, self._attribute() if self._kind() == "=" else self._block(name, line))
        return result

    def _attribute(self) -> Foreign:
        self._at += 1
        value = wrapped(self._expression())
        if self._kind() != "}":
            self._take("newline")
            self._skip_newlines()
        return value

    def _block(self, name: str, line: int) -> Foreign:
        self._nest()
        labels = self._labels()
        self._take("{")
        self._skip_newlines()
        body = self._body("}")
        end_line = self._take("}")[2]
        self._depth -= 1
        self._take("newline")
        self._skip_newlines()
        _mark(body, name, len(labels), (line, end_line))
        for label in reversed(labels):
            body = {label: body}
        return body

    def _labels(self) -> list[str]:
        labels = []
        while self._kind() in {"string", "word"}:
            label = self._tokens[self._at][1]
            if not _LABEL.fullmatch(label):
                raise _OutsideTheSubsetError
            labels.append(label[1:-1] if label.startswith('"') else label)
            self._at += 1
        return labels

    def _nest(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _OutsideTheSubsetError

    def _expression(self) -> Foreign:
        kind, value, _ = self._tokens[self._at]
        reader = _READERS.get(kind)
        if reader is None:
            raise _OutsideTheSubsetError
        self._at += 1
        return reader(self, value)

    def _string(self, value: str) -> str:
        return value

    def _number(self, value: str) -> float:
        return float(value) if "." in value else int(value)

    def _negative(self, _: str) -> str:
        value = self._take("number")[1]
        if "." in value:
            raise _OutsideTheSubsetError
        return f"-{int(value)}"

    def _word(self, value: str) -> Foreign:
        if self._kind() == "(":
            return self._call(value)
        if value in _WORDS:
            return _WORDS[value]
        return self._traversal(value)

    def _traversal(self, text: str) -> str:
        while True:
            match self._kind():
                case ".":
                    self._at += 1
                    text += "." + self._take("word")[1]
                case "[":
                    self._at += 1
                    text += f"[{self._index()}]"
                    self._take("]")
                case _:
                    return text

    def _index(self) -> str:
        kind, value, _ = self._tokens[self._at]
        self._at += 1
        if kind == "number" and "." not in value:
            return str(int(value))
        if kind == "string" and "$" not in value:
            return value
        raise _OutsideTheSubsetError

    def _call(self, name: str) -> str:
        self._at += 1
        arguments = ",".join(str(value) for value in self._items(")"))
        return f"{name}({arguments})"

    def _tuple(self, _: str) -> list[Foreign]:
        return [wrapped(value) for value in self._items("]")]

    def _items(self, closing: str) -> list[Foreign]:
        self._nest()
        self._skip_newlines()
        items = []
        while self._kind() != closing:
            items.append(self._expression())
            self._skip_newlines()
            if self._kind() != closing:
                self._take(",")
                self._skip_newlines()
        self._at += 1
        self._depth -= 1
        return items

    def _object(self, _: str) -> dict[Foreign, Foreign]:
        self._nest()
        self._skip_newlines()
        result: dict[Foreign, Foreign] = {}
        while self._kind() != "}":
            key = self._key()
            result[key] = wrapped(self._expression())
            self._separator()
        self._at += 1
        self._depth -= 1
        return result

    def _key(self) -> str:
        kind, value, _ = self._tokens[self._at]
        if kind not in {"word", "string"} or value in _WORDS:
            raise _OutsideTheSubsetError
        self._at += 1
        if self._kind() not in {"=", ":"}:
            raise _OutsideTheSubsetError
        self._at += 1
        return value[1:-1] if kind == "string" else value

    def _separator(self) -> None:
        kind = self._kind()
        if kind in {",", "newline"}:
            self._at += 1
            self._skip_newlines()
        elif kind != "}":
            raise _OutsideTheSubsetError


_READERS: Final[dict[str, Callable[[_Reader, str], Foreign]]] = {
    "string": _Reader._string,  # noqa: SLF001 - the table belongs to the class
    "number": _Reader._number,  # noqa: SLF001
    "-": _Reader._negative,  # noqa: SLF001
    "word": _Reader._word,  # noqa: SLF001
    "[": _Reader._tuple,  # noqa: SLF001
    "{": _Reader._object,  # noqa: SLF001
}


def wrapped(value: Foreign) -> Foreign:
    """Return an expression as the real parser writes it into a dict: a string bare, anything symbolic in `${}`."""
    if not isinstance(value, str):
        return value
    if value.startswith('"') and value.endswith('"'):
        if value.startswith('"${') and value.endswith('}"'):
            return value[1:-1]
        slash_at_end = 1 if value.endswith('\\"') else 0
        if value.count('"') - (value.count('\\"') - slash_at_end) == 2:  # noqa: PLR2004 - the two quotes around it
            return value[1:-1]
    return f"${{{value}}}"


def _add(result: dict[str, Foreign], name: str, value: Foreign) -> None:
    if name not in result:
        result[name] = [value]
    elif isinstance(value, list):
        result[name].extend(value)
    else:
        result[name].append(value)


def _mark(body: dict[str, Foreign], name: str, labels: int, lines: tuple[int, int]) -> None:
    wanted = _LABELS_OF_MARKED.get(name)
    if wanted is None or labels < wanted:
        return
    if labels > wanted:
        raise _OutsideTheSubsetError
    body["__start_line__"], body["__end_line__"] = lines
