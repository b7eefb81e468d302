"""`bastide explain A->B`: what passes between two ends of a tree, by which lines, or what stops it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bastide.app.proving import declaration_of, prover_module
from bastide.app.stack import readable
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.place import Place
from bastide.scan.intent import FILE as INTENT

if TYPE_CHECKING:
    from bastide.prove.segmentation.declaration import Flow
    from bastide.prove.segmentation.paths import PathAnswer

TRAFFIC_UNREAD = "APP006"
SPEC = "platform.yaml"


@dataclass(frozen=True, slots=True)
class ExplainedPath:
    """The answers, and by a flow's id the lines that ask for it: of the spec, the zones file or the intent."""

    answers: "tuple[PathAnswer, ...]"
    asked_at: Mapping[str, tuple[Place, ...]]

    @property
    def passes(self) -> bool | None:
        """Tell whether all that was asked about passes; None if any of it is not known."""
        known = [tried.word.passes for answer in self.answers for tried in answer.tried]
        return None if None in known else all(known)


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """Two ends (zones, workloads or addresses), traffic like `tcp/443` or none, and where to look."""

    source: str
    destination: str
    traffic: str | None
    tree: Path
    zones: Path | None = None
    spec: Path | None = None


def explain_path(question: PathQuestion, *, today: date, progress: Callable[[str], None]) -> ExplainedPath:
    """Answer a question about two ends; raises CannotAnswerError for a tree, an end or traffic that can't be read."""
    evidence = readable(question.tree)
    progress("proving who reaches whom")
    module = prover_module()
    proven = module.prove_all(evidence.case, declaration_of(question.zones))
    if proven.evidence is None:
        raise CannotAnswerError(proven.refusals)
    from bastide.prove.segmentation import paths, zones_file  # noqa: PLC0415 - there is a prover
    from bastide.prove.segmentation.witness import DisagreementError  # noqa: PLC0415

    span = None if question.traffic is None else zones_file.traffic(question.traffic)
    if question.traffic is not None and span is None:
        raise CannotAnswerError([_unread(question.traffic)])
    try:
        answers = paths.explain(proven.evidence, question.source, question.destination, span)
    except DisagreementError as error:
        raise CannotAnswerError([module.disagreement(error)]) from error
    flows = [flow for answer in answers for tried in answer.tried for flow in tried.flows]
    return ExplainedPath(answers, {flow.id: tuple(_asked_at(question, flow, today)) for flow in flows})


def _asked_at(question: PathQuestion, flow: "Flow", today: date) -> Iterator[Place]:
    if flow.place is not None:
        yield flow.place
        return
    yield from _in_spec(question.spec or question.tree.parent / SPEC, flow, today)
    yield from _in_intent(question.tree / INTENT, flow)


def _in_spec(path: Path, flow: "Flow", today: date) -> Iterator[Place]:
    """Yield the line of the spec that asks for a flow, if the spec is there and sound."""
    from bastide.library.locate import library_root  # noqa: PLC0415 - only where there is a spec
    from bastide.spec.load import load  # noqa: PLC0415

    if not path.is_file():
        return
    try:
        platform = load(path, today=today, library=library_root()).platform
    except CannotAnswerError:
        return
    for one in platform.flows:
        ends = _fits(str(one.source), flow.source) and _fits(str(one.destination), flow.destination)
        if ends and flow.id.endswith(f" {one.traffic}"):
            yield one.place


def _fits(written: str, copy: str) -> bool:
    """Tell whether a flow's end as the spec writes it means a zone copy."""
    return written in (copy, copy.partition("@")[0])


def _in_intent(path: Path, flow: "Flow") -> Iterator[Place]:
    if not path.is_file():
        return
    wanted = f'"id": "{flow.id}"'
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if wanted in line:
            yield Place(path.name, number, 1, number, len(line) + 1)


def _unread(traffic: str) -> Diagnostic:
    why = "an answer about other traffic would mislead"
    return Diagnostic(TRAFFIC_UNREAD, f"`{traffic}` is no traffic", (), why, "write it like `tcp/443` or `icmp/8`")
