from dataclasses import replace

import pytest

from bastide.model.declared_use import DeclaredSite
from bastide.scan.rules.shared_session import SHARED
from support.judging import INTENT, outcomes

RULE = "shared_session"
WITH_SITES = replace(
    INTENT,
    sites=(DeclaredSite("hall", "app", "vpn", "10.60.0.0/24", "10.40.0.0/16", 200, 40, "aws_vpn_connection.hall"),),
)
DOOR = '  access_endpoints {\n    endpoint_type = "STREAMING"\n    vpce_id       = "vpce-0123"\n  }\n'


def setting(action, permission="DISABLED"):
    return f'  user_settings {{\n    action     = "{action}"\n    permission = "{permission}"\n  }}\n'


def stack(*blocks):
    return 'resource "aws_appstream_stack" "window" {\n' + "".join(blocks) + "}\n"


CLOSED = [setting(action) for action in SHARED]


def test_a_stack_that_shares_nothing_is_right():
    assert outcomes(RULE, stack(*CLOSED)) == ["pass"]
    assert outcomes(RULE, stack(*CLOSED, DOOR), WITH_SITES) == ["pass"]


@pytest.mark.parametrize("action", SHARED)
def test_what_is_enabled_or_forgotten_is_found(action):
    rest = [setting(one) for one in SHARED if one != action]
    assert outcomes(RULE, stack(*rest, setting(action, "ENABLED"))) == ["fail"]
    assert outcomes(RULE, stack(*rest)) == ["fail"]
    assert outcomes(RULE, stack(*rest, setting(action, "${var.permission}"))) == ["unknown"]


@pytest.mark.parametrize(
    "block",
    [
        '  storage_connectors {\n    connector_type = "HOMEFOLDERS"\n  }\n',
        "  application_settings {\n    enabled = true\n  }\n",
    ],
)
def test_what_outlives_a_session_is_found(block):
    assert outcomes(RULE, stack(*CLOSED, block)) == ["fail"]


def test_sessions_of_sites_that_answer_on_the_internet_are_found():
    assert outcomes(RULE, stack(*CLOSED), WITH_SITES) == ["fail"]


def test_a_fleet_with_a_way_to_the_internet_is_found():
    fleet = 'resource "aws_appstream_fleet" "window" {\n  enable_default_internet_access = %s\n}\n'
    assert outcomes(RULE, fleet % "true") == ["fail"]
    assert outcomes(RULE, fleet % "false") == ["pass"]
