from controls import page


def test_the_page_is_fresh() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), "make golden writes it anew"


def test_the_page_holds_every_control_once() -> None:
    text = page.text()
    assert all(text.count(f"| **{one.id}** ") == 1 for one in page.catalog().controls)
