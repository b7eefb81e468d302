"""Every action that the proof asks about exists, by the catalogue of policy_sentry, which comes with checkov."""

import pytest
from policy_sentry.querying.actions import get_actions_for_service

from bastide.model.identity import Right
from bastide.prove.identity import catalog, duties, escalation, needs
from bastide.prove.identity.rulings import ASSUME

DEEDS = {deed.action for deeds in catalog.DEEDS.values() for listed in deeds.values() for deed in listed}
OTHERS = {
    *catalog.ON_ROLES,
    *catalog.ON_POLICIES,
    *catalog.ON_USERS,
    *catalog.ON_GROUPS,
    *(action for action, _ in catalog.STARTS.values()),
    *duties.SHELLS,
    *escalation.TAGGING,
    *(deed.action for deed in (needs.LIST, needs.GET, needs.PUT, needs.DECRYPT, needs.ENCRYPT, needs.CONNECT)),
    *(deed.action for deed in (needs.MOUNT, needs.FILL, *needs.SEARCH)),
    "iam:PassRole",
    ASSUME,
}


@pytest.mark.parametrize("action", sorted(DEEDS | OTHERS))
def test_an_action_exists(action):
    assert action in get_actions_for_service(action.partition(":")[0])


def test_every_store_can_be_read_written_and_destroyed_by_something():
    for kind, deeds in catalog.STORES.items():
        assert all(deeds[right] for right in (Right.READ, Right.WRITE, Right.DESTROY, Right.GRANT)), kind


def test_a_name_that_does_not_exist_is_noticed():
    assert "s3:GetObjects" not in get_actions_for_service("s3")
