"""How the documentation site is made: from the pages as they stand in the checkout, so that their links hold there too.

`make docs` runs it with the checkout as source; a warning - a link that leads nowhere, a page in no list - is an error.
"""

import os
import re
from pathlib import Path
from typing import Any

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
    "tests/semantics/README.md",
]
exclude_patterns = ["docs/changes/**", ".venv*", "build", "**/node_modules", "**/.terraform"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # the HCL lexer knows no function calls and no `ignore_changes = all`

html_theme = "furo"
html_title = "Bastide"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
highlight_language = "none"  # a fence without a language is output

_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<target>[^)\s#:]+)(?P<anchor>#[^)\s]*)?\)")
_DATA = {".json", ".yaml"}
"""What a reader takes along: such a file stays a link, and the site holds a copy."""


_LISTS = {
    "docs/rules/README": "*",
    "docs/reference/modules": "../../modules/aws/*/README",
    "docs/reference/blueprints": "../../blueprints/*/README",
    "docs/decisions": "adr/*",
}
"""Pages that list others: GitHub shows a folder where the site needs a list."""
_TREE = "\n:::{{toctree}}\n:maxdepth: 1\n:glob:\n\n{}\n:::\n"


def setup(app: Any) -> dict[str, bool]:
    """Have the links of each page fit the site before the page is read."""
    app.connect("source-read", _fit_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _fit_links(app: Any, page: str, source: list[str]) -> None:
    """Lead links to a folder to its README and make links to code plain text; a dead one stays, and is an error."""
    folder = Path(app.env.doc2path(page)).parent

    def fitted(link: re.Match[str]) -> str:
        path = Path(os.path.normpath(folder / link["target"]))
        if path.is_dir() and _name(path / "README.md") in app.env.found_docs:
            return f"[{link['label']}]({link['target'].rstrip('/')}/README.md{link['anchor'] or ''})"
        if path.is_dir() or (path.is_file() and path.suffix not in _DATA and _name(path) not in app.env.found_docs):
            return link["label"]
        return link[0]

    source[0] = _LINK.sub(fitted, source[0])
    if page in _LISTS:
        source[0] += _TREE.format(_LISTS[page])


def _name(path: Path) -> str:
    """Return what Sphinx calls a file's page; a file that is no Markdown, or outside the checkout, has none."""
    ours = path.suffix == ".md" and path.is_relative_to(_ROOT)
    return path.with_suffix("").relative_to(_ROOT).as_posix() if ours else ""
