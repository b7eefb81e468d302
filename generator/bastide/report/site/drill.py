"""From a control or a finding down to what it rests on: the line of code, the entry of the spec, the quotation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bastide.controls.words import said
from bastide.model.control import Answer
from bastide.model.place import Place
from bastide.report.site.review import Review
from bastide.report.site.words import key

Line = tuple[int, str]

LONGEST = 14
"""Lines of code that are quoted at once."""
MANY = 20
"""Subjects of one answer that are listed; the rest are counted."""
_SPEC = re.compile(r"#\s*spec: ([^\s]+)")
_LEAD = 4
"""Lines above a block that may hold its comments."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer is about, with its place in the code and the entry of the spec that asked for it."""

    name: str
    place: Place | None
    spec: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a quoted block comes from: the spec's entry, where that stands, and the template that wrote the file."""

    entry: str = ""
    place: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as a page shows it; `rules` are codes that `explain` knows."""

    answer: Answer
    state: str
    what: str
    subjects: tuple[Subject, ...]
    more: int
    quoted: tuple[Line, ...]
    where: Place | None
    origin: Origin

    @property
    def rules(self) -> tuple[str, ...]:
        """The checks whose answers decide."""
        return self.answer.evidence.rules


def pieces(review: Review, answers: tuple[Answer, ...]) -> Iterator[Piece]:
    """Yield the evidence of a control, each with its subjects and the first of them quoted."""
    for answer in answers:
        subjects = tuple(subject(review, name) for name in answer.subjects[:MANY])
        first = next((one for one in subjects if one.place), None)
        where = None if first is None else first.place
        yield Piece(
            answer,
            key(answer.status),
            said(answer.evidence).partition(": ")[2],
            subjects,
            max(0, len(answer.subjects) - MANY),
            quotation(review, where) if where else (),
            where,
            origin(review, first),
        )


def origin(review: Review, found: Subject | None) -> Origin:
    """Return where the code of a subject comes from, as far as the tree and the spec beside it tell."""
    if found is None or found.place is None:
        return Origin()
    steps = found.spec.split(".")
    above = (".".join(steps[:count]) for count in range(len(steps), 0, -1))
    place = next((review.spec_places[one] for one in above if one in review.spec_places), "")
    return Origin(found.spec, place, review.templates.get(found.place.file, ""))


def subject(review: Review, name: str) -> Subject:
    """Return a subject with its place, where it is a resource of the tree."""
    place = review.places.get(name)
    if place is not None:
        return Subject(name, place, _spec(review, place))
    entry = ".".join(name.split(".")[:2])
    return Subject(name, None, entry if name.startswith("stores.") else "")


def quotation(review: Review, place: Place | None) -> tuple[Line, ...]:
    """Return the lines of code from the comments above a place to the end of its block, cut to what can be read."""
    if place is None:
        return ()
    lines = review.lines(place.file)
    if not 1 <= place.line <= len(lines):
        return ()
    first = place.line
    while first > max(1, place.line - _LEAD) and lines[first - 2].startswith("#"):
        first -= 1
    last = min(len(lines), max(place.end_line, place.line + LONGEST - 1))
    last = min(last, first + LONGEST + 2)
    block = [(number, lines[number - 1]) for number in range(first, last + 1)]
    end = next((at for at, (number, text) in enumerate(block) if number > place.line and text.startswith("}")), None)
    return tuple(block if end is None else block[: end + 1])


def _spec(review: Review, place: Place) -> str:
    lines = review.lines(place.file)
    above = lines[max(0, place.line - 1 - _LEAD) : place.line - 1]
    return next((found[1].rstrip(",;") for line in reversed(above) if (found := _SPEC.match(line))), "")
