"""A `bastide` for shells: the checkout's, on a day on which no waiver of the examples has lapsed."""

import os
import sys
from pathlib import Path

from typer.main import get_command

from bastide.cli.main import app

TODAY = "2026-12-01"
_BIN = Path(sys.executable).parent
_SHIM = """#!{python}
import sys
from bastide.cli.main import main
if sys.argv[1:2] and sys.argv[1] in {verbs} and "--today" not in sys.argv:
    sys.argv += ["--today", "{today}"]
sys.exit(main())
"""


def environment(folder: Path) -> dict[str, str]:
    """Write the shim into `folder`; return an environment in which `bastide` is it, with its caches there too."""
    shim = folder / "bastide"
    shim.write_text(_SHIM.format(python=sys.executable, verbs=_dated(), today=TODAY), "utf-8")
    shim.chmod(0o755)
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "BASTIDE_PULUMI_PYTHON") if name in os.environ}
    ours = {"PATH": f"{folder}:{_BIN}:{os.environ['PATH']}", "NO_COLOR": "1"}
    return kept | ours | {"XDG_CACHE_HOME": str(folder / "cache"), "PRE_COMMIT_HOME": str(folder / "hooks")}


def _dated() -> list[str]:
    """Return the verbs that ask what day it is."""
    verbs = getattr(get_command(app), "commands", {})
    return sorted(name for name, verb in verbs.items() if any("--today" in one.opts for one in verb.params))
