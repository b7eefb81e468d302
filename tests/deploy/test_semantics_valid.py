"""Every semantic case is formatted Terraform that the real provider accepts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.terraform import Step, Terraform, environment
from semantics.notation import FOLDER, cases

pytestmark = pytest.mark.deploy

_VARIABLE = re.compile(r'^variable "(\w+)"', re.MULTILINE)


def _calls(work: Path) -> Iterator[str]:
    """Make each case a module of one root, so that the provider starts once; give each its call."""
    for path in cases():
        text = path.read_text(encoding="utf-8")
        name = "--".join(path.relative_to(FOLDER).with_suffix("").parts)
        (work / name).mkdir()
        (work / name / "main.tf").write_text(text, encoding="utf-8")
        unset = "".join(f"  {variable} = null\n" for variable in _VARIABLE.findall(text))
        yield f'module "{name}" {{\n  source = "./{name}"\n{unset}}}\n'


def test_all_cases_are_valid_to_the_provider(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("\n".join(_calls(tmp_path)), encoding="utf-8")
    root = Terraform(tmp_path, environment())
    root.initialised()
    root.validated()


def test_all_cases_are_formatted() -> None:
    Terraform(FOLDER, environment()).run(Step.FORMATTED, "fmt", "-check", "-recursive", "-diff", "-no-color")
