"""Works out expressions: literals, names, operators, pure functions, conditionals, splats and `for`.

What can't be worked out stays `Unknown`, each part by itself: a list with one unknown item is a list.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bastide.graph.evaluation import kinds
from bastide.graph.evaluation.arithmetic import arithmetic
from bastide.graph.evaluation.functions import FUNCTIONS, ITEMS_AS_THEY_ARE
from bastide.graph.evaluation.kinds import InvalidValueError, OpaqueValueError, invalid, opaque
from bastide.graph.evaluation.names import MAX_DEPTH, NOWHERE, Budget, Names, Steps
from bastide.hcl.template import joined
from bastide.hcl.tree import Call, Choice, For, Get, Literal, Name, Operation, Sequence, Splat, Template, Tree
from bastide.hcl.tree import Mapping as Object
from bastide.hcl.tree_reader import UnreadError, tree
from bastide.model.graph import Encoded, Joined, Reference, Unknown, Value
from bastide.model.place import Place


@dataclass(frozen=True)
class Evaluator:
    """Evaluates in one module instance; `bound` are the names of repetition: `each`, `count`, those of a `for`."""

    names: Names
    budget: Budget
    bound: Mapping[str, Value] = field(default_factory=dict)
    place: Place = NOWHERE
    text: str = ""

    def value(self, value: Value) -> Value:
        """Return a value with everything in it worked out that can be; never raises."""
        match value:
            case Reference():
                return self._or_unknown(str(value), value.place, lambda: self.traversal(_steps(value), value.place))
            case Unknown():
                return self._unknown(value)
            case tuple():
                return tuple([self.value(item) for item in value])
            case dict():
                return {key: self.value(item) for key, item in value.items()}
            case Joined():
                return joined([self._part(part) for part in value.parts])
            case Encoded():
                return Encoded(self.value(value.value), value.places)
            case _:
                return value

    def traversal(self, steps: Steps, place: Place) -> Value:
        """Return what a traversal leads to; OpaqueValueError if that isn't known."""
        if steps[0] in self.bound:
            found, left = self.bound[str(steps[0])], steps[1:]
        else:
            found, left = self.names.meaning(steps, place)
        for step in left:
            found = self._get(found, step)
        return found

    def _unknown(self, value: Unknown) -> Value:
        if not value.text:
            return value
        try:
            parsed = _parsed(value.text)
        except UnreadError:
            return value
        inner = Evaluator(self.names, self.budget, self.bound, value.place, value.text)
        return self._or_unknown(value.text, value.place, lambda: inner.work_out(parsed))

    def _or_unknown(self, text: str, place: Place, work: Callable[[], Value]) -> Value:
        try:
            return work()
        except OpaqueValueError as error:
            return Unknown(text, error.reason, place)

    def _part(self, part: Value) -> Value:
        """Return a part of a template; a list there is a mistake."""
        found = self.value(part)
        if isinstance(found, tuple | dict | Encoded) or found is None:
            return Unknown(str(part), "it is not a text", self.place)
        return found

    def work_out(self, node: Tree) -> Value:
        """Return the value of an expression; OpaqueValueError if it isn't known."""
        self.budget.steps -= 1
        if self.budget.steps < 0 or self.budget.depth > MAX_DEPTH:
            opaque("it is too much to work out")
        self.budget.depth += 1
        try:
            return self._of_kind(node)
        finally:
            self.budget.depth -= 1

    def _of_kind(self, node: Tree) -> Value:
        match node:
            case Literal():
                return node.value
            case Name() | Get():
                return self._path(node)
            case Template():
                return joined([self._text_part(part) for part in node.parts])
            case Call():
                return self._call(node)
            case Operation() | Choice():
                return self._choice(node) if isinstance(node, Choice) else self._operation(node)
            case _:
                return self._container(node)

    def _container(self, node: Sequence | Object | Splat | For) -> Value:
        match node:
            case Sequence():
                return tuple([self._inner(item) for item in node.items])
            case Object():
                return {kinds.key(self._concrete(key)): self._inner(value) for key, value in node.entries}
            case Splat():
                return self._splat(node)
            case For():
                return self._for(node)

    def _inner(self, node: Tree) -> Value:
        """Return an item of a list or an object, which may be unknown by itself."""
        return self._or_unknown(self.text, self.place, lambda: self.work_out(node))

    def _text_part(self, node: Tree) -> Value:
        found = self.work_out(node)
        return found if isinstance(found, Reference | Joined) else kinds.text(found)

    def _concrete(self, node: Tree) -> Value:
        """Return a value, with references to what the code gives replaced by that."""
        return self.settled(self.work_out(node))

    def settled(self, value: Value) -> Value:
        """Return a value, or what the code gives the attribute that it refers to."""
        return self.names.settled(value) if isinstance(value, Reference) else value

    def _all_settled(self, value: Value) -> Value:
        match self.settled(value):
            case tuple() as found:
                return tuple([self._all_settled(item) for item in found])
            case dict() as found:
                return {key: self._all_settled(item) for key, item in found.items()}
            case found:
                return found

    def _path(self, node: Tree) -> Value:
        """Follow a chain of steps from a name on, or from another expression."""
        keys: list[str | int] = []
        while isinstance(node, Get):
            keys.append(_key(self._concrete(node.key)))
            node = node.source
        keys.reverse()
        if isinstance(node, Name):
            return self.traversal((node.word, *keys), self.place)
        found = self.work_out(node)
        for key in keys:
            found = self._get(found, key)
        return found

    def _get(self, source: Value, key: str | int) -> Value:
        found = self.settled(source) if isinstance(source, Reference) and source.path else source
        match found:
            case Reference():
                return Reference(found.address, (*found.path, key), found.place)
            case dict():
                name = key if isinstance(key, str) else str(key)
                if name not in found:
                    kinds.absent(name, found)
                return found[name]
            case tuple():
                if isinstance(key, str) and not key.isdigit():
                    invalid(f"a list has no element `{key}`")
                index = int(key)
                if not 0 <= index < len(found):
                    invalid(f"there is no element `{key}`")
                return found[index]
            case Unknown():
                return opaque(found.reason)
            case _:
                return invalid("it has no elements")

    def _operation(self, node: Operation) -> Value:
        if node.sign in ("&&", "||"):
            return self._logic(node)
        given = [self._concrete(operand) for operand in node.operands]
        if node.sign in ("==", "!="):
            return kinds.same(self._all_settled(given[0]), self._all_settled(given[1])) is (node.sign == "==")
        if node.sign == "!":
            return not kinds.truth(given[0])
        return arithmetic(node.sign, [kinds.number(one) for one in given])

    def _logic(self, node: Operation) -> bool:
        """Decide by one side alone where it can: what the other is doesn't matter then."""
        deciding = node.sign == "||"
        doubt: OpaqueValueError | None = None
        for operand in node.operands:
            try:
                if kinds.truth(self._concrete(operand)) is deciding:
                    return deciding
            except InvalidValueError:
                raise
            except OpaqueValueError as error:
                doubt = error
        if doubt is not None:
            raise doubt
        return not deciding

    def _choice(self, node: Choice) -> Value:
        return self.work_out(node.yes if kinds.truth(self._concrete(node.condition)) else node.no)

    def _call(self, node: Call) -> Value:
        if node.name in ("try", "can"):
            return self._attempt(node)
        function = FUNCTIONS.get(node.name)
        if function is None:
            return opaque(f"the function `{node.name}` is not evaluated")
        settle = self.settled if node.name in ITEMS_AS_THEY_ARE else self._all_settled
        given = [settle(self.work_out(argument)) for argument in node.arguments]
        if node.spread:
            given[-1:] = kinds.items(given[-1])
        try:
            return function(*given)
        except (TypeError, ValueError, ArithmeticError):
            return invalid(f"`{node.name}` can't be called like this")

    def _attempt(self, node: Call) -> Value:
        for argument in node.arguments:
            try:
                found = self._concrete(argument)
            except InvalidValueError:
                continue
            return True if node.name == "can" else found
        return False if node.name == "can" else invalid("nothing in `try` works")

    def _splat(self, node: Splat) -> Value:
        source = self._concrete(node.source)
        if isinstance(source, Reference) and source.path:
            kinds.known(source)
        if isinstance(source, Unknown):
            opaque(source.reason)
        many = source if isinstance(source, tuple) else () if source is None else (source,)
        keys = [_key(self._concrete(step)) for step in node.steps]
        return tuple([self._down(item, keys) for item in many])

    def _down(self, value: Value, keys: list[str | int]) -> Value:
        for key in keys:
            value = self._get(value, key)
        return value

    def _for(self, node: For) -> Value:
        if node.key is None:
            return tuple([one._inner(node.value) for one in self._rounds(node)])  # noqa: SLF001 - of this class
        found: dict[str, Value] = {}
        for one in self._rounds(node):
            key, value = kinds.key(one._concrete(node.key)), one._inner(node.value)  # noqa: SLF001 - of this class
            if node.grouped:
                found[key] = (*kinds.items(found.get(key, ())), value)
            elif key in found:
                invalid(f"the key `{key}` is there twice")
            else:
                found[key] = value
        return found

    def _rounds(self, node: For) -> Iterator["Evaluator"]:
        """Yield an evaluator for each item that the condition lets pass."""
        for key, item in _pairs(self._concrete(node.source)):
            names = dict(zip(reversed(node.names), (item, key), strict=False))
            one = Evaluator(self.names, self.budget, {**self.bound, **names}, self.place, self.text)
            if node.condition is None or kinds.truth(one._concrete(node.condition)):
                yield one


def _pairs(source: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(source, dict):
        yield from ((kinds.unkeyed(key), value) for key, value in sorted(source.items(), key=lambda one: one[0]))
        return
    yield from enumerate(kinds.items(source))


def _steps(reference: Reference) -> Steps:
    return (*reference.address.split("."), *reference.path)


def _key(value: Value) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return kinds.key(value)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Tree:
    return tree(text)
