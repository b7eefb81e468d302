"""Evaluate `jsonencode({...})` as data, so that no text inside a policy can hide the policy.

checkov rewrites the text of the call with regular expressions before it evaluates it. A reference that stands both
alone and inside a string, or a string with ` == `, ` ? ` or a quote in it, leaves a policy unevaluated or turns it
into `False`; the checks on wildcard actions then pass.
"""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from checkov.terraform.graph_builder.variable_rendering import evaluate_terraform
from checkov.terraform.graph_builder.variable_rendering.renderer import TerraformVariableRenderer

from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.patching import replaced

_CALL = re.compile(r'"?(?:\$\{)?jsonencode\((?P<value>[{\[].*[}\]])\)\}?"?', re.DOTALL)
_INTERPOLATION = re.compile(r"(?<!\$)\$\{([^{}]*)\}")
_REFERENCE = re.compile(r"""[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_*-]+|\[[0-9*]+\]|\["[^"\]]*"\])*""")
_BREAKS_THE_TEXT = re.compile(r"['\"\\\n]")


@contextmanager
def documents_evaluated() -> Iterator[None]:
    """Let checkov see the value of every `jsonencode` of a literal inside the block."""
    with ExitStack() as stack:
        stack.enter_context(_evaluation())
        stack.enter_context(_rendering())
        stack.enter_context(_replacement())
        yield


def document(text: Foreign) -> Foreign:
    """Return the dict or list that a `jsonencode(...)` text holds, None when the text is anything else.

    The parser that checkov uses writes the argument of a call as a Python literal.
    """
    if not isinstance(text, str) or not text.startswith(("${jsonencode(", '"${jsonencode(', "jsonencode(")):
        return None
    call = _CALL.fullmatch(text)
    try:
        value = ast.literal_eval(call["value"]) if call else None
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value if all(_is_data(string) for string in _strings(value)) else None


def _is_data(text: str) -> bool:
    """Tell whether a string holds nothing to evaluate except references; functions are left to checkov."""
    if "${" not in text:
        return True
    left = _INTERPOLATION.sub("", text).replace("$${", "")
    return "${" not in left and all(_REFERENCE.fullmatch(inner) for inner in _INTERPOLATION.findall(text))


def _strings(value: Foreign) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            for key, item in value.items():
                yield from _strings(key)
                yield from _strings(item)
        case _:
            return


def _mapped(value: Foreign, change: Callable[[str], str]) -> Foreign:
    match value:
        case str():
            return change(value)
        case list():
            return [_mapped(item, change) for item in value]
        case dict():
            return {_mapped(key, change): _mapped(item, change) for key, item in value.items()}
        case _:
            return value


def _without_interpolation(text: str) -> str:
    return _INTERPOLATION.sub(r"\1", text)


@contextmanager
def _evaluation() -> Iterator[None]:
    original = evaluate_terraform.evaluate_terraform

    def evaluate(input_str: Foreign, keep_interpolations: bool = True) -> Foreign:  # noqa: FBT001, FBT002 - their signature
        value = document(input_str)
        if value is None:
            return original(input_str, keep_interpolations)
        return value if keep_interpolations else _mapped(value, _without_interpolation)

    with replaced(evaluate_terraform, "evaluate_terraform", evaluate):
        yield


@contextmanager
def _rendering() -> Iterator[None]:
    # The original wraps the text in quotes and halves its backslashes, after which it is no literal any more.
    original = TerraformVariableRenderer.update_evaluated_value

    def update(
        self: Foreign, *, changed_attribute_key: str, changed_attribute_value: Foreign, **where: Foreign
    ) -> None:
        value = _rendered(changed_attribute_value)
        if value is None or self.attributes_no_eval(changed_attribute_key, where["vertex"]):
            original(
                self,
                changed_attribute_key=changed_attribute_key,
                changed_attribute_value=changed_attribute_value,
                **where,
            )
            return
        self.local_graph.update_vertex_attribute(
            where["vertex"], changed_attribute_key, value, where["change_origin_id"], where.get("attribute_at_dest")
        )

    with replaced(TerraformVariableRenderer, "update_evaluated_value", update):
        yield


def _rendered(value: Foreign) -> Foreign:
    """Return the document of an attribute's value, which may still stand in the list that the parser puts around it."""
    if isinstance(value, list) and len(value) == 1:
        inner = document(value[0])
        return None if inner is None else [inner]
    return document(value)


@contextmanager
def _replacement() -> Iterator[None]:
    # A variable's default with a quote in it would end the string that it is pasted into.
    original = evaluate_terraform.replace_string_value

    def replace(
        original_str: Foreign, str_to_replace: str, replaced_value: Foreign, *keep: bool, **kept: bool
    ) -> Foreign:
        value = document(original_str)
        if value is None or not isinstance(replaced_value, str) or not _BREAKS_THE_TEXT.search(replaced_value):
            return original(original_str, str_to_replace, replaced_value, *keep, **kept)
        written = f"${{{str_to_replace}}}"
        return f"${{jsonencode({_mapped(value, lambda text: text.replace(written, replaced_value))!r})}}"

    with replaced(evaluate_terraform, "replace_string_value", replace):
        yield
