import pytest

from bastide.graph.pulumi.sentinels import CutError, Output, pieces, sentinel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("",)),
        ("plain ~ [3.arn] ~", ("plain ~ [3.arn] ~",)),
        ("~[3.arn]~", (Output(3, ("arn",)),)),
        ("~[i:0.accountId]~", (Output(0, ("accountId",), invoked=True),)),
        ("~[12.masterUserSecrets[0].secretArn]~", (Output(12, ("masterUserSecrets", 0, "secretArn")),)),
        ('~[1.tags["a.b"]]~', (Output(1, ("tags", "a.b")),)),
        ("a~[1.id]~~[2.id]~/*", ("a", Output(1, ("id",)), Output(2, ("id",)), "/*")),
    ],
)
def test_texts_fall_into_literal_parts_and_outputs(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize("text", ["~[3.arn", "3.arn]~", "~[3]~"])
def test_a_cut_sentinel_is_never_taken_for_text(text):
    with pytest.raises(CutError):
        pieces(text)


def test_what_is_written_is_read():
    assert pieces(sentinel(7, "id")) == (Output(7, ("id",)),)
