"""The scripts in `tools/pulumi_map` stand outside of the package; their tests import them by name."""

import sys
from pathlib import Path

SCRIPTS = str(Path(__file__).resolve().parents[2] / "tools/pulumi_map")
if SCRIPTS not in sys.path:
    sys.path.append(SCRIPTS)
