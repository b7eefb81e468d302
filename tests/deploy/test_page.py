"""The list of what is not served, and the page that is made from it, say what is so."""

from bastide.library.module import modules
from deploy import examples
from deploy.not_served import read
from deploy.page import PAGE, page

LIST = read()
EMITTED = {name for module in modules(examples.ROOT) for name in module.emits}


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make golden`"


def test_no_type_is_listed_that_no_module_emits() -> None:
    assert LIST.left_out - EMITTED == set()


def test_no_argument_is_changed_of_a_type_that_no_module_emits() -> None:
    assert {setting.type for setting in (*LIST.settings, *LIST.lifted)} - EMITTED == set()
