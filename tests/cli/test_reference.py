from bastide.cli import reference


def test_the_reference_page_is_fresh(root):
    page = (root / "docs/reference/cli.md").read_text("utf-8")
    assert page == reference.page(), "run `python -m bastide.cli.reference > docs/reference/cli.md`"


def test_every_option_says_what_it_does():
    rows = [line for line in reference.page().splitlines() if line.startswith("| `")]
    assert len(rows) > 10
    assert all(row.rstrip(" |").endswith(".") for row in rows)
