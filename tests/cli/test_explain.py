from dataclasses import replace

import pytest

from bastide.cli.main import run
from bastide.prove.segmentation import paths
from bastide.prove.walk.walker import Walker
from support.proving import SOUND, ZONES, without

IPV6 = """
resource "aws_vpc_security_group_egress_rule" "v6" {
  security_group_id = aws_security_group.data.id
  cidr_ipv6         = "2001:db8:40:1::/64"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
}
resource "aws_vpc_security_group_ingress_rule" "v6" {
  security_group_id = aws_security_group.app.id
  cidr_ipv6         = "2001:db8:40:2::/64"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
}
"""
UNREAD = 'resource "aws_vpc_ipv4_cidr_block_association" "x" {\n  vpc_id = aws_vpc.main.id\n}\n'
STACK = "examples/cloud-window/stack"


class Contrary(Walker):
    """Lets nothing pass: it sends each packet to an address that nobody has."""

    def trips(self, source, destination, packet):
        return super().trips(source, destination, replace(packet, destination=1))


@pytest.fixture
def explain(tmp_path, monkeypatch, capsys):
    """Return a function that asks about a path in a tree and returns the exit code, the output and the talk."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zones.yaml").write_text(ZONES)

    def answer(path, *more, text=SOUND):
        (tmp_path / "main.tf").write_text(text)
        code = run(["explain", path, *more, "--zones", "zones.yaml", "--today", "2026-12-01"])
        return code, *capsys.readouterr()

    return answer


def test_a_declared_path_is_shown_hop_by_hop_with_the_line_that_asks_for_it(explain):
    code, out, _ = explain("app->data")
    assert code == 0
    assert "app -> data\npasses between the zones: tcp/5432\n" in out
    assert "\ntcp/5432: passes\n" in out
    assert "  passes:  tcp 10.40.1.5:40000 -> 10.40.2.5:5432, state new" in out
    assert "  passes:  tcp [2001:db8:40:1::a]:40000 -> [2001:db8:40:2::a]:5432, state new" in out
    assert "asked for by flow: app to data tcp/5432 at zones.yaml:6:5: records" in out
    assert "     1  egress rule of `aws_security_group.app` admits tcp/5432" in out
    assert "  back:\n" in out
    assert "would have to change" not in out


def test_a_closed_path_names_the_first_blocker_and_all_that_would_have_to_change(explain):
    code, out, _ = explain("data -> app", "tcp/22")
    assert code == 1
    assert "tcp/22: stopped" in out
    assert "  no declared flow asks for it\n" in out
    assert "  x  1  no egress rule of `aws_security_group.data` admits tcp/22" in out
    changes = out.partition("all that would have to change for it to pass:\n")[2].splitlines()
    assert any("aws_security_group.data" in line for line in changes)
    assert any("no ingress rule of `aws_security_group.app`" in line for line in changes)


def test_a_blocked_flow_shows_what_stops_it(explain):
    out = explain("app->data", text=without(SOUND, 'resource "aws_vpc_security_group_ingress_rule" "data"'))[1]
    assert "tcp/5432: blocked" in out
    assert "asked for by flow: app to data tcp/5432" in out
    assert "no ingress rule of `aws_security_group.data` admits tcp/5432" in out


def test_a_path_over_ipv6_alone_is_shown_as_one_that_passes(explain):
    out = explain("data->app", text=SOUND + IPV6)[1]
    assert "udp/53: passes (over IPv4 stopped, over IPv6 passes)\n" in out
    assert "  passes:  udp [2001:db8:40:2::a]:40000 -> [2001:db8:40:1::a]:53" in out


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("aws_instance.app->aws_instance.data", "(zones app -> data)"),
        ("10.40.1.5->10.40.2.5", "(zones app -> data)"),
        ("2001:db8:40:1::5->2001:db8:40:2::5", "(zones app -> data)"),
        ("8.8.8.8->10.40.1.5", "(zones internet -> app)"),
        ("192.168.1.1->10.40.1.5", "(zones on-premises -> app)"),
    ],
)
def test_workloads_and_addresses_are_ends_too(explain, path, ends):
    code, out, _ = explain(path, "tcp/5432")
    assert code == ("(zones app -> data)" not in ends)
    assert out.startswith(f"{path.replace('->', ' -> ')} {ends}\n")


def test_two_addresses_and_a_port_have_one_answer(explain):
    out = explain("10.40.1.5->10.40.2.5", "tcp/5432")[1]
    assert out.count("tcp/5432: ") == 1
    assert "tcp/5432: passes  tcp 10.40.1.5:40000 -> 10.40.2.5:5432" in out


def test_every_unknown_end_is_told_with_the_nearest_name(explain):
    code, out, err = explain("ap->dtaa")
    assert (code, out) == (2, "")
    assert "error[PRV004]: `ap` is no zone, workload or address of this tree; did you mean `app`?" in err
    assert "did you mean `data`?" in err
    assert "2 errors" in err


def test_addresses_of_two_ip_versions_have_no_path_to_explain(explain):
    code, _, err = explain("10.40.1.5->2001:db8:40:2::5")
    assert code == 2
    assert "error[PRV006]" in err


@pytest.mark.parametrize("traffic", ["tcp/99999", "443", "http"])
def test_traffic_that_is_none_is_told(explain, traffic):
    code, _, err = explain("app->data", traffic)
    assert code == 2
    assert f"error[APP006]: `{traffic}` is no traffic" in err


def test_a_path_of_a_generated_stack_points_at_the_line_of_the_spec(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert run(["explain", "internet->edge", "--in", STACK, "--today", "2026-12-01"]) == 0
    out = capsys.readouterr().out
    spec = (root / "examples/cloud-window/platform.yaml").read_text().splitlines()
    at = next(number for number, line in enumerate(spec, start=1) if "from: internet, to: edge" in line)
    assert f"asked for by flow: internet to edge tcp/443 at examples/cloud-window/platform.yaml:{at}:" in out


@pytest.mark.parametrize(
    ("path", "traffic", "text", "code"),
    [
        ("app->data", "tcp/5432", SOUND, 0),
        ("data->app", "tcp/22", SOUND, 1),
        ("app->data", "tcp/5432", without(SOUND, 'resource "aws_vpc_security_group_ingress_rule" "data"'), 1),
        ("data->app", "tcp/22", SOUND + UNREAD, 2),
    ],
    ids=["passes", "stopped", "blocked", "not proven"],
)
def test_the_exit_code_is_the_answer(explain, path, traffic, text, code):
    assert explain(path, traffic, text=text)[0] == code


def test_a_walker_that_contradicts_the_engine_gives_no_answer(explain, monkeypatch):
    monkeypatch.setattr(paths, "Walker", Contrary)
    code, out, err = explain("app->data", "tcp/5432")
    assert (code, out) == (2, "")
    assert "error[PRV001]: the proof contradicts itself" in err


def test_a_zone_of_which_each_agency_has_a_copy_means_all_of_them(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert run(["explain", "edge->app", "tcp/8443", "--in", STACK, "--today", "2026-12-01"]) == 0
    out = capsys.readouterr().out
    assert "edge -> app@civil-affairs\n" in out
    assert "edge -> app@social-security\n" in out
    assert out.count("tcp/8443: passes") == 2


def test_the_faults_of_a_zones_file_have_pages(capsys):
    assert run(["explain", "ZON005"]) == 0
    assert "is always kept" in capsys.readouterr().out
