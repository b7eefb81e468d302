"""Does what a page shows in a folder of the page's own, and compares what it says comes of it."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.doc_page import Kind, PageError, Piece

_EXIT = re.compile(r"\s+# exit code (\d+)$")
_LEFT_OUT = "..."
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Scratch:
    """Where a page is executed: its folder, the environment of its commands and the checkout."""

    folder: Path
    env: dict[str, str]
    root: Path


def execute(piece: Piece, scratch: Scratch) -> None:
    """Do what one piece says; raises PageError, with what happened instead."""
    if act := _ACTS.get(piece.kind):
        act(piece, scratch)


def _write(piece: Piece, scratch: Scratch) -> None:
    path = scratch.folder / piece.value
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(piece.lines) + "\n", "utf-8")


def _copy(piece: Piece, scratch: Scratch) -> None:
    source, _, name = piece.value.partition(" as ")
    path, target = scratch.root / source, scratch.folder / (name or Path(source).name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True)
    elif path.is_file():
        shutil.copy(path, target)
    else:
        message = f"line {piece.line}: `{source}` is not in the checkout"
        raise PageError(message)


def _stands(piece: Piece, scratch: Scratch) -> None:
    path = next((one / piece.value for one in (scratch.folder, scratch.root) if (one / piece.value).is_file()), None)
    if path is None:
        message = f"line {piece.line}: there is no `{piece.value}`"
        raise PageError(message)
    text = [line.strip() for line in path.read_text("utf-8").splitlines()]
    shown = [_LEFT_OUT, *(line.strip() for line in piece.lines), _LEFT_OUT]
    _compare(shown, text, f"line {piece.line}: `{piece.value}`")


def _unseen(piece: Piece, scratch: Scratch) -> None:
    _run(piece.value, piece.line, scratch)


def _shell(piece: Piece, scratch: Scratch) -> None:
    for command in _commands(piece.lines):
        _run(command, piece.line, scratch)


def _console(piece: Piece, scratch: Scratch) -> None:
    for command, shown in _dialogue(piece):
        _compare(shown, _run(command, piece.line, scratch), f"line {piece.line}: `{command}`")


def _commands(lines: Sequence[str]) -> Iterator[str]:
    """Yield the commands of a fence: a line each, but for those that a backslash carries on."""
    whole = "\n".join(lines).replace("\\\n", " ")
    return (line for line in whole.splitlines() if line.strip() and not line.startswith("#"))


def _dialogue(piece: Piece) -> Iterator[tuple[str, list[str]]]:
    """Yield each command after a `$` with the output that is shown below it."""
    starts = [index for index, line in enumerate(piece.lines) if line.startswith("$ ")]
    if starts[:1] != [0]:
        message = f"line {piece.line}: a console begins with `$ ` and a command"
        raise PageError(message)
    for start, end in zip(starts, [*starts[1:], len(piece.lines)], strict=True):
        yield piece.lines[start].removeprefix("$ "), [line.rstrip() for line in piece.lines[start + 1 : end]]


def _run(command: str, line: int, scratch: Scratch) -> list[str]:
    """Return what a command printed; raises PageError unless it ends as the page says."""
    asked = _EXIT.search(command)
    wanted = int(asked[1]) if asked else 0
    bash = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(
        bash, cwd=scratch.folder, env=scratch.env, check=False, capture_output=True, text=True, timeout=_SECONDS
    )
    if done.returncode != wanted:
        message = f"line {line}: `{command}` ends with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        raise PageError(message)
    return [one.rstrip() for one in (done.stdout or done.stderr).splitlines()]


def _compare(shown: Sequence[str], real: Sequence[str], place: str) -> None:
    """Raise PageError unless `shown` is `real` with whole lines left out where `...` stands."""
    rest = list(real)
    blocks = _blocks(shown)
    for number, block in enumerate(blocks):
        starts = range(1) if number == 0 else range(len(rest) - len(block) + 1)
        if number == len(blocks) - 1 and number:
            starts = starts[-1:]
        start = next((one for one in starts if rest[one : one + len(block)] == block), None)
        if start is None or (len(blocks) == 1 and len(rest) != len(block)):
            wanted, found = "\n".join(block), "\n".join(real)
            message = f"{place} does not hold\n{wanted}\n--- but\n{found}"
            raise PageError(message)
        rest = rest[start + len(block) :]


def _blocks(shown: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in shown:
        if line == _LEFT_OUT:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return blocks


_ACTS: dict[Kind, Callable[[Piece, Scratch], None]] = {
    Kind.FILE: _write,
    Kind.START: _copy,
    Kind.PART: _stands,
    Kind.RUN: _unseen,
    Kind.SHELL: _shell,
    Kind.CONSOLE: _console,
}
"""What is done with each kind; what is only shown is left alone."""
