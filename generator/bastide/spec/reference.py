"""The reference of specs and of their faults as Markdown, made from the shapes and the codes themselves."""

from collections.abc import Iterator, Mapping

from bastide.source.text import MOST_BYTES
from bastide.source.yamldoc import MOST_DEPTH, MOST_VALUES
from bastide.spec import keys, shape
from bastide.spec.codes import CODES
from bastide.spec.examples import EXAMPLES, SMALLEST
from bastide.spec.faults import LIMIT
from bastide.spec.files import MOST_FILES
from bastide.spec.rules.pairs import MOST
from bastide.spec.sections import SECTIONS
from bastide.spec.shape import Choice, Flag, Key, ListOf, MapOf, Record, Shape, Text, Whole
from bastide.spec.values import listed

_MADE = (
    "<!-- Made from generator/bastide/spec; BASTIDE_UPDATE=1 pytest tests/unit/spec/test_reference.py renews it. -->"
)

_INTRO = """\
# The spec

One page of YAML 1.2 says what a platform is. `bastide check platform.yaml` reads it and tells every fault at once;
`bastide expand platform.yaml` prints it with all that its profile, its includes and the defaults add. An editor that
knows `yaml-language-server` completes and checks it while you type:

```yaml
# yaml-language-server: $schema=docs/reference/schema-v1.json
```

No key is accepted and ignored: an unknown one is an error. Aliases, tags, directives and duplicate keys are refused,
because every line must mean what it says where it stands. The order of keys means nothing, except under `classes`.
[Every fault has a code](spec-codes.md). The smallest useful spec:

```yaml
<smallest>```

## Notation

| What | How it is written |
|---|---|
| name | `a-z`, `0-9` and single hyphens, starting with a letter, 24 characters at most: `civil-affairs` |
| text | one line in any script, 200 characters at most; nothing in it may give an order to a scanner of code |
| label | text that becomes a tag: letters of any script, digits, blanks, `+ - = . _ : / @`, 128 characters at most |
| zone | `app` (every copy of it, if each agency has one), `app@civil-affairs` (one copy), `internet` (outside) |
| traffic | `tcp/443`, `udp/53`, a range `tcp/8000-8010`, an ICMP type `icmp/8` |
| duration | `15m`, `4h`, `35d`, `6mo`, `3y`; months and years are the longest possible: `6mo` is 184 days, `3y` 1096 |
| date | `2027-03-31`: the last day, inclusive |
| list | `[app, data]`, no item twice; "one or more" takes a single one without brackets |

## Files

- **The page** holds `bastide: 1` and `platform`. `include` names further files below its folder; they are merged
  flat, and what is declared twice, or included twice, is an error.
- **An agency's file** starts with `agency: NAME` and holds what that agency owns: `owner`, `title`, `ceiling`,
  `stores`, `workloads`, `flows` and `include`. In it, a zone with a copy for each agency means the agency's own copy;
  its flows name no other zone, its stores and workloads no other agency's. What it includes is bound alike.
- **A part** (a file without `agency`) holds any of <part>.
- **A profile** gives classes, tiers, zones, roles, log terms, the settings of capabilities, and waivers. The spec's
  own entries are laid over it key by key, lists replace lists, and separations add up. What a profile sets is a floor:
  it may be raised, never lowered. Its roles reach those of their zones that the spec has; a role that is left with none
  is left out.

## Limits

A file holds <bytes> MiB and <values> values in <depth> levels at most, a spec <files> files and <pairs> permissions
between copies of zones. One answer tells <faults> faults.
"""

_FILLED = {
    "<smallest>": SMALLEST,
    "<part>": listed(keys.part_file.keys).replace(" or ", " and "),
    "<bytes>": str(MOST_BYTES >> 20),
    "<values>": f"{MOST_VALUES:,}",
    "<depth>": str(MOST_DEPTH),
    "<files>": str(MOST_FILES),
    "<pairs>": f"{MOST:,}",
    "<faults>": str(LIMIT),
}

