"""Places inside a file's text."""

from bastide.model.graph import Graph, Resource
from bastide.model.place import Place


def line_place(file: str, number: int, start: int, end: int) -> Place:
    """Return the place of columns `start` to `end` (from 0, end exclusive) of a line (from 1)."""
    return Place(file, number, start + 1, number, end + 1)


def holder(graph: Graph, place: Place) -> Resource | None:
    """Return the resource whose block a place stands in, None for what stands between blocks."""
    return next((one for one in graph.resources if _holds(one, place)), None)


def _holds(resource: Resource, place: Place) -> bool:
    return resource.place.file == place.file and resource.place.line <= place.line <= resource.body.end_line
