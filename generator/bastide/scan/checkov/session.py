"""One scan: build a runner, run it hardened, collect what it said. Imports checkov."""

from contextlib import nullcontext
from pathlib import Path, PurePath

from checkov.common.models.enums import CheckResult
from checkov.runner_filter import RunnerFilter
from checkov.terraform.runner import Runner

from bastide.scan.checkov.causes import cause_of
from bastide.scan.checkov.foreign import Foreign
from bastide.scan.checkov.hardening import hardened
from bastide.scan.checkov.report import CheckovRecord, CheckovReport, CheckovResult
from bastide.scan.checkov.root_parser import RootParser
from bastide.scan.checkov.speed import accelerated as accelerated_scan

_RESULTS = {
    CheckResult.PASSED: CheckovResult.PASS,
    CheckResult.FAILED: CheckovResult.FAIL,
    CheckResult.UNKNOWN: CheckovResult.UNKNOWN,
}


def scan(root: Path, *, accelerated: bool) -> CheckovReport:
    """Scan an absolute directory and return everything checkov answered, unknowns included."""
    with hardened() as unknowns, accelerated_scan() if accelerated else nullcontext():
        report = _run(root)
    records = {_record(record) for record in (*report.passed_checks, *report.failed_checks, *unknowns)}
    resources = {entry.rpartition(":")[2] for entry in report.resources}
    answered = {record.resource for record in records}
    return CheckovReport(
        records=tuple(sorted(records, key=lambda record: record.order)),
        parsing_errors=tuple(sorted(_relative(path, root) for path in set(report.parsing_errors))),
        resources=tuple(sorted(resources)),
        uncovered=tuple(sorted(resources - answered)),
    )


def _run(root: Path) -> Foreign:
    runner = Runner()
    runner.graph_manager.parser = RootParser()
    options = RunnerFilter(
        framework=["terraform"], download_external_modules=False, show_progress_bar=False, run_image_referencer=False
    )
    return runner.run(root_folder=str(root), runner_filter=options, collect_skip_comments=False)


def _record(record: Foreign) -> CheckovRecord:
    first, last = record.file_line_range
    result = _RESULTS[record.check_result["result"]]
    return CheckovRecord(
        check_id=record.check_id,
        name=record.check_name,
        result=result,
        resource=record.resource,
        file=record.file_path.lstrip("/"),
        line=first,
        end_line=last,
        cause=cause_of(record.check_result) if result is CheckovResult.UNKNOWN else None,
    )


def _relative(path: str, root: Path) -> str:
    return PurePath(path).relative_to(root).as_posix()
