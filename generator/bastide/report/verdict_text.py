"""A verdict for people: every failure with its place, everything not proven by name, then one sentence."""

from collections.abc import Iterator
from itertools import groupby

from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding, Outcome, Subject, Verdict, Word
from bastide.model.graph import Unknown
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.text import Sources, advice, counted, diagnostic, places

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
_EXCERPT = 60
_NOWHERE = Place("", 0, 0, 0, 0)


def verdict(
    found: Verdict, sources: Sources, *, verbose: bool = False, judged: bool = True, paint: Paint = PLAIN
) -> str:
    """Return the whole verdict, worst first, ending with a line break.

    Where nothing could be judged, that stands first and last. `verbose` also lists what no check looked at. `judged` is
    false where nothing was declared to judge by: what passes then is no pass.
    """
    sections = [
        *_no_verdict(found, sources, paint),
        *_failures(found, sources, paint),
        *_unknowns(found, paint),
        *_waived(found, paint),
        *_unused(found, paint),
        *_not_covered(found, paint, verbose=verbose),
        *_left_out(found, paint),
        "\n".join([totals(found), _last_line(found, paint, judged=judged)]),
    ]
    return "\n\n".join(sections) + "\n"


def totals(found: Verdict) -> str:
    """Return how many answers of each kind there are, and on how many resources."""
    failures = found.having(Outcome.FAIL)
    ranks = ", ".join(f"{count} {severity}" for severity, count in _by_severity(failures) if count)
    fail = f"{len(failures)} fail ({ranks})" if failures else "0 fail"
    unknown = len(found.unknowns) + len(found.having(Outcome.UNKNOWN))
    parts = [
        f"{sum(found.passed.values())} pass",
        fail,
        f"{len(found.having(Outcome.WAIVED))} waived",
        f"{unknown} unknown",
        f"{len(found.not_covered)} not covered",
    ]
    return f"{', '.join(parts)}; {counted(found.evaluated, 'resource')} judged"


def sentence(found: Verdict) -> str:
    """Return the verdict in one sentence that claims no more than was judged."""
    tree = f"`{visible(found.tree)}`"
    match found.word:
        case Word.NO_VERDICT if found.evaluated:
            return f"no verdict: the scan of {tree} is incomplete ({counted(len(found.problems), 'problem')})"
        case Word.NO_VERDICT:
            return f"no verdict: nothing was judged in {tree}"
        case Word.FAIL:
            return f"fail: {counted(len(found.having(Outcome.FAIL)), 'check')} failed in {tree}"
        case Word.UNKNOWN:
            return f"unknown: no check failed in {tree}, but not all of it could be evaluated"
        case Word.PASS if found.having(Outcome.WAIVED):
            return f"pass: no check failed in {tree} but for the waivers above"
        case Word.PASS:
            return f"pass: no check failed in {tree}"


def _last_line(found: Verdict, paint: Paint, *, judged: bool) -> str:
    if found.word is Word.PASS and not judged:
        return paint.doubtful("verdict: none: no flow and no `never` is declared, so nothing is judged")
    inks = {Word.PASS: paint.good, Word.FAIL: paint.bad, Word.UNKNOWN: paint.doubtful, Word.NO_VERDICT: paint.bad}
    return inks[found.word](f"verdict: {sentence(found)}")


def _no_verdict(found: Verdict, sources: Sources, paint: Paint) -> Iterator[str]:
    if found.word is Word.NO_VERDICT:
        yield paint.bad(f"NO VERDICT: {sentence(found).removeprefix('no verdict: ')}")
    for problem in found.problems:
        yield diagnostic(problem, sources, paint=paint)


def _failures(found: Verdict, sources: Sources, paint: Paint) -> Iterator[str]:
    """Yield a block for each failure by severity, file and line; the same advice is given once."""
    advised: set[tuple[str, str, str]] = set()
    for finding in sorted(found.having(Outcome.FAIL), key=_rank):
        key = (finding.code, finding.why, finding.fix)
        yield _failure(finding, sources, paint, advise=key not in advised)
        advised.add(key)


def _failure(finding: Finding, sources: Sources, paint: Paint, *, advise: bool) -> str:
    claim, _, packet = _claim(finding).partition(": ") if finding.steps else (_claim(finding), "", "")
    head = paint.bad(f"{finding.severity}[{finding.code}]") + paint.strong(f": {claim}")
    others = () if finding.steps else finding.related
    labels = ((Label(finding.place),) if finding.place else ()) + others
    tail = advice(finding.why, finding.fix, paint) if advise else []
    shown = places(labels, sources, paint)
    return "\n".join([head, *([f"  {packet}"] if packet else []), *shown, *_way(finding, paint), *tail])


