"""Disaster recovery: restores that are tried, a network for them in the DR region, and a page that says what to do."""

from collections.abc import Iterator

from bastide.model.intent import DeclaredRecovery
from bastide.planner import events, failover, recovery_network, restore_grants, restore_tests
from bastide.planner.context import Context, StackFile


def files(context: Context) -> Iterator[StackFile]:
    """Plan the tests, the recovery network and the page; nothing where the spec has no `recovery` or no store."""
    settings = context.platform.recovery
    if settings is None:
        return
    yield from recovery_network.files(context)
    if not context.platform.stores:
        return
    yield StackFile(
        path="restore-tests.tf",
        template="disaster-recovery/tests.tf.j2",
        target="disaster-recovery",
        inputs={
            "plans": restore_tests.plans(context),
            "schedule": restore_tests.cron(settings.test_months),
            "months": settings.test_months,
            "start_hours": restore_tests.START_HOURS,
            "look_hours": restore_tests.LOOK_HOURS,
            "window_days": restore_tests.WINDOW_DAYS,
            "role_name": restore_grants.role_name(context),
            "statements": tuple(restore_grants.statements(context)),
            "tags": context.tags("restore", zone="platform", level="platform"),
        },
    )
    yield failover.page(context)


def declared(context: Context) -> DeclaredRecovery | None:
    """Return how often restores are tried as the judge reads it, None where the spec doesn't say."""
    found = context.platform.recovery
    if found is None:
        return None
    return DeclaredRecovery(found.test_months, str(events.topic(found.notify)))
