"""The source of a Python program, searched for the argument that gives a value."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bastide.graph.pulumi.sentinels import Step
from bastide.model.place import Place

_DUMPS = frozenset({"dumps", "json_dumps"})
_CLEAR = frozenset({"from_input", "secret", "list", "tuple", "sorted", "cast", "dict", "unsecret"}) | _DUMPS
"""Functions whose argument is the value, as far as a reader is concerned."""
_NESTED = 40
Found = tuple[ast.expr, Place]
"""An expression, and the name, key or item that it is given by."""


class Module:
    """One file; what can't be parsed has lines only."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self._text = text

    @cached_property
    def _tree(self) -> ast.Module | None:
        try:
            return ast.parse(self._text) if self.file.endswith(".py") else None
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def _nodes(self) -> Sequence[ast.AST]:
        return () if self._tree is None else tuple(ast.walk(self._tree))

    @cached_property
    def _calls(self) -> Sequence[ast.Call]:
        return tuple(node for node in self._nodes if isinstance(node, ast.Call))

    @cached_property
    def _calls_at(self) -> dict[int, list[ast.Call]]:
        found: dict[int, list[ast.Call]] = {}
        for call in self._calls:
            found.setdefault(call.lineno, []).append(call)
        return found

    @cached_property
    def _names(self) -> dict[str, ast.expr]:
        """What each name is, of those that are bound once in the whole file."""
        values: dict[str, ast.expr] = {}
        for node in self._nodes:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name):
                    values[target.id] = node.value
        bound = Counter(name for node in self._nodes for name in _bound(node))
        return {name: value for name, value in values.items() if bound[name] == 1}

    def line(self, number: int) -> Place:
        """Return the place of what stands on a line; its start where the file has no such line."""
        if not 1 <= number <= len(self.lines):
            return Place(self.file, max(number, 1), 1, max(number, 1), 1)
        text = self.lines[number - 1]
        start = len(text) - len(text.lstrip())
        return Place(self.file, number, start + 1, number, len(text.rstrip()) + 1)

    def call(self, line: int, function: str, name: str) -> ast.Call | None:
        """Return the call on a line that registers a resource: of that class, or whose first argument is its name.

        A call that begins there may be of a class with another name; one that only reaches over the line may not.
        """
        here = self._calls_at.get(line, ())
        over = [call for call in self._calls if _covers(call, line) and any(_likeness(call, function, name)[:2])]
        return max(here or over, key=lambda call: _likeness(call, function, name), default=None)

    def header(self, call: ast.Call) -> Place:
        """Return the place of a call's first line, up to the name that it is given."""
        first = next((one for one in call.args[:1] if one.end_lineno == call.lineno), call.func)
        return self._span(call.lineno, call.col_offset, first.end_lineno or 0, first.end_col_offset or 0)

    def given(self, call: ast.expr, path: Sequence[Step]) -> Iterator[Found]:
        """Yield what gives each step of a path below a call, as far as it is written out."""
        node: ast.expr | None = call
        for step in path:
            node = None if node is None else self._plain(node)
            found = None if node is None else self._step(node, step)
            if found is None:
                return
            node = found[0]
            yield found

    def whole(self, node: ast.expr) -> Place:
        """Return the place of an expression."""
        return self._span(node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)

    def _step(self, node: ast.expr, step: Step) -> Found | None:
        match node:
            case ast.Call() if isinstance(step, str):
                return self._argument(node, step)
            case ast.Dict() if isinstance(step, str):
                return self._entry(node, step)
            case ast.List() | ast.Tuple() | ast.Set() if isinstance(step, int):
                return self._item(node.elts, step)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp() if isinstance(step, int):
                return node.elt, self.whole(node.elt)
            case ast.BinOp(left=ast.List(elts=left), op=ast.Add(), right=right) if isinstance(step, int):
                near = self._item(left, step) if step < len(left) else None
                return near or self._step(self._plain(right), step - len(left))
            case _:
                return None

    def _argument(self, call: ast.Call, step: str) -> Found | None:
        named = {keyword.arg: keyword for keyword in call.keywords if keyword.arg is not None}
        name = _nearest(step, named)
        if name is not None:
            at = named[name]
            place = self._span(at.lineno, at.col_offset, at.lineno, at.col_offset + len(name.encode()))
            return at.value, place
        spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
        for value in (*call.args, *spread):
            inner = self._plain(value)
            found = self._step(inner, step) if isinstance(inner, ast.Dict | ast.Call) else None
            if found is not None:
                return found
        return None

    def _entry(self, node: ast.Dict, step: str) -> Found | None:
        entries = [*zip(node.keys, node.values, strict=True)]
        named = {key.value: (value, key) for key, value in entries if isinstance(key, ast.Constant)}
        name = _nearest(step, [name for name in named if isinstance(name, str)])
        if name is not None:
            value, key = named[name]
            return value, self.whole(key)
        spread = (self._step(self._plain(value), step) for key, value in entries if key is None)
        return next((found for found in spread if found is not None), None)

    def _item(self, items: Sequence[ast.expr], step: int) -> Found | None:
        if step >= len(items) or any(isinstance(item, ast.Starred) for item in items[: step + 1]):
            return None
        return items[step], self.whole(items[step])

    def _plain(self, node: ast.expr) -> ast.expr:
        """Return what an expression comes down to: past names bound once, `apply` and functions that hand it on."""
        for _ in range(_NESTED):
            inner = self._behind(node)
            if inner is None:
                return node
            node = inner
        return node

    def _behind(self, node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Name(id=name):
                return self._names.get(name)
            case ast.Call(func=ast.Attribute(attr="apply"), args=[ast.Lambda(body=body), *_]):
                return body
            case ast.Call(args=[first, *_]) if _called(node) in _CLEAR:
                return first
            case ast.Attribute(value=document, attr="json" | "minified_json"):
                return document
            case _:
                return None

    def _span(self, line: int, start: int, end_line: int, end: int) -> Place:
        return Place(self.file, line, self._column(line, start), end_line, self._column(end_line, end))

    def _column(self, line: int, offset: int) -> int:
        """Return the column of an offset in bytes."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return (offset if text.isascii() else len(text.encode()[:offset].decode(errors="replace"))) + 1


def _covers(call: ast.Call, line: int) -> bool:
    return call.lineno < line <= (call.end_lineno or 0)


def _likeness(call: ast.Call, function: str, name: str) -> tuple[bool, bool, int]:
    first = call.args[0] if call.args else None
    named = isinstance(first, ast.Constant) and first.value == name
    called = _bare(_called(call)).removesuffix("output")
    return called == _bare(function), named, call.lineno


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node binds."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield (other or name).partition(".")[0]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            yield from names
        case _:
            pass


def _nearest(step: str, names: Iterable[str]) -> str | None:
    """Return the name among several that means a step: the same key, Python's spelling of it, or its plural."""
    listed = [*names]
    for same in (str, _bare, _stem):
        found = [name for name in listed if same(name) == same(step)]
        if found:
            return found[0]
    return None


def _stem(name: str) -> str:
    return _bare(name).removesuffix("s")


def _bare(name: str) -> str:
    return name.replace("_", "").lower()
