"""How long a line may be before it is broken."""

import pytest

from bastide.render.pulumi.layout import Entry, call, laid_out
from bastide.render.pulumi.literals import WIDTH


@pytest.mark.parametrize(("length", "lines"), [(WIDTH - 1, 1), (WIDTH, 1), (WIDTH + 1, 3)])
def test_a_call_in_a_call_stays_on_one_line_up_to_the_last_column(length, lines):
    value = "x" * (length - len("connect(Peers(a=))"))
    nested = call("connect", [Entry("", call("Peers", [Entry("a=", value)]))])
    assert len(laid_out("", nested, 0)) == lines
