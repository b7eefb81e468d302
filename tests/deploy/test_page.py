"""The list of what is not served, and the page that is made from it, say what is so."""

from bastide.library.module import modules
from deploy import examples, trees
from deploy.not_served import read
from deploy.page import PAGE, page

LIST = read()
BLOCKS = [block for block in trees.blocks(examples.committed()[examples.APPLIED]) if block.kind == "resource"]


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make golden`"


def test_no_type_is_listed_that_no_module_emits() -> None:
    assert LIST.left_out - {name for module in modules(examples.ROOT) for name in module.emits} == set()


def test_no_argument_is_left_out_that_the_applied_example_does_not_set() -> None:
    stale = [
        setting
        for setting in LIST.settings
        if not any(block.labels[0] == setting.type and block.holds(setting.argument) for block in BLOCKS)
    ]
    assert stale == []


def test_no_guard_is_lifted_from_a_type_that_the_applied_example_does_not_hold() -> None:
    assert {setting.type for setting in LIST.lifted} - {block.labels[0] for block in BLOCKS} == set()
