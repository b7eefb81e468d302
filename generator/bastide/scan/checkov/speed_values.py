"""Shortcuts around the two slowest ways in which checkov looks at values; each gives the same answer."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from keyword import iskeyword

import dpath
from checkov.terraform.checks.resource import base_resource_negative_value_check, base_resource_value_check
from checkov.terraform.graph_builder.variable_rendering import safe_eval_functions

from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.patching import replaced

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_INDEX = re.compile(r"\[([0-9])\]")
_QUOTED = re.compile(r'"[^"\\{}]*"')
_REFERENCE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+")
_ABSENT = object()


@contextmanager
def values_found_fast() -> Iterator[None]:
    """Look up plain paths directly instead of matching every path of a resource against a pattern."""
    with ExitStack() as stack:
        for module in (base_resource_value_check, base_resource_negative_value_check):
            stack.enter_context(replaced(module, "dpath", _Paths))
        yield


class _Paths:
    """The two functions of `dpath` that the base checks call."""

    @staticmethod
    def search(conf: Foreign, glob: str, *, yielded: bool = False) -> Foreign:
        if yielded:
            return _search_anywhere(conf, glob)
        found = _walk_down(conf, glob)
        # The caller only asks whether the result is empty.
        return dpath.search(conf, glob) if found is NotImplemented else {} if found is _ABSENT else {glob: found}

    @staticmethod
    def get(conf: Foreign, glob: str) -> Foreign:
        found = _walk_down(conf, glob)
        return dpath.get(conf, glob) if found is NotImplemented or found is _ABSENT else found


def _walk_down(conf: Foreign, glob: str) -> Foreign:
    """Return what stands at a plain path, `_ABSENT`, or NotImplemented when the path needs the real matcher."""
    node = conf
    for segment in glob.split("/"):
        index = _INDEX.fullmatch(segment)
        if index is None and not _NAME.fullmatch(segment):
            return NotImplemented
        node = _child(node, segment, index[1] if index else "")
        if node is NotImplemented or node is _ABSENT:
            break
    return node


def _child(node: Foreign, name: str, index: str) -> Foreign:
    match node:
        case dict() if not index:
            return node.get(name, _ABSENT)
        case dict():
            return NotImplemented if index in node or int(index) in node else _ABSENT
        case list() if index:
            return node[int(index)] if int(index) < len(node) else _ABSENT
        case list() | str() | bytes() | int() | float() | None:
            return _ABSENT
        case _:
            return NotImplemented


def _search_anywhere(conf: Foreign, glob: str) -> Foreign:
    prefix, _, name = glob.rpartition("/")
    if prefix != "**" or not _NAME.fullmatch(name):
        return dpath.search(conf, glob, yielded=True)
    return _named(conf, name, ())


def _named(node: Foreign, name: str, above: tuple[str, ...]) -> Iterator[tuple[str, Foreign]]:
    if isinstance(node, dict):
        children = [(str(key), value) for key, value in node.items()]
        if name in node:
            yield "/".join((*above, name)), node[name]
    elif isinstance(node, list | tuple):
        children = [(str(position), value) for position, value in enumerate(node)]
    else:
        return
    for key, value in children:
        if isinstance(value, dict | list | tuple):
            yield from _named(value, name, (*above, key))


@contextmanager
def expressions_evaluated_fast() -> Iterator[None]:
    """Answer for quoted text and plain references at once, and share one evaluator among the rest."""
    original = safe_eval_functions.evaluate
    interpreter = safe_eval_functions.get_asteval()

    def evaluate(input_str: str) -> Foreign:
        if _QUOTED.fullmatch(input_str) and input_str.isprintable():
            return input_str[1:-1]
        if _is_unknown_reference(input_str):
            raise ValueError(input_str)
        return original(input_str)

    def fresh() -> Foreign:
        # Only `break`, an error or a nested call can leave something behind; nothing can write symbols.
        interpreter._interrupt = interpreter.retval = interpreter.error_msg = interpreter.expr = None  # noqa: SLF001
        interpreter._calldepth = 0  # noqa: SLF001
        interpreter.error, interpreter.code_text = [], []
        return interpreter

    with ExitStack() as stack:
        stack.enter_context(replaced(safe_eval_functions, "get_asteval", fresh))
        for module in _users_of(original):
            stack.enter_context(replaced(module, "evaluate", evaluate))
        yield


def _is_unknown_reference(text: str) -> bool:
    if not _REFERENCE.fullmatch(text):
        return False
    parts = text.split(".")
    return parts[0] not in safe_eval_functions.SAFE_EVAL_DICT and not any(iskeyword(part) for part in parts)


def _users_of(original: Foreign) -> list[Foreign]:
    from checkov.terraform.graph_builder.variable_rendering import evaluate_terraform  # noqa: PLC0415

    return [module for module in (safe_eval_functions, evaluate_terraform) if module.evaluate is original]
