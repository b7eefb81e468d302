"""Chromium and the tools that drive it, for tests that look at pages as a reader does."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

REQUIRED, BROWSER = "BASTIDE_REQUIRE_BROWSER", "BASTIDE_CHROMIUM"


def chromium() -> str:
    """Return the browser's path, or skip the test with a reason; fail it where a browser has to be there."""
    leave = pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip
    for module in ("playwright", "axe_playwright_python"):
        if find_spec(module) is None:
            leave(f"{module} is not installed: `make setup`")
    found = os.environ.get(BROWSER) or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        leave(f"there is no chromium: install Debian's `chromium`, or name one by {BROWSER}")
    return str(found)


def axe() -> str:
    """Return axe-core's script."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
