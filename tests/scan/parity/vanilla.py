"""Runs checkov untouched, in a process of its own: what the engine is compared with.

The process imports checkov once and forks a child for each question, so that no answer depends on an earlier one.
"""

import json
import logging
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[2]


def ask(*trees: Path, fresh: bool = True, setup: str = "", environment: dict[str, str] | None = None) -> list[Any]:
    """Return what plain checkov, in one process, says of each tree: records, parsing errors, resources.

    `fresh` clears the state that checkov keeps between scans; `setup` is code to run before the first one.
    """
    asked = {"trees": list(map(str, trees)), "fresh": fresh, "setup": setup, "environment": environment or {}}
    server = _server()
    server.stdin.write(json.dumps(asked) + "\n")
    server.stdin.flush()
    answer: list[Any] = json.loads(server.stdout.readline())
    return answer


@cache
def _server() -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "scan.parity.vanilla"],
        cwd=TESTS,
        env=dict(os.environ) | {"GIT_PYTHON_REFRESH": "quiet"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def main() -> None:
    """Answer questions until the input ends."""
    import checkov.terraform.runner  # noqa: PLC0415, F401 - this file is also imported for its path

    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _answer(json.loads(line))
        os.waitpid(child, 0)


def _answer(asked: dict[str, Any]) -> None:
    os.environ.update(asked["environment"])
    exec(asked["setup"], {})  # noqa: S102 - a line of the test that asks
    print(json.dumps([scan(tree, fresh=asked["fresh"]) for tree in asked["trees"]]), flush=True)  # noqa: T201
    os._exit(0)


def scan(tree: str, *, fresh: bool) -> dict[str, Any]:
    from checkov.runner_filter import RunnerFilter  # noqa: PLC0415 - this file is also imported for its path
    from checkov.terraform.runner import Runner  # noqa: PLC0415

    if fresh:
        forget()
    options = RunnerFilter(framework=["terraform"], show_progress_bar=False, run_image_referencer=False)
    report = Runner().run(root_folder=tree, runner_filter=options)
    said = (("pass", report.passed_checks), ("fail", report.failed_checks), ("skip", report.skipped_checks))
    return {
        "records": sorted({row(word, record) for word, records in said for record in records}),
        "parsing_errors": sorted({Path(path).name for path in report.parsing_errors}),
        "resources": sorted({entry.rpartition(":")[2] for entry in report.resources}),
    }


def row(word: str, record: Any) -> tuple[Any, ...]:
    first, last = record.file_line_range
    return (record.check_id, word, record.resource, record.file_path.lstrip("/"), first, last, record.check_name)


def forget() -> None:
    from checkov.terraform.checks.utils.base_cloudsplaining_iam_scanner import (  # noqa: PLC0415
        BaseTerraformCloudsplainingIAMScanner,
    )
    from checkov.terraform.graph_builder.variable_rendering import safe_eval_functions  # noqa: PLC0415

    BaseTerraformCloudsplainingIAMScanner.policy_document_cache.clear()
    kept = globals().setdefault("_SYMBOLS", dict(safe_eval_functions.SAFE_EVAL_DICT))
    safe_eval_functions.SAFE_EVAL_DICT.clear()
    safe_eval_functions.SAFE_EVAL_DICT.update(kept)


if __name__ == "__main__":
    main()
