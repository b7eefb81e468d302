"""Expressions: literals and references become values, everything else is read over and becomes `Unknown`."""

import math
import re
from typing import TypeGuard

from bastide.hcl.cursor import ANYWHERE, BRACKETED, INLINE, LINE
from bastide.hcl.lexer import NUMBER, PLAIN_TEXT, WORD
from bastide.hcl.template import TemplateReader
from bastide.model.graph import Encoded, Reference, Unknown, Value
from bastide.model.place import Place

TRAVERSAL = rf'{WORD}(?:\.(?:{WORD}|[0-9]++)|\[[ \t]*+(?:[0-9]++|"{PLAIN_TEXT}")[ \t]*+\])*+'
KEYWORDS: dict[str, Value] = {"true": True, "false": False, "null": None}

_PRIMARY = re.compile(
    rf'"(?P<plain>{PLAIN_TEXT})"|(?P<call>{WORD}(?:::{WORD})*+[ \t]*+\()|(?P<traversal>{TRAVERSAL})'
    rf'|(?P<number>{NUMBER})(?!\.?[0-9])|(?P<quoted>")|(?P<heredoc><<)|(?P<parentheses>\()|(?P<tuple>\[)|(?P<object>\{{)'
    r"|(?P<sign>[-!])"
)
_ENTRY = re.compile(rf'{ANYWHERE}(?:(?P<word>{WORD})|"(?P<plain>{PLAIN_TEXT})"){INLINE}(?:=(?!=)|:)')
_STEP = re.compile(rf'({WORD})|([0-9]++)|"({PLAIN_TEXT})"')
_BELOW = re.compile(rf"(?:\.{WORD}|\[[0-9]++\])*+")
_FOR = re.compile(rf"{ANYWHERE}for(?![\w-])")
_IF = re.compile(rf"{ANYWHERE}if(?![\w-])")
_ATTRIBUTE = re.compile(rf"{WORD}|[0-9]++|\*")
_SEPARATOR = re.compile(rf"{INLINE}(?:,|\n|(?=\}}))")
_MAX_DIGITS = 300

_NO_RESOURCE = frozenset({"data", "var", "local", "module"})
_MEANINGLESS = {
    "each": "`each` has another value in each copy of the block",
    "count": "`count` has another value in each copy of the block",
    "self": "`self` is only known when the resource exists",
    "path": "a path depends on where Terraform runs",
    "terraform": "the workspace is only known when Terraform runs",
}


def reference(steps: list[str | int], place: Place) -> Reference:
    """Split a traversal into the address of a block and the path inside it."""
    if steps[0] == "resource" and len(steps) > 2:  # noqa: PLR2004 - resource.type.name
        steps = steps[1:]
    size = 0
    for step in steps[: 3 if steps[0] == "data" else 2]:
        if isinstance(step, int):
            break
        size += 1
    return Reference(".".join(map(str, steps[:size])), tuple(steps[size:]), place)


def _is_computed(value: Value) -> TypeGuard[Reference]:
    """Tell whether a value is an attribute of a resource: `one` of it is its only element, whatever it is made of."""
    if not isinstance(value, Reference) or not value.path:
        return False
    return "." in value.address and value.address.partition(".")[0] not in _NO_RESOURCE


