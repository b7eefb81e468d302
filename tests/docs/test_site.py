"""How the links of a page are made to fit the site; `make docs` builds it and fails for what stays dead."""

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from bastide import __version__

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"docs/guides/pulumi", "docs/reference/modules", "modules/aws/keys/README", "README"}


@pytest.fixture(scope="module")
def conf() -> ModuleType:
    """Return the site's configuration, read as Sphinx reads it."""
    spec = importlib.util.spec_from_file_location("conf", ROOT / "docs/conf.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _fitted(conf: ModuleType, text: str, page: str = "docs/guides/pulumi") -> str:
    env = SimpleNamespace(found_docs=PAGES, doc2path=lambda name: ROOT / f"{name}.md")
    source = [text]
    conf._fit_links(SimpleNamespace(env=env), page, source)
    return source[0]


@pytest.mark.parametrize(
    ("written", "fitted"),
    [
        ("[keys](../../modules/aws/keys)", "[keys](../../modules/aws/keys/README.md)"),
        ("[keys](../../modules/aws/keys/)", "[keys](../../modules/aws/keys/README.md)"),
        ("[keys](../../modules/aws/keys#inputs)", "[keys](../../modules/aws/keys/README.md#inputs)"),
        ("[all](../../modules/aws)", "all"),
        ("[`make`](../../Makefile)", "`make`"),
        ("[notes](../../tests/evasion_prove/README.md)", "notes"),
    ],
)
def test_a_link_into_the_checkout_fits_the_site(conf: ModuleType, written: str, fitted: str) -> None:
    assert _fitted(conf, written) == fitted


@pytest.mark.parametrize(
    "link",
    [
        "[page](../../README.md)",
        "[schema](../reference/proof-v1.schema.json)",
        "[part](#generate)",
        "[far](https://example.gov/a)",
        "[dead](nowhere.md)",
        "[dead](../../modules/aws/nowhere)",
        "[dead](../../tests/nowhere.py)",
    ],
)
def test_a_link_that_holds_or_is_dead_stays(conf: ModuleType, link: str) -> None:
    assert _fitted(conf, link) == link


def test_a_page_that_names_a_folder_lists_what_is_in_it(conf: ModuleType) -> None:
    assert "../../modules/aws/*/README" in _fitted(conf, "# Modules\n", "docs/reference/modules")


def test_the_site_has_the_version_of_the_package(conf: ModuleType) -> None:
    assert conf.version == __version__
