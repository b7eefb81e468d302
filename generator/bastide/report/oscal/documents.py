"""All OSCAL documents of one report, by file name."""

from collections.abc import Mapping

from bastide.model.control import Assessment
from bastide.report.json_report import Json, dumps
from bastide.report.oscal import catalog, component, results
from bastide.report.oscal.subject import Subject


def documents(found: Assessment, subject: Subject) -> Mapping[str, Json]:
    """Return the documents as JSON data; references between them are by file name and UUID."""
    return {
        component.CATALOG: catalog.document(found.catalog, subject.day),
        component.DEFINITION: component.document(found, subject),
        results.PLAN: results.plan(found, subject),
        results.RESULTS: results.document(found, subject),
    }


def files(found: Assessment, subject: Subject) -> Mapping[str, bytes]:
    """Return the documents as files: the same stack on the same day gives the same bytes."""
    return {name: dumps(document).encode() for name, document in documents(found, subject).items()}
