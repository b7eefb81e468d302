"""Input of any size: a spec with many agencies, and trees of literal HCL with an exact number of resources."""

import shutil
from pathlib import Path

UNIT = 20
"""Resources in one unit of a tree."""

PROVIDERS = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "ap-southeast-1"
}
"""

# Types and mistakes that ordinary stacks have; twenty resources, each literal or a reference.
_UNIT = Path(__file__).with_name("unit.tf")

_AGENCY = """\
agency: bureau-{number:02}
owner: bureau-{number:02}
ceiling: important
stores:
  files-{number:02}: {{kind: object, zone: data, class: important, personal: true}}
  records-{number:02}: {{kind: postgres, zone: data, class: important}}
workloads:
  service-{number:02}: {{zone: app, kind: service, uses: [files-{number:02}, records-{number:02}]}}
"""


def tree(folder: Path, resources: int, prefix: str = "unit") -> Path:
    """Write a tree with that many resources, a multiple of twenty, into a new folder and return it."""
    units, rest = divmod(resources, UNIT)
    if rest:
        message = f"{resources} is not a multiple of {UNIT}"
        raise ValueError(message)
    folder.mkdir(parents=True)
    (folder / "providers.tf").write_text(PROVIDERS, encoding="utf-8")
    text = _UNIT.read_text(encoding="utf-8")
    for number in range(units):
        name = f"{prefix}{number:03}"
        (folder / f"{name}.tf").write_text(text.replace("UNIT", name).replace("OCTET", str(number)), encoding="utf-8")
    return folder


def many_agencies(example: Path, folder: Path, agencies: int) -> Path:
    """Copy an example, put that many agencies in place of its own, and return the path of the spec."""
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("stack", "bastide.lock", "agencies"))
    (folder / "agencies").mkdir()
    for number in range(1, agencies + 1):
        text = _AGENCY.format(number=number)
        (folder / "agencies" / f"bureau-{number:02}.yaml").write_text(text, encoding="utf-8")
    spec = folder / "platform.yaml"
    lines = spec.read_text(encoding="utf-8").splitlines(keepends=True)
    spec.write_text("".join(line for line in lines if "@social-security" not in line), encoding="utf-8")
    return spec