class ExpressionReader(TemplateReader):
    """Reads expressions. Precedence is not needed: what has an operator is unknown as a whole."""

    _noted: dict[tuple[str | int, ...], Place] | None = None
    _path: tuple[str | int, ...] = ()

    def expression(self) -> Value:
        """Read one expression, blanks before it included."""
        self.skip()
        start = self.position
        value = self._operand()
        operator = self.blanks.operator.match(self.text, self.position)
        return value if operator is None else self._compound(start, operator)

    def _compound(self, start: int, operator: re.Match[str] | None) -> Unknown:
        reason = ""
        while operator:
            self.position = operator.end()
            if operator[1] == "?":
                reason = "a conditional is not evaluated"
                self._branch(operator.start(1))
            reason = reason or f"the operator `{operator[1]}` is not evaluated"
            self.skip()
            self._operand()
            operator = self.blanks.operator.match(self.text, self.position)
        return self.unknown(start, reason)

    def _branch(self, opened: int) -> None:
        outer = self.enter(self.blanks)
        self.expression()
        self.expect(":", opened)
        self.leave(outer)

    def _operand(self) -> Value:
        start = self.position
        match = _PRIMARY.match(self.text, start)
        if match is None or match.lastgroup is None:
            self.fail("a value")
        if match.lastgroup == "sign":
            return self._signed(start)
        value = self._primary(match.lastgroup, match)
        if match.lastgroup == "call" and isinstance(value, Reference):
            value = self._below(value, start)
        postfix = self.blanks.postfix.match(self.text, self.position)
        return value if postfix is None else self._postfix(start, postfix)

    def _primary(self, kind: str, match: re.Match[str]) -> Value:
        if kind == "heredoc":
            return self.heredoc()
        self.position = match.end()
        match kind:
            case "plain":
                return match[kind]
            case "traversal":
                return self.traversal(match.start(), match[kind])
            case "number":
                return self._number(match.start(), match[kind])
            case "quoted":
                return self.quoted()
            case "call":
                return self._call(match.start(), match[kind][:-1].rstrip())
            case _:
                return self._bracketed(kind, match.start())

    def _bracketed(self, kind: str, start: int) -> Value:
        outer = self.enter(LINE if kind == "object" else BRACKETED)
        match kind:
            case "object":
                value = self._object(start)
            case "tuple":
                value = self._tuple(start)
            case _:
                value = self.expression()
                self.expect(")", start)
        self.leave(outer)
        return value

    def _signed(self, start: int) -> Value:
        negative, unknown = False, False
        while self.text[self.position : self.position + 1] in ("-", "!"):
            negative = not negative
            unknown = unknown or self.text[self.position] == "!"
            self.position += 1
            self.skip()
        value = self._operand()
        if unknown or isinstance(value, bool) or not isinstance(value, int | float):
            return self.unknown(start, "an operator is not evaluated")
        return -value if negative else value

    def _number(self, start: int, text: str) -> Value:
        if text.isdigit() and len(text) <= _MAX_DIGITS:
            return int(text)
        number = float(text)
        return number if math.isfinite(number) else self.unknown(start, "the number is too large")

    def traversal(self, start: int, text: str) -> Value:
        """Return what a traversal or a keyword stands for; the position is after it."""
        if text in KEYWORDS:
            return KEYWORDS[text]
        steps: list[str | int] = []
        for word, index, key in _STEP.findall(text):
            steps.append(int(index[:_MAX_DIGITS]) if index else word or key)
        if steps[0] in _MEANINGLESS:
            return self.unknown(start, _MEANINGLESS[str(steps[0])])
        return reference(steps, self.place(start, self.position))

    def _call(self, start: int, name: str) -> Value:
        outer = self.enter(BRACKETED)
        noted, path = self._noted, self._path
        if name == "jsonencode":
            self._noted, self._path = {}, ()
        arguments: list[Value] = []
        expanded = False
        while not self.take(")"):
            arguments.append(self.expression())
            expanded = self.take("...")
            if expanded or not self.take(","):
                self.expect(")", start)
                break
        self.leave(outer)
        places, self._noted, self._path = self._noted, noted, path
        if name == "jsonencode" and len(arguments) == 1 and not expanded:
            return Encoded(arguments[0], places or {})
        if name == "one" and len(arguments) == 1 and not expanded and _is_computed(found := arguments[0]):
            return Reference(found.address, (*found.path, 0), found.place)
        return self.unknown(start, f"the function `{name}` is not evaluated")

    def _below(self, value: Reference, start: int) -> Reference:
        """Return what stands below the only element of a set that a resource reports."""
        match = _BELOW.match(self.text, self.position)
        if match is not None:
            self.position = match.end()
        steps: list[str | int] = [
            int(index[:_MAX_DIGITS]) if index else word for word, index, _ in _STEP.findall(match[0] if match else "")
        ]
        return Reference(value.address, (*value.path, *steps), self.place(start, self.position))

    def _postfix(self, start: int, postfix: re.Match[str] | None) -> Unknown:
        reason = "an index expression is not evaluated"
        while postfix:
            self.position = postfix.end()
            outer = self.enter(BRACKETED)
            self.skip()
            if self.text.startswith("*", self.position):
                reason = "a splat is not evaluated"
            self._step(postfix)
            self.leave(outer)
            postfix = self.blanks.postfix.match(self.text, self.position)
        return self.unknown(start, reason)

    def _step(self, postfix: re.Match[str]) -> None:
        if postfix[1] == ".":
            self.word(_ATTRIBUTE, "an attribute name")
            return
        if not self.take("*"):
            self.expression()
        self.expect("]", postfix.start(1))

    def _tuple(self, start: int) -> Value:
        if self._for(start, "]"):
            return self.unknown(start, "a `for` expression is not evaluated")
        items: list[Value] = []
        while not self.take("]"):
            items.append(self._entry(len(items), self.position))
            if not self.take(","):
                self.expect("]", start)
                break
        return tuple(items)

    def _object(self, start: int) -> Value:
        if self._for(start, "}"):
            return self.unknown(start, "a `for` expression is not evaluated")
        entries: dict[str, Value] = {}
        computed = False
        while not self._closed():
            begin = self.position
            key = self._key()
            if key is None:
                computed = True
                self.expression()
            else:
                entries[key] = self._entry(key, begin)
            if not self._separated():
                self.fail("`,`, a line end or `}` after an object's entry", self.opened(start))
        return self.unknown(start, "an object key is not a literal") if computed else entries

    def _entry(self, step: str | int, start: int) -> Value:
        """Read what a key or an index of a container holds; inside `jsonencode`, note where it stands."""
        if self._noted is None:
            return self.expression()
        outer, self._path = self._path, (*self._path, step)
        value = self.expression()
        self._noted[self._path] = self.place(start, self.position)
        self._path = outer
        return value

    def _closed(self) -> bool:
        self.skip_all()
        return self.take("}")

    def _separated(self) -> bool:
        match = _SEPARATOR.match(self.text, self.position)
        if match:
            self.position = match.end()
        return match is not None

    def _key(self) -> str | None:
        """Read an object's key and the sign after it; None when it has to be computed."""
        match = _ENTRY.match(self.text, self.position)
        if match:
            self.position = match.end()
            return match["plain"] if match["word"] is None else match["word"]
        value = self.expression()
        if not self.take("=") and not self.take(":"):
            self.fail("`=` after an object's key")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) else None

    def _for(self, start: int, closing: str) -> bool:
        """Read over a for expression if this is one, its closing bracket included."""
        match = _FOR.match(self.text, self.position)
        if match is None:
            return False
        self.position = match.end()
        outer = self.enter(BRACKETED)
        self.for_names()
        self.expression()
        self.expect(":", start)
        self.expression()
        if self.take("=>"):
            self.expression()
            self.take("...")
        condition = _IF.match(self.text, self.position)
        if condition:
            self.position = condition.end()
            self.expression()
        self.expect(closing, start)
        self.leave(outer)
        return True
