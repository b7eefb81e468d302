import pytest

from support.judging import answers, outcomes

RULE = "provisioner"


@pytest.mark.parametrize("kind", ["local-exec", "remote-exec", "file"])
@pytest.mark.parametrize("declared", [True, False])
def test_every_kind_is_found_at_its_line_declared_or_not(kind, declared):
    text = f'resource "aws_instance" "x" {{\n  ami = "a"\n  provisioner "{kind}" {{\n    command = "x"\n  }}\n}}\n'
    given = (RULE, text) if declared else (RULE, text, None)
    assert answers(*given) == [("fail", "aws_instance.x", 3)]


def test_a_resource_without_one_is_not_judged():
    assert outcomes(RULE, 'resource "aws_instance" "x" {}') == []
