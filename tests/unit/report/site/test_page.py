import pytest

from bastide.report.site.page import address, ticked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`aws_x.y` is not encrypted", "<code>aws_x.y</code> is not encrypted"),
        ("nothing to mark", "nothing to mark"),
        ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ("one ` alone stays", "one ` alone stays"),
        ("`<b>` & <i>", "<code>&lt;b&gt;</code> &amp; &lt;i&gt;"),
        ("a ` <script>", "a ` &lt;script&gt;"),
        ("`\u202e`", "<code>&lt;U+202E&gt;</code>"),
        ("", ""),
    ],
)
def test_what_stands_between_backticks_is_code_and_all_of_it_is_escaped(text, shown):
    assert str(ticked(text)) == shown


def test_an_address_may_break_after_its_parts_and_says_the_same():
    assert str(address("aws_lb.a_b")) == "<code>aws_<wbr>lb.<wbr>a_<wbr>b</code>"
    assert str(address("<x>")) == "<code>&lt;x&gt;</code>"
