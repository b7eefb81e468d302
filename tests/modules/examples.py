"""The example of each module: a small spec beside its templates, and the stack that it becomes."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from shutil import copyfile

from bastide.app.generate import generate

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {path.parent.name: path for path in sorted((ROOT / "modules" / "aws").glob("*/example.yaml"))}

# Examples hold duties and waivers that lapse; the day of the test must not decide it.
TODAY = date(2026, 12, 1)


def stack(module: str, into: Path) -> Path:
    """Generate a module's example in a folder and return the tree."""
    folder = into / module
    folder.mkdir(parents=True)
    spec = folder / "platform.yaml"
    copyfile(EXAMPLES[module], spec)
    return generate(spec, output=None, today=TODAY, discard_edits=False).tree


def roots(tree: Path) -> Iterator[Path]:
    """Yield the stack, and the roots of their own in it, which others apply in another account."""
    yield tree
    yield from sorted({file.parent for file in tree.glob("*/*.tf")})


def other_roots(stacks: Mapping[str, Path]) -> Mapping[str, Path]:
    """Return the roots that examples keep for other accounts, which are applied by themselves."""
    folders = {f"{module}-{path.name}": path for module, tree in stacks.items() for path in tree.iterdir()}
    return {name: path for name, path in folders.items() if path.is_dir() and any(path.glob("*.tf"))}


def stacks(into: Path) -> Mapping[str, Path]:
    """Generate every module's example and return the trees by module."""
    return {module: stack(module, into) for module in EXAMPLES}
