"""The catalog of controls as an OSCAL catalog: one group for each area, each control with its sources as properties."""

from datetime import date

from bastide.model.control import Area, Catalog, Control, Evidence
from bastide.report.control_text import AREAS
from bastide.report.json_report import Json
from bastide.report.oscal.parts import metadata, named, prop, props, some


def document(catalog: Catalog, day: date) -> Json:
    """Return the whole catalog."""
    return {
        "catalog": {
            "uuid": named("catalog", catalog.id, catalog.version),
            "metadata": metadata(catalog.title, catalog.version, day),
            "groups": [group for area in Area if (group := _group(catalog, area))],
        }
    }


def _group(catalog: Catalog, area: Area) -> Json:
    word = AREAS[area]
    controls = [_control(catalog, one) for one in catalog.controls if one.area is area]
    return some(id=str(area), title=word.en, props=props(("title-zh", word.zh)), controls=controls)


def _control(catalog: Catalog, control: Control) -> Json:
    return some(
        id=identifier(control),
        title=control.title.en,
        props=[
            {"name": "label", "value": control.id},
            *props(
                ("title-zh", control.title.zh),
                ("severity", str(control.severity)),
                ("responsibility", str(control.responsibility)),
                ("obligation", str(control.obligation)),
                ("phase", str(control.phase)),
            ),
            *_sources(catalog, control),
        ],
        parts=[
            _part(control, "statement", control.requirement.en, control.requirement.zh),
            _part(control, "guidance", control.fix.en, control.fix.zh),
            *(_objective(control, one, number) for number, one in enumerate(control.evidence, start=1)),
        ],
    )


def identifier(control: Control) -> str:
    """Return a control's id as OSCAL writes tokens."""
    return control.id.lower()


def _sources(catalog: Catalog, control: Control) -> list[Json]:
    """Return one property for each clause that a control cites; the class says of which standard."""
    prefixes = {one.id: one.prefix for one in catalog.standards}
    return [
        prop("source", f"{prefixes.get(standard, '')}{reference}", standard)
        for standard, cited in control.sources.items()
        for reference in cited
    ]


def _part(control: Control, name: str, english: str, chinese: str) -> Json:
    return {
        "id": f"{identifier(control)}_{name}",
        "name": name,
        "prose": english,
        "props": props(("prose-zh", chinese)),
    }


def _objective(control: Control, evidence: Evidence, number: int) -> Json:
    """Return what is looked at for one piece of evidence: EXAMINE for documents, TEST for what the judge works out."""
    looked = [*evidence.rules, *evidence.of, *evidence.has, *evidence.values]
    need = evidence.need
    return some(
        id=f"{identifier(control)}_objective-{number}",
        name="assessment-objective",
        props=props(("evidence", str(evidence.kind)), ("claim", evidence.claim), ("path", evidence.path)),
        prose=need.en if need else f"{evidence.kind}: {', '.join(looked) or evidence.claim or evidence.path}",
    )
