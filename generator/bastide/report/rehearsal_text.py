"""A rehearsal in words: how much was sent, what passed, where kernel and proof differ, and what was left out."""

from collections.abc import Iterator

from bastide.model.proof import Walk
from bastide.prove.rehearsal.result import Mismatch, Rehearsal
from bastide.prove.segmentation.packets import written
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import counted

_SHOWN = 12
"""Mismatches told in full: one cause usually makes many."""


def rehearsal(found: Rehearsal, paint: Paint = PLAIN) -> str:
    """Return the result, ending with a line break."""
    sections = ["\n".join(_summary(found, paint))]
    sections += ["\n".join(_mismatch(one, paint)) for one in found.mismatches[:_SHOWN]]
    if len(found.mismatches) > _SHOWN:
        sections.append(f"... and {len(found.mismatches) - _SHOWN} more; `--format json` lists them all")
    sections += ["\n".join(_left_out(found)), _last(found, paint)]
    return "\n\n".join(sections) + "\n"


def _summary(found: Rehearsal, paint: Paint) -> Iterator[str]:
    seconds = sum(found.seconds.values())
    sizes = (counted(found.hosts, "host"), counted(found.spaces, "network namespace"), counted(found.probes, "probe"))
    yield paint.strong(f"rehearsed with {', '.join(sizes)}, in {seconds:.1f} s")
    if found.pooled:
        yield f"{counted(found.pooled, 'interface')} stood for by another that nothing tells from it"
    yield f"{'protocol':<10}{'answered':>10}{'blocked':>10}"
    for name in sorted({*found.passed, *found.blocked}):
        yield f"{name:<10}{found.passed.get(name, 0):>10}{found.blocked.get(name, 0):>10}"


def _left_out(found: Rehearsal) -> Iterator[str]:
    yield "not rehearsed:"
    for gap in found.gaps:
        yield f"  - {visible(gap.what)}: {visible(gap.why)}"
    for name, count in found.lost.items():
        yield f"  - {counted(count, 'probe')} that ended at {visible(name)}"
    if found.undetermined:
        yield f"  - {counted(found.undetermined, 'probe')} whose way AWS chooses among several with different ends"


def _mismatch(one: Mismatch, paint: Paint) -> Iterator[str]:
    ends = f"from `{visible(one.source)}` to `{visible(one.destination)}`"
    yield f"{paint.bad('MISMATCH')} {written(one.packet)}"
    yield f"  {ends}"
    yield f"  kernel: {one.kernel}; proof ({one.judge}): {one.proof}"
    yield "  the kernel's packets:"
    yield from (f"    {visible(line)}" for line in one.seen or ("not traced",))
    yield from _walk("the proof's way there", one.trip.forward)
    if one.trip.reply is not None:
        yield from _walk("the proof's way back", one.trip.reply)


def _walk(title: str, walk: Walk) -> Iterator[str]:
    yield f"  {title}:"
    for hop in walk.hops:
        places = dict.fromkeys(str(origin.place) for origin in hop.origins if origin.place is not None)
        where = f"  [{visible(', '.join(places))}]" if places else ""
        yield f"    {' ' if hop.passes else 'x'} {visible(hop.text)}{where}"


def _last(found: Rehearsal, paint: Paint) -> str:
    count = len(found.mismatches)
    said = counted(count, "mismatch") if count == 1 else f"{count} mismatches"
    return f"{paint.bad(said) if count else paint.good(said)} between kernel and proof"
