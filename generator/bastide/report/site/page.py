"""The templates of the review site: every string is escaped, and none can steer what is read."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bastide.model.control import Wording
from bastide.report.display import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LANGUAGES = (("en", False), ("zh", True))
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}\s*\}")


def anchor(kind: str, name: str) -> str:
    """Return an id for something on a page, the same for the same name; what isn't plain is spelt out in numbers."""
    safe = "".join(char if _PLAIN.fullmatch(char) else f"_{ord(char):x}_" for char in name)
    return f"{kind}-{safe}"


def chosen(zh: bool) -> Callable[..., str]:  # noqa: FBT001 - a language
    """Return what picks a text: of a Wording, or of two texts, English first."""

    def pick(text: Wording | str, chinese: str = "") -> str:
        if isinstance(text, Wording):
            return text.zh if zh else text.en
        return chinese if zh else text

    return pick


def asset(name: str) -> str:
    """Return a file of the package as text; a style sheet's dark colours also answer to the switch, never to print."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return _DARK.sub(_themed, text) if name.endswith(".css") else text


def _themed(found: re.Match[str]) -> str:
    body = found[1]
    return (
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{{body}}} }}\n'
        f'@media screen {{ :root[data-theme="dark"] {{{body}}} }}'
    )


@cache
def environment() -> "Environment":
    """Return the environment of the templates: autoescape always, an unknown name is an error."""
    from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined  # noqa: PLC0415 - only now

    kept = None
    with suppress(OSError, RuntimeError):
        kept = FileSystemBytecodeCache(pattern="__bastide_site_%s.cache")
    made = Environment(
        autoescape=True,
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        bytecode_cache=kept,
    )
    made.globals.update(anchor=anchor, ticked=ticked, address=address)
    return made


def _source(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _shown(value: Any) -> Any:
    """Return what is printed: controls and reordering marks of a string by name; markup of ours as it is."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def ticked(text: str) -> "Markup":
    """Return a sentence, escaped; what stands between backticks is code."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    parts = visible(text).split("`")
    if len(parts) % 2 == 0:
        return Markup("`").join(parts)
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(one) if number % 2 else one for number, one in enumerate(parts))


def address(text: str) -> "Markup":
    """Return an address as code that may break after its dots and underscores, and only there if there is room."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    parts = re.split(r"(?<=[._])", visible(text))
    return Markup("<code>{}</code>").format(Markup("<wbr>").join(parts))


def render(template: str, *, zh: bool, **fields: Any) -> str:
    """Return a page in a language."""
    return environment().get_template(template).render(zh=zh, t=chosen(zh), **fields)
