from bastide.planner import hall
from support.stacks import graph, rendered
from unit.planner.test_hall import SPEC

FOUND = graph(SPEC, hall.files)
STACK = FOUND.by_address["aws_appstream_stack.window"]
FLEET = FOUND.by_address["aws_appstream_fleet.window"]


def test_a_session_shares_nothing_with_the_terminal_that_shows_it():
    settings = {one.get("action"): one.get("permission") for one in STACK.nested("user_settings")}
    assert set(settings) == set(hall.REDIRECTIONS)
    assert set(settings.values()) == {"DISABLED"}
    assert not STACK.nested("storage_connectors")


def test_sessions_answer_at_the_private_door_alone():
    (door,) = STACK.nested("access_endpoints")
    assert str(door.get("vpce_id")) == "aws_vpc_endpoint.halls.id"
    assert STACK.get("embed_host_domains") is None


def test_hosts_have_no_way_out_but_that_of_their_zone():
    assert FLEET.get("enable_default_internet_access") is False
    (config,) = FLEET.nested("vpc_config")
    assert [str(one) for one in config.get("security_group_ids")] == ["aws_security_group.session.id"]


def test_the_next_person_never_meets_the_last_ones_session():
    assert FLEET.get("idle_disconnect_timeout_in_seconds") <= 300
    assert FLEET.get("disconnect_timeout_in_seconds") <= 60
    assert FLEET.get("max_user_duration_in_seconds") <= 3600
    (kept,) = STACK.nested("application_settings")
    assert kept.get("enabled") is False


def test_whoever_applies_a_hall_reads_which_role_the_account_must_have():
    assert "AmazonAppStreamServiceAccess" in rendered(SPEC, hall.files)["hall-window.tf"]
