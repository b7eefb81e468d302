"""What the search looks through: every page's things by name, as a script, because pages on a disk can't fetch."""

import json
from collections.abc import Iterator

from bastide.model.control import Wording
from bastide.report.display import visible
from bastide.report.phrases import title
from bastide.report.site.findings import spoken
from bastide.report.site.page import anchor, chosen
from bastide.report.site.review import Review
from bastide.report.site.words import CLASSES, STATES, state

Hit = tuple[str, str, str]
"""A name, what else is said of it, and where it leads."""


def index(review: Review, *, zh: bool) -> str:
    """Return the index of a language as a script."""
    found = [[visible(name), visible(text), link] for name, text, link in dict.fromkeys(_hits(review, zh=zh))]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.bastideIndex={text};\n"


def _hits(review: Review, *, zh: bool) -> Iterator[Hit]:
    t = chosen(zh)
    for ruling in review.assessment.rulings:
        control = ruling.control
        sources = " ".join(reference for references in control.sources.values() for reference in references)
        said = f"{t(STATES[state(ruling)])} · {t(control.requirement)} {sources}"
        yield f"{control.id} {t(control.title)}", said, f"controls.html#{anchor('control', control.id)}"
    for clause in review.assessment.catalog.clauses:
        name = f"{clause.id} {t(clause.title)}"
        yield name, f"GB/T 22239-2019 {clause.code}", f"standards.html#{anchor('mlps3', clause.id)}"
    yield from _declared(review, zh=zh)
    for one in spoken(review):
        place = f"{one.place.file}:{one.place.line}" if one.place else ""
        yield (
            f"{one.code} {t(title(one))}",
            f"{one.resource} {place}",
            f"findings.html#{anchor(one.outcome, one.code)}",
        )


def _declared(review: Review, *, zh: bool) -> Iterator[Hit]:
    intent, t = review.intent, chosen(zh)
    if intent is None:
        return
    titles = review.pathways.titles if review.pathways else {}
    for zone in intent.zones:
        said = " ".join((t("zone", "区域"), titles.get(f"zone/{zone.zone}", ""), zone.exposure, *zone.cidrs))
        yield zone.name, said, f"map.html#{anchor('zone', zone.name)}"
    for store in intent.stores:
        kind = t(CLASSES.get(store.data_class, Wording(store.data_class, store.data_class)))
        said = " ".join((t("store", "存储"), kind, titles.get(f"store/{store.name}", ""), *store.resources))
        yield store.name, said, f"stores.html#{anchor('store', store.name)}"
    for role in intent.roles:
        yield role.name, f"{t('role', '角色')} {role.resource}", f"access.html#{anchor('role', role.name)}"
    for log in intent.logs:
        yield (
            log.stream,
            f"{t('log stream', '日志流')} {' '.join(log.resources)}",
            f"logs.html#{anchor('log', log.stream)}",
        )
