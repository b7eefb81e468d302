"""Reads expressions into trees.

The text is one that the parser has accepted. Line ends count as blanks: it stands in brackets or on one line. Heredocs,
template directives, strip markers and provider functions are not read.
"""

import re
from collections.abc import Callable

from bastide.hcl.lexer import BLOCK_COMMENT, COMMENT, NUMBER, QUOTED_TEXT, WORD
from bastide.hcl.template import unescape
from bastide.hcl.tree import Call, Choice, For, Get, Literal, Mapping, Name, Operation, Sequence, Splat, Template, Tree

MAX_DEPTH = 80

_BLANK = re.compile(rf"(?:\s++|{COMMENT}|{BLOCK_COMMENT})*+")
_TOKEN = re.compile(rf"({NUMBER})(?!\.?[0-9])|({WORD})|(==|!=|<=|>=|&&|\|\||=>|\.\.\.|[-+*/%<>!?:=.,(){{}}\[\]\"])")
_QUOTED = re.compile(QUOTED_TEXT)
_BINDING = {
    sign: level
    for level, signs in enumerate((("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%")))
    for sign in signs
}
_KEYWORDS = {"true": True, "false": False, "null": None}


class UnreadError(ValueError):
    """The text holds what trees can't say."""


def tree(text: str) -> Tree:
    """Return the tree of an expression; UnreadError for what a tree can't say."""
    reader = _Reader(text)
    found = reader.choice()
    if reader.peek():
        reader.fail()
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0

    def choice(self) -> Tree:
        """Read an expression with all its operators."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.fail()
        found = self._binary(0)
        if self._take("?"):
            yes = self.choice()
            self._expect(":")
            found = Choice(found, yes, self.choice())
        self._depth -= 1
        return found

    def peek(self) -> str:
        """Return the next token, nothing at the end."""
        self._blank()
        match = _TOKEN.match(self._text, self._position)
        if match is None and self._position < len(self._text):
            self.fail()
        return match[0] if match else ""

    def fail(self) -> None:
        """Raise UnreadError."""
        message = f"`{self._text[self._position : self._position + 1]}` is not read"
        raise UnreadError(message)

    def _blank(self) -> None:
        match = _BLANK.match(self._text, self._position)
        self._position = match.end() if match else self._position

    def _next(self) -> str:
        token = self.peek()
        self._position += len(token)
        return token

    def _take(self, token: str) -> bool:
        found = self.peek() == token
        self._position += len(token) if found else 0
        return found

    def _expect(self, token: str) -> None:
        if not self._take(token):
            self.fail()

    def _binary(self, least: int) -> Tree:
        """Read operands and the operators between them that bind at least as tightly as a level."""
        left = self._unary()
        while (level := _BINDING.get(self.peek(), -1)) >= least:
            sign = self._next()
            left = Operation(sign, (left, self._binary(level + 1)))
        return left

    def _unary(self) -> Tree:
        if self.peek() in ("-", "!"):
            sign = self._next()
            self._depth += 1
            if self._depth > MAX_DEPTH:
                self.fail()
            found = Operation(sign, (self._unary(),))
            self._depth -= 1
            return found
        return self._postfix(self._primary())

    def _postfix(self, found: Tree) -> Tree:
        while self.peek() in (".", "["):
            found = self._step(found)
        return found

    def _step(self, source: Tree) -> Tree:
        if self._take("."):
            if self._take("*"):
                return Splat(source, self._steps(indexes=False))
            return Get(source, self._attribute())
        self._expect("[")
        if self._take("*"):
            self._expect("]")
            return Splat(source, self._steps(indexes=True))
        key = self.choice()
        self._expect("]")
        return Get(source, key)

    def _steps(self, *, indexes: bool) -> tuple[Tree, ...]:
        """Read what a splat takes in each element; `.*` takes attributes only."""
        steps: list[Tree] = []
        while True:
            if self.peek() == ".":
                self._next()
                steps.append(self._attribute())
            elif indexes and self.peek() == "[":
                self._next()
                steps.append(self.choice())
                self._expect("]")
            else:
                return tuple(steps)

    def _attribute(self) -> Tree:
        token = self._next()
        if token.isdigit():
            return Literal(int(token))
        if not re.fullmatch(WORD, token):
            self.fail()
        return Literal(token)

    def _primary(self) -> Tree:
        token = self._next()
        readers: dict[str, Callable[[], Tree]] = {
            "(": self._parentheses, "[": self._sequence, "{": self._mapping, '"': self._template
        }  # fmt: skip
        if token in readers:
            return readers[token]()
        if token[:1].isdigit():
            return Literal(int(token) if token.isdigit() and len(token) < 300 else float(token))  # noqa: PLR2004 - digits
        if not re.fullmatch(WORD, token):
            self.fail()
        if token in _KEYWORDS:
            return Literal(_KEYWORDS[token])
        return self._call(token) if self._take("(") else Name(token)

    def _parentheses(self) -> Tree:
        found = self.choice()
        self._expect(")")
        return found

    def _call(self, name: str) -> Tree:
        arguments: list[Tree] = []
        spread = False
        while not self._take(")"):
            arguments.append(self.choice())
            spread = self._take("...")
            if not self._take(","):
                self._expect(")")
                break
        return Call(name, tuple(arguments), spread)

    def _sequence(self) -> Tree:
        if self.peek() == "for":
            return self._for("]")
        items: list[Tree] = []
        while not self._take("]"):
            items.append(self.choice())
            if not self._take(","):
                self._expect("]")
                break
        return Sequence(tuple(items))

    def _mapping(self) -> Tree:
        if self.peek() == "for":
            return self._for("}")
        entries: list[tuple[Tree, Tree]] = []
        while not self._take("}"):
            entries.append((self._key(), self.choice()))
            self._take(",")
        return Mapping(tuple(entries))

    def _key(self) -> Tree:
        start = self._position
        token = self._next()
        if re.fullmatch(WORD, token) and self.peek() in ("=", ":"):
            self._next()
            return Literal(token)
        self._position = start
        found = self.choice()
        if not self._take("="):
            self._expect(":")
        return found

    def _for(self, closing: str) -> Tree:
        self._next()
        names = [self._next()]
        if self._take(","):
            names.append(self._next())
        self._expect("in")
        source = self.choice()
        self._expect(":")
        key, value, grouped = None, self.choice(), False
        if self._take("=>"):
            key, value = value, self.choice()
            grouped = self._take("...")
        condition = self.choice() if self._take("if") else None
        self._expect(closing)
        return For(tuple(names), source, key, value, condition, grouped)

    def _template(self) -> Tree:
        parts: list[Tree] = []
        while True:
            match = _QUOTED.match(self._text, self._position)
            if match and match[0]:
                parts.append(Literal(unescape(match[0])))
                self._position = match.end()
            if self._text.startswith('"', self._position):
                self._position += 1
                break
            if not self._text.startswith("${", self._position) or self._text.startswith("${~", self._position):
                self.fail()
            self._position += 2
            parts.append(self.choice())
            self._expect("}")
        if all(isinstance(part, Literal) for part in parts) and len(parts) < 2:  # noqa: PLR2004 - at most one text
            return parts[0] if parts else Literal("")
        return parts[0] if len(parts) == 1 else Template(tuple(parts))
