"""Evidence that rests on what was declared, and on the files beside the code."""

from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase

from bastide.controls.answer import against, answered
from bastide.controls.ground import Ground
from bastide.controls.words import comparison
from bastide.model.control import Answer, Control, Evidence, Wording
from bastide.model.finding import Finding
from bastide.model.json_codec import encode

_UNDECLARED = Wording("the tree has no declaration (`intent.json`)", "没有声明文件（intent.json）")
_UNLISTED = Wording(
    "no list of generated files (`manifest.json`) was read, so no file can be held against it",
    "未读到生成文件清单（manifest.json），无从核对文件",
)
_NO_FILES = Wording(
    "the list of generated files (`manifest.json`) names no such file", "生成文件清单（manifest.json）中没有此类文件"
)

CLAIMS: Mapping[str, Callable[[object, tuple[str, ...]], bool]] = {
    "present": lambda value, _: value not in (None, "", [], {}),
    "includes": lambda value, wanted: isinstance(value, list) and set(wanted) <= set(value),
    "in": lambda value, wanted: str(value) in wanted,
    "at_least": lambda value, wanted: isinstance(value, int) and value >= int(wanted[0]),
    "at_most": lambda value, wanted: isinstance(value, int) and value <= int(wanted[0]),
}
"""What may be claimed of each declared value."""


def by_declaration(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    """Return whether a claim holds for every value at a path of the declaration (`stores.*.data_class`)."""
    if ground.intent is None:
        return answered(evidence, (), (), _UNDECLARED)
    values = tuple(_values("", encode(ground.intent), evidence.path.split(".")))
    wrong = ((where, value) for where, value in values if not CLAIMS[evidence.claim](value, evidence.values))
    return answered(evidence, (where for where, _ in values), (_undeclared(control, evidence, *one) for one in wrong))


def _values(where: str, value: object, path: list[str]) -> Iterator[tuple[str, object]]:
    """Yield the values at a path with the way there; an entry of a list is called by its own name."""
    if not path:
        yield where, value
        return
    if path[0] != "*":
        inner = value.get(path[0]) if isinstance(value, dict) else None
        yield from _values(f"{where}.{path[0]}".lstrip("."), inner, path[1:])
        return
    listed = value if isinstance(value, list) else ()
    for number, one in enumerate(listed):
        name = one.get("name", one.get("id", number)) if isinstance(one, dict) else number
        yield from _values(f"{where}.{name}", one, path[1:])


def _undeclared(control: Control, evidence: Evidence, where: str, value: object) -> Finding:
    listed = ", ".join(map(str, value)) if isinstance(value, list) else value
    said = "not declared" if value in (None, "", [], {}) else f"declared as `{listed}`"
    wanted = "" if evidence.claim == "present" else f"; wanted: {comparison(evidence.claim, evidence.values)}"
    return against(control.id, control.severity, control.title.en, f"`{where}` is {said}{wanted}", where, None)


def by_file(control: Control, evidence: Evidence, ground: Ground) -> Answer:
    """Return whether the files that a pattern matches are in the stack as they were generated."""
    wanted = {name: digest for name, digest in ground.case.wanted.items() if fnmatchcase(name, evidence.path)}
    altered = (name for name, digest in wanted.items() if ground.case.found.get(name) != digest)
    found = (
        against(control.id, control.severity, control.title.en, f"`{name}` is {_state(name, ground)}", name, None)
        for name in altered
    )
    return answered(evidence, wanted, found, _NO_FILES if ground.case.wanted else _UNLISTED)


def _state(name: str, ground: Ground) -> str:
    """Return what became of a file: one that is gone was not edited, and its cure is another."""
    return "not as it was generated" if name in ground.case.found else "missing"
