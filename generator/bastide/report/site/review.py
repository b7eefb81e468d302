"""What a review site is made from: one result of `bastide report`, and what its pages quote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bastide.model.control import Assessment
from bastide.model.finding import Verdict
from bastide.model.graph import Graph
from bastide.model.identity import IdentityProof
from bastide.model.intent import Intent
from bastide.model.pathways import Pathways
from bastide.model.place import Place
from bastide.model.proof import Proof
from bastide.report.changes import Changes
from bastide.report.explained import Entry
from bastide.report.site.map_facts import Facts
from bastide.report.site.matrix_facts import Matrix


@dataclass(frozen=True)
class Review:
    """One result, as all pages read it.

    `texts` is the code by file, `explained` are the pages of codes. Proofs, declaration and pathways are None where
    there are none; `changes` is None without `--previous`. `spec_places` are `file:line` of the spec's entries by path,
    `templates` what wrote each file.
    """

    assessment: Assessment
    verdict: Verdict
    today: date
    proof: Proof | None = None
    identity: IdentityProof | None = None
    intent: Intent | None = None
    pathways: Pathways | None = None
    graph: Graph | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, Entry] = field(default_factory=dict)
    changes: Changes | None = None
    spec_places: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The platform's own title, else its name, else the tree's."""
        titles = {} if self.pathways is None else self.pathways.titles
        return titles.get("platform") or (self.intent.platform if self.intent else "") or self.verdict.tree

    @cached_property
    def facts(self) -> Facts | None:
        """What map and matrix are drawn from, where there is a declaration and a proof."""
        if self.intent is None or self.proof is None or self.pathways is None:
            return None
        return Facts(self.intent, self.proof, self.pathways)

    @cached_property
    def matrix(self) -> Matrix | None:
        """All pairs of zones, where there are any."""
        return None if self.facts is None else Matrix(self.facts)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each resource's block begins, by address."""
        return {} if self.graph is None else {one.address: one.place for one in self.graph.resources}

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        return {}

    def lines(self, file: str) -> tuple[str, ...]:
        """Return a file of the tree line by line, nothing where it isn't at hand."""
        if file not in self._lines:
            self._lines[file] = tuple(self.texts.get(file, "").splitlines())
        return self._lines[file]
