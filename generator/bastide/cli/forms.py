"""A verdict in the form that was asked for, and as an exit code."""

from enum import StrEnum
from typing import TYPE_CHECKING

from bastide.cli.exits import ExitCode

if TYPE_CHECKING:
    from bastide.app.scan import Scanned
    from bastide.model.finding import Verdict


class Form(StrEnum):
    """Forms of a verdict."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def rendered(scanned: "Scanned", form: Form, *, verbose: bool, painted: bool) -> str:
    """Return the report; `verbose` and `painted` concern text alone."""
    from bastide.report import json_report, paint, sarif, verdict_text  # noqa: PLC0415 - only now needed

    match form:
        case Form.TEXT:
            ink = paint.Paint(on=painted)
            return verdict_text.verdict(scanned.verdict, scanned.sources, verbose=verbose, paint=ink)
        case Form.JSON:
            return json_report.verdict(scanned.verdict)
        case Form.SARIF:
            from bastide.app.explain import entries  # noqa: PLC0415 - loads all rules

            return sarif.verdict(scanned.verdict, entries())


def scan_exit_code(found: "Verdict", *, allow_unknown: bool) -> ExitCode:
    """Return the answer to "does anything fail?"; what is unknown forbids one unless it is allowed."""
    from bastide.model.finding import Word  # noqa: PLC0415 - only now needed

    match found.word:
        case Word.PASS:
            return ExitCode.YES
        case Word.FAIL:
            return ExitCode.NO
        case Word.UNKNOWN if allow_unknown:
            return ExitCode.YES
        case Word.UNKNOWN | Word.NO_VERDICT:
            return ExitCode.CANNOT_ANSWER
