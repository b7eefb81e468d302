"""The lines at which a planted fault may be reported, worked out from the program's text alone.

A rule of ours blames the line that was changed. A check of checkov speaks of a whole resource, so its line is the one
where the call begins that makes the resource; the same holds for a line that went. Where the fault is a value that
flows on to the resource, its table names the line that must be blamed, and why.
"""

import ast
from pathlib import Path

from pulumi_corpus.corpus import CHECKOV, Fault, Planted


def lines(fault: Fault, code: str, planted: Planted, folder: Path) -> frozenset[tuple[str, int]]:
    """Return the lines (file, number) that a finding of a code may stand at."""
    if fault.at:
        file = fault.at_file or fault.file
        text = (folder / file).read_text(encoding="utf-8").splitlines()
        return frozenset((file, number) for number, line in enumerate(text, 1) if fault.at in line)
    if fault.block:
        return frozenset({(fault.file, block_around(folder / fault.file, planted.line))})
    if code.startswith(CHECKOV) or planted.gone:
        return frozenset({(fault.file, call_around(folder / fault.file, planted.line))})
    return frozenset({(fault.file, planted.line)})


def call_around(path: Path, line: int) -> int:
    """Return where the outermost call begins that a line stands in, inside of its statement; 0 without one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    around = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _holds(node, line)]
    statement = max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)))
    calls = [node.lineno for node in ast.walk(statement) if isinstance(node, ast.Call) and _holds(node, line)]
    return min(calls, default=0)


def block_around(path: Path, line: int) -> int:
    """Return where the innermost call or dict begins that a line stands in, on a line before or on that one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Dict) and _holds(node, line)]
    return max((node.lineno for node in blocks), default=0)


def _holds(node: ast.stmt | ast.Call | ast.Dict, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)
