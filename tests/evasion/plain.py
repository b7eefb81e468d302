"""Runs plain checkov, as its command line does, over several trees: one import, one process forked for each tree.

`python -m evasion.plain DIR...` prints what it said of each directory as one JSON object by directory name.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

OPTIONS = ("--framework", "terraform", "--skip-download", "--output", "json", "--compact")


def main(trees: list[str]) -> None:
    """Print exit code, failed and passed ids, and files not read, for each tree."""
    from checkov.main import Checkov  # noqa: PLC0415 - heavy, and this file is also imported for its path

    said = {Path(tree).name: _forked(Checkov, tree) for tree in trees}
    sys.stdout.write(json.dumps(said, indent=1, sort_keys=True) + "\n")


def _forked(checkov: Any, tree: str) -> dict[str, Any]:
    """Scan in a child: checkov keeps state between scans, and each command line starts without any."""
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if not child:
            os.dup2(output.fileno(), 1)
            os.environ.update(_environment(Path(tree)))
            _scan(checkov, tree)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        output.seek(0)
        return {"exit": code, **_read(output.read().decode())}


def _scan(checkov: Any, tree: str) -> None:
    code = 99
    try:
        code = checkov(["--directory", tree, *OPTIONS]).run() or 0
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else 98
    finally:
        sys.stdout.flush()
        os._exit(code)


def _environment(tree: Path) -> dict[str, str]:
    path = tree / "environment.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read(output: str) -> dict[str, Any]:
    report = json.loads(output)
    if isinstance(report, list):
        report = report[0]
    results = report.get("results", {})
    return {
        "failed": sorted({check["check_id"] for check in results.get("failed_checks", ())}),
        "passed": sorted({check["check_id"] for check in results.get("passed_checks", ())}),
        "unread": len(results.get("parsing_errors", ())),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
