import pytest

from bastide.planner import edge_5g
from support.stacks import graph, rendered
from unit.planner.test_edge_5g import SPEC

FOUND = graph(SPEC, edge_5g.files)
TUNNELS = FOUND.by_address["aws_vpn_connection.hall_tianhe"]


@pytest.mark.parametrize("tunnel", ["tunnel1", "tunnel2"])
def test_both_tunnels_take_current_ciphers_alone(tunnel):
    assert TUNNELS.get(f"{tunnel}_ike_versions") == ("ikev2",)
    for phase in ("phase1", "phase2"):
        assert TUNNELS.get(f"{tunnel}_{phase}_encryption_algorithms") == ("AES256-GCM-16",)
        assert TUNNELS.get(f"{tunnel}_{phase}_integrity_algorithms") == ("SHA2-384",)
        assert min(TUNNELS.get(f"{tunnel}_{phase}_dh_group_numbers")) >= 19


@pytest.mark.parametrize("tunnel", ["tunnel1", "tunnel2"])
def test_both_tunnels_record_what_happens_to_them(tunnel):
    (options,) = TUNNELS.nested(f"{tunnel}_log_options")
    (log,) = options.nested("cloudwatch_log_options")
    assert log.get("log_enabled") is True
    assert str(log.get("log_group_arn")) == "aws_cloudwatch_log_group.sites.arn"
    assert str(FOUND.by_address["aws_cloudwatch_log_group.sites"].get("kms_key_id")) == "aws_kms_key.logs.arn"


def test_tunnels_carry_packets_of_the_site_and_the_platform_alone():
    assert TUNNELS.get("local_ipv4_network_cidr") == "10.60.0.0/24"
    assert TUNNELS.get("remote_ipv4_network_cidr") == "10.40.0.0/16"
    assert TUNNELS.get("static_routes_only") is True


def test_no_key_of_a_tunnel_is_written_down():
    text = "".join(rendered(SPEC, edge_5g.files).values())
    assert "preshared_key " not in text
    assert "bgp_auth_key" not in text
    assert TUNNELS.get("preshared_key_storage") == "SecretsManager"


def test_lines_are_not_linked_to_each_other():
    assert FOUND.by_address["aws_dx_private_virtual_interface.hunan"].get("sitelink_enabled") is False


def test_somebody_hears_when_a_way_in_is_lost_or_nearly_full():
    alarms = {one.name: one.get("metric_name") for one in FOUND.of_type("aws_cloudwatch_metric_alarm")}
    assert alarms == {
        "hall_tianhe_down": "TunnelState",
        "hall_tianhe_load_in": "TunnelDataIn",
        "hall_tianhe_load_out": "TunnelDataOut",
        "hunan_down": "ConnectionState",
        "hunan_load_in": "VirtualInterfaceBpsIngress",
        "hunan_load_out": "VirtualInterfaceBpsEgress",
    }