_EXAMPLES = {**EXAMPLES, **{section.name: section.example for section in SECTIONS}}

_FORMS = {
    shape.name.form: "name",
    shape.zone.form: "zone",
    shape.tag.form: "label",
    shape.line.form: "text",
    shape.duration.form: "duration",
}

_AFTER_TABLE = {
    "flows": "All else is denied. `within` and `across` compare the agencies of two zones that have copies for each.",
    "never": "A flow that contradicts a promise is an error; the generated code is held against every promise as well.",
    "waivers": "Codes of the spec itself can't be waived: an unsound spec has no stack to check.",
}


def spec_page() -> str:
    """Return docs/reference/spec.md."""
    intro = _INTRO
    for mark, text in _FILLED.items():
        intro = intro.replace(mark, text)
    return "\n".join([_MADE, intro, *_sections(), *_agency_file()])


def codes_page() -> str:
    """Return docs/reference/spec-codes.md."""
    head = (
        f"{_MADE}\n# Faults of a spec\n\n"
        "Each has a number that is never used for another. The JSON Schema sees those of shape as well; the others\n"
        "need more than one value, another file or the date.\n"
    )
    rows = (f"| {one.code} | {one.name} | {'shape' if one.shape else ''} | {one.why} |" for one in CODES.values())
    return "\n".join([head, "| Code | Pattern | | Why it is refused |", "|---|---|---|---|", *rows]) + "\n"


def _sections() -> Iterator[str]:
    yield "## Keys\n"
    yield from _table(keys.root.keys, depth=False)
    for name, key in keys.root.keys.items():
        rows = list(_rows(key.shape, ""))
        if rows:
            yield f"### `{name}`\n\n{key.doc}\n"
            yield from _headed(rows)
        if rows and name in _AFTER_TABLE:
            yield f"{_AFTER_TABLE[name]}\n"
        if rows:
            yield f"```yaml\n{_EXAMPLES[name]}```\n"


def _agency_file() -> Iterator[str]:
    yield "### An agency's file\n"
    yield from _table(keys.agency_file.keys, depth=False)
    yield f"```yaml\n{EXAMPLES['agency']}```"
    yield ""


def _table(shown: Mapping[str, Key], *, depth: bool) -> Iterator[str]:
    yield from _headed([row for name, key in shown.items() for row in _row(name, key, depth=depth)])


def _headed(rows: list[str]) -> Iterator[str]:
    yield "| Key | Type | Required | |\n|---|---|---|---|"
    yield from rows
    yield ""


def _rows(found: Shape, path: str) -> Iterator[str]:
    """Yield a row for each key below a shape."""
    match found:
        case Record():
            for name, key in found.keys.items():
                yield from _row(path + name, key, depth=True)
        case MapOf():
            yield from _rows(found.value, f"{path}NAME.")
        case ListOf():
            yield from _rows(found.item, path)
        case _:
            return


def _row(path: str, key: Key, *, depth: bool) -> Iterator[str]:
    yield f"| `{path}` | {_type(key.shape)} | {'yes' if key.required else ''} | {key.doc} |"
    if depth:
        yield from _rows(key.shape, f"{path}.")


def _type(found: Shape) -> str:
    match found:
        case Text():
            return _FORMS.get(found.form, found.form.removeprefix("a ").removeprefix("an "))
        case Choice():
            return listed(found.words)
        case Flag():
            return "`true` or `false`"
        case Whole():
            return f"`{found.least}`" if found.least == found.most else f"{found.least} to {found.most}"
        case ListOf():
            return _type_of_list(found)
        case MapOf():
            return "map of names"
        case Record():
            return "map of keys"


def _type_of_list(found: ListOf) -> str:
    match found.item:
        case Record():
            return "list of maps"
        case ListOf(item=one):
            return f"list of pairs: {_type(one)}"
        case _:
            return f"{'one or more' if found.or_one else 'list'}: {_type(found.item)}"
