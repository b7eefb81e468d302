"""The stack's page of data flows: who reads and writes each store, what for, and until when."""

from collections.abc import Iterator

from bastide.model.intent import DeclaredStore, Intent
from bastide.model.platform import Platform
from bastide.render.readme import cell

NAME = "data-flows.md"

_HEAD = """\
# Data flows

Who reads and writes the data of each store, what for, and until when. `bastide scan` holds the code against the same
declaration: a reader who is not in these tables is a finding (`IDN003`), a share beyond its terms too (`DATA010`).

## Between agencies

| from | store | part | to | level | what for | until | services that hold the grant |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


def needed(platform: Platform) -> bool:
    """Tell whether data leaves the services that it belongs to."""
    return bool(platform.shares or platform.masks)


def text(platform: Platform, intent: Intent) -> str:
    """Return the page, in Markdown."""
    rows = [*_shares(intent)] or ["| none | | | | | | | |"]
    return "\n".join([_HEAD, *rows, "", *_masks(platform), *_stores(intent)]) + "\n"


def _shares(intent: Intent) -> Iterator[str]:
    for one in intent.shares:
        holders = ", ".join(f"`{holder}`" for holder in one.holders) or "none yet"
        part, to = one.prefix or "all", ", ".join(one.to)
        said = (one.agency, one.store, part, to, one.level, cell(one.purpose), str(one.until), holders)
        yield f"| {' | '.join(said)} |"


def _masks(platform: Platform) -> Iterator[str]:
    if not platform.masks:
        return
    yield from ("## Masked copies", "", "| of | to | kept | as digests | every | what for |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in platform.masks:
        kept, hashed = (cell(", ".join(fields)) for fields in (one.keep, one.hash))
        yield f"| {one.source} | {one.target}/{one.name}/ | {kept} | {hashed} | {one.hours} h | {cell(one.why)} |"
    yield ""


def _stores(intent: Intent) -> Iterator[str]:
    yield from ("## Of each store", "", "| store | zone | class | personal | read and written by | read by |")
    yield "| --- | --- | --- | --- | --- | --- |"
    for store in intent.stores:
        users = [f"{one.name} ({one.purpose})" for one in intent.workloads if store.name in one.uses]
        said = (store.name, store.zone, store.data_class, "yes" if store.personal else "no")
        yield f"| {' | '.join([*said, _listed(users), _listed([*_readers(intent, store)])])} |"


def _readers(intent: Intent, store: DeclaredStore) -> Iterator[str]:
    yield from (f"role {one.name}" for one in intent.roles if store.name in one.read)
    yield from (f"role {one.name}, through the bastion" for one in intent.roles if store.zone in one.reach)
    yield from (f"share {one.name}" for one in intent.shares if one.store == store.name)
    yield from (f"mask {one.name}" for one in intent.masks if one.source == store.name)


def _listed(entries: list[str]) -> str:
    return ", ".join(dict.fromkeys(entries)) or "nobody"
