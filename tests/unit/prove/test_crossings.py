"""What two VPCs exchange over the internet is doubted where rules tell the other VPC from the internet."""

from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.prove.aws.reader import read

SEMANTICS = Path(__file__).parents[2] / "semantics"
OPEN = SEMANTICS / "internet" / "vpcs_that_speak_over_the_internet_count_as_the_internet.tf"
WEB = "2001:db8:1:100::/56"


def doubts(tree: Path, text: str) -> set[str]:
    (tree / "main.tf").write_text(text, encoding="utf-8")
    graph = read_tree(tree)
    assert graph.problems == ()
    return {one.origin.address for one in read(Case(graph)).unmodelled}


def denying(blocks: Iterable[str]) -> str:
    entry = (
        'ingress {{\n rule_no = {}\n action = "{}"\n protocol = "-1"\n from_port = 0\n to_port = 0\n'
        ' ipv6_cidr_block = "{}"\n}}\n'
    )
    denied = "".join(entry.format(number, "deny", block) for number, block in enumerate(blocks, start=1))
    acl = 'resource "aws_network_acl" "db" {{\n vpc_id = aws_vpc.db.id\n subnet_ids = [aws_subnet.db.id]\n{}}}\n'
    return OPEN.read_text(encoding="utf-8") + acl.format(denied + entry.format(900, "allow", "::/0"))


def test_an_acl_that_denies_the_internet_but_not_another_vpc_is_doubted(tmp_path: Path) -> None:
    rest = ip_network("2000::/3").address_exclude(ip_network(WEB))
    assert doubts(tmp_path, denying(map(str, rest))) == {"aws_network_acl.db"}


def test_an_acl_that_denies_part_of_the_internet_leaves_it_the_measure(tmp_path: Path) -> None:
    assert doubts(tmp_path, denying(["3000::/4"])) == set()


def test_an_acl_that_denies_the_other_vpc_too_is_not_doubted(tmp_path: Path) -> None:
    assert doubts(tmp_path, denying(["2000::/3"])) == set()


def test_a_rule_for_ones_own_block_is_not_doubted_and_one_for_the_others_is(tmp_path: Path) -> None:
    text = OPEN.read_text(encoding="utf-8").replace('["::/0"]', f'["{WEB}"]')
    assert doubts(tmp_path, text) == {"aws_security_group.db"}


def test_a_vpc_without_a_way_out_is_not_doubted(tmp_path: Path) -> None:
    text = OPEN.read_text(encoding="utf-8").replace('ipv6_cidr_blocks = ["::/0"]', f'ipv6_cidr_blocks = ["{WEB}"]')
    inside = text.replace('ipv6_cidr_block        = "::/0"', 'ipv6_cidr_block        = "fc00::/7"')
    assert inside != text
    assert doubts(tmp_path, inside) == set()
