"""The map of the platform and the matrix of its zones, each where there is a proof of segmentation."""

from typing import Any

from markupsafe import Markup

from bastide.report.site import map_page, map_words, matrix_page
from bastide.report.site.review import Review


def map_fields(review: Review, *, zh: bool) -> dict[str, Any]:
    """Return the picture, and the same in tables: what stands where, and what passes."""
    matrix = review.matrix
    if matrix is None:
        return {"picture": None}
    return {
        "words": map_words,
        "picture": Markup(map_page.picture(matrix, zh=zh)),  # noqa: S704 - escapes every name itself
        "data": Markup(map_page.data(matrix.facts)),  # noqa: S704 - holds no `<`
        "lines": map_page.lines(matrix),
        "zones": map_page.zones(matrix, zh=zh),
        "wide": True,
    }


def matrix_fields(review: Review, *, zh: bool) -> dict[str, Any]:
    """Return the matrix of all pairs of zones."""
    if review.matrix is None:
        return {"body": None}
    return {"body": Markup(matrix_page.body(review.matrix, zh=zh)), "wide": True}  # noqa: S704 - escapes every name itself
