"""The source of a Python program, searched for the argument that gives a value."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from bastide.graph.pulumi.sentinels import Step
from bastide.model.place import Place

_DUMPS = frozenset({"dumps", "json_dumps"})
_CLEAR = frozenset({"from_input", "secret", "list", "tuple", "sorted", "cast", "dict", "unsecret"}) | _DUMPS
"""Functions whose argument is the value, as far as a reader is concerned."""
_NESTED = 40
_MARKS = (ast.expr_context, ast.operator, ast.cmpop, ast.unaryop, ast.boolop)
Found = tuple[ast.expr, Place]
"""An expression, and the name, key or item that it is given by."""


class Module:
    """One file; what can't be parsed has lines only."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self._text = text
        self._found: dict[tuple[int, tuple[Step, ...]], tuple[Found | None, bool]] = {}
        self._named: dict[int, _Entries] = {}

    @cached_property
    def _tree(self) -> ast.Module | None:
        try:
            return ast.parse(self._text) if self.file.endswith(".py") else None
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def _nodes(self) -> Sequence[ast.AST]:
        return () if self._tree is None else _walked(self._tree)

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

    def given(self, call: ast.expr, path: tuple[Step, ...]) -> Found | None:
        """Return what gives a path below a call, or the nearest thing around it that is written out."""
        return self._given(call, path)[0]

    def _given(self, call: ast.expr, path: tuple[Step, ...]) -> tuple[Found | None, bool]:
        """Return the nearest thing, and whether it is all of the path."""
        if not path:
            return None, True
        key = (id(call), path)
        if key not in self._found:
            outer, whole = self._given(call, path[:-1])
            inner = self._step(self._plain(outer[0] if outer else call), path[-1]) if whole else None
            self._found[key] = (outer, False) if inner is None else (inner, True)
        return self._found[key]

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
        entries = self._named.get(id(call))
        if entries is None:
            entries = self._named[id(call)] = _Entries((one.arg, one) for one in call.keywords if one.arg is not None)
        at = entries.nearest(step)
        if isinstance(at, ast.keyword):
            size = len((at.arg or "").encode())
            return at.value, self._span(at.lineno, at.col_offset, at.lineno, at.col_offset + size)
        spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
        for value in (*call.args, *spread):
            inner = self._plain(value)
            found = self._step(inner, step) if isinstance(inner, ast.Dict | ast.Call) else None
            if found is not None:
                return found
        return None

    def _entry(self, node: ast.Dict, step: str) -> Found | None:
        entries = self._named.get(id(node))
        if entries is None:
            entries = self._named[id(node)] = _Entries(_constants(node))
        at = entries.nearest(step)
        if isinstance(at, int):
            key = node.keys[at]
            return node.values[at], self.whole(key or node.values[at])
        spread = (value for key, value in zip(node.keys, node.values, strict=True) if key is None)
        found = (self._step(self._plain(value), step) for value in spread)
        return next((one for one in found if one is not None), None)

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


class _Entries:
    """What names lead to: keywords by name, or indexes of an object's entries by key."""

    def __init__(self, named: Iterable[tuple[str, ast.keyword | int]]) -> None:
        self._exact = dict(named)

    def nearest(self, step: str) -> ast.keyword | int | None:
        """Return what a step means: the same name, Python's spelling of it, or its plural."""
        if step in self._exact:
            return self._exact[step]
        bare, stem = self._spelled
        found = bare.get(_bare(step))
        return stem.get(_stem(step)) if found is None else found

    @cached_property
    def _spelled(self) -> tuple[Mapping[str, ast.keyword | int], Mapping[str, ast.keyword | int]]:
        listed = [*reversed(self._exact.items())]
        return {_bare(name): one for name, one in listed}, {_stem(name): one for name, one in listed}


def _constants(node: ast.Dict) -> Iterator[tuple[str, int]]:
    for index, key in enumerate(node.keys):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, index


def _walked(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Return all nodes but those that only mark: twice as fast as `ast.walk`, and order is of no matter."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        for name in node._fields:
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                waiting += [one for one in inner if isinstance(one, ast.AST)]
            elif isinstance(inner, ast.AST) and not isinstance(inner, _MARKS):
                waiting.append(inner)
    return tuple(found)


def _stem(name: str) -> str:
    return _bare(name).removesuffix("s")


def _bare(name: str) -> str:
    return name.replace("_", "").lower()