def _way(finding: Finding, paint: Paint) -> Iterator[str]:
    """Yield a packet's way, one line a decision, numbered through for each leg."""
    for leg, passed in groupby(finding.steps, key=lambda step: step.leg):
        yield f"  {paint.frame(f'{leg}:')}"
        for number, step in enumerate(passed, start=1):
            where = f"  [{visible(', '.join(map(str, step.places)))}]" if step.places else ""
            yield f"  {number:>3}  {visible(step.text)}{where}"


def _unknowns(found: Verdict, paint: Paint) -> Iterator[str]:
    lines = [_open_question(finding) for finding in found.having(Outcome.UNKNOWN)]
    lines += [_unknown(unknown) for unknown in found.unknowns]
    if lines:
        yield _section(
            f"unknown ({len(lines)}): this could not be evaluated, so nothing is claimed about it", lines, paint
        )


def _open_question(finding: Finding) -> str:
    where = str(finding.place) if finding.place else finding.resource
    return f"  {visible(where)}: {finding.code}: {_claim(finding)}"


def _unknown(unknown: Unknown) -> str:
    text = visible(" ".join(unknown.text.split()))
    excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
    return f"  {visible(str(unknown.place))}: `{excerpt}`: {visible(unknown.reason)}"


def _waived(found: Verdict, paint: Paint) -> Iterator[str]:
    waived = sorted(found.having(Outcome.WAIVED), key=_rank)
    if waived:
        yield _section(f"waived ({len(waived)})", [line for finding in waived for line in _waiver(finding)], paint)


def _waiver(finding: Finding) -> list[str]:
    where = f" at {visible(str(finding.place))}" if finding.place else ""
    lines = [f"  {finding.severity}[{finding.code}]: {_claim(finding)}{where}"]
    return lines if finding.waiver is None else [*lines, f"    waived by {_terms(finding.waiver)}"]


def _unused(found: Verdict, paint: Paint) -> Iterator[str]:
    lines = [
        f"  {visible(waiver.check)} on `{visible(waiver.target)}`, {_terms(waiver)}" for waiver in found.unused_waivers
    ]
    if lines:
        yield _section(f"unused waivers ({len(lines)}): nothing fails there, so remove them", lines, paint)


def _not_covered(found: Verdict, paint: Paint, *, verbose: bool) -> Iterator[str]:
    number = len(found.not_covered)
    if number and verbose:
        lines = [f"  {visible(address)}" for address in found.not_covered]
        yield _section(f"not covered ({number}): no check looks at these by themselves", lines, paint)
    elif number:
        own = "its" if number == 1 else "their"
        yield f"{counted(number, 'resource')} not covered by a check of {own} own (`--verbose` lists them)"


def _left_out(found: Verdict, paint: Paint) -> Iterator[str]:
    """Yield what was not asked, or not done, so that nobody takes it for done."""
    if not found.evaluated:
        return
    if found.left_out:
        lines = [f"  {code}: {visible(reason)}" for code, reason in found.left_out.items()]
        yield _section(f"left out ({len(lines)}): these checks don't apply here", lines, paint)
    match found.subject:
        case Subject.PLAN:
            yield "checkov reads text, not plans: none of its checks were made; scan the directory to have them too"
        case Subject.PROGRAM:
            yield "the program was run by Pulumi's SDK against a recorder, not by the Pulumi engine"
        case Subject.RECORDED | Subject.TREE:
            pass


def _section(title: str, lines: list[str], paint: Paint) -> str:
    return "\n".join([paint.doubtful(title), *lines])


def _terms(waiver: DeclaredWaiver) -> str:
    return f"{visible(waiver.owner)} until {waiver.until.isoformat()}: {visible(waiver.why)}"


def _claim(finding: Finding) -> str:
    """Return the message, with the resource where it does not name it."""
    message, resource = visible(finding.message), visible(finding.resource)
    return message if resource in message else f"{message} (`{resource}`)"


def _rank(finding: Finding) -> tuple[int, Place, str]:
    return _ORDER[finding.severity], finding.place or _NOWHERE, finding.code


def _by_severity(findings: tuple[Finding, ...]) -> Iterator[tuple[Severity, int]]:
    for severity in Severity:
        yield severity, sum(finding.severity is severity for finding in findings)
