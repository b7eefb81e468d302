"""What checkov sees when it is given the faulty programs themselves, with all of its frameworks."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pulumi_corpus.corpus import PROGRAMS, own_faults, plant

COUNTED = ("resource_count", "failed")


def alone() -> Mapping[str, int]:
    """Return how many resources checkov counts, and how many of its checks fail, in a folder of all faulty programs."""
    with tempfile.TemporaryDirectory() as folder:
        for fault in own_faults():
            shutil.copytree(PROGRAMS / fault.program, copy := Path(folder) / fault.program / fault.name)
            plant(fault, copy)
        command = (str(Path(sys.executable).with_name("checkov")), "--skip-download", "-o", "json", "-d", folder)
        said = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    reports = said if isinstance(said, list) else [said]
    return {name: sum(one.get("summary", one)[name] for one in reports) for name in COUNTED}
