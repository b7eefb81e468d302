"""How the documentation site is made: from the pages as they stand in the checkout, so that their links hold there too.

`make docs` runs it with the checkout as source; a warning - a link that leads nowhere, a page in no list - is an error.
"""

import re
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.search(r'__version__ = "(.+)"', (_ROOT / "generator/bastide/__init__.py").read_text(encoding="utf-8"))

project = "Bastide"
author = "The Bastide authors"
project_copyright = "The Bastide authors, Apache-2.0"
version = release = _VERSION[1] if _VERSION else ""
html_last_updated_fmt = None  # the same pages give the same site on any day

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/*.md",
    "docs/**/*.md",
    "modules/aws/*/README.md",
    "blueprints/*/README.md",
    "examples/*/README.md",
    "examples/**/README.md",
    "tools/**/README.md",
]
exclude_patterns = ["docs/changes/**", ".venv*", "build", "**/node_modules", "**/.terraform"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = "Bastide"
html_copy_source = False
html_show_sourcelink = False
html_static_path: list[str] = []
