"""Diagnostics for people, in four parts: what is wrong, where, why it matters, how to fix it."""

from collections.abc import Iterable, Mapping, Sequence

from bastide.model.diagnostic import Diagnostic, Label
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.snippet import snippet

Sources = Mapping[str, str]
"""File paths, as places name them, to their text."""


def diagnostic(fault: Diagnostic, sources: Sources, *, paint: Paint = PLAIN) -> str:
    """Return one fault in four parts, ending without a line break.

    A label whose text the sources don't hold gives its place and note alone.
    """
    head = paint.bad(f"error[{fault.code}]") + paint.strong(f": {visible(fault.message)}")
    return "\n".join([head, *places(fault.labels, sources, paint), *advice(fault.why, fault.fix, paint)])


def diagnostics(faults: Sequence[Diagnostic], sources: Sources, *, paint: Paint = PLAIN) -> str:
    """Return all faults and how many there are, ending with a line break; empty for none."""
    if not faults:
        return ""
    blocks = [diagnostic(fault, sources, paint=paint) for fault in faults]
    return "\n\n".join([*blocks, counted(len(faults), "error")]) + "\n"


def places(labels: Iterable[Label], sources: Sources, paint: Paint) -> list[str]:
    """Return the lines that show where: an arrow, the source line and its carets for each label."""
    labels = tuple(labels)
    gutter = max((len(str(label.place.line)) for label in labels), default=1)
    return [line for label in labels for line in _place(label, sources, gutter, paint)]


def advice(why: str, fix: str, paint: Paint) -> list[str]:
    """Return the `why:` and `fix:` lines; a fix of several lines stays aligned."""
    lines = [f"  {paint.frame('why:')} {visible(why)}"] if why else []
    if fix:
        first, *others = (visible(line) for line in fix.splitlines())
        lines += [f"  {paint.frame('fix:')} {first}", *(f"       {line}" for line in others)]
    return lines


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the right grammatical number: `1 error`, `3 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place(label: Label, sources: Sources, gutter: int, paint: Paint) -> list[str]:
    arrow = f"{' ' * (gutter + 1)}{paint.frame('-->')} {visible(str(label.place))}"
    note = f" {visible(label.note)}" if label.note else ""
    shown = snippet(label.place, sources)
    if shown is None:
        return [f"{arrow}:{note}" if note else arrow]
    number = paint.frame(f" {label.place.line:>{gutter}} |")
    blank = paint.frame(f" {'':>{gutter}} |")
    return [arrow, f"{number} {shown.text}".rstrip(), f"{blank} {_carets(shown.carets, paint)}{note}"]


def _carets(carets: str, paint: Paint) -> str:
    marks = carets.lstrip(" ")
    return carets[: len(carets) - len(marks)] + paint.bad(marks)
