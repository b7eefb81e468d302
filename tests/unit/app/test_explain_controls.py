from bastide.app.explain import explain, index
from bastide.controls.catalog import by_rule, catalog


def test_a_control_has_a_page_in_both_languages():
    page = explain("bnd-16")
    assert (page.code, page.severity) == ("BND-16", "high")
    assert "every network" in page.title.lower()
    assert "流量日志" in page.sections["要求"]
    assert "covers: LOG002, LOG012" in page.sections["Evidence"].splitlines()
    assert "mlps3: 8.1.3.5 a, 8.1.3.5 b" in page.sections["Sources"].splitlines()


def test_every_control_has_a_page_and_says_what_is_looked_at():
    pages = {page.code: page for page in index()}
    for control in catalog().controls:
        assert len(pages[control.id].sections["Evidence"].splitlines()) == len(control.evidence)
        assert pages[control.id].fix == control.fix.en


def test_a_rule_names_the_controls_that_rest_on_it():
    (code, controls), *_ = by_rule().items()
    assert [line.partition(" ")[0] for line in explain(code).sections["Controls"].splitlines()] == [
        one.id for one in controls
    ]
