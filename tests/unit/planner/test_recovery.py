from dataclasses import replace

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.kinds import StoreKind
from bastide.model.platform import Tier
from bastide.model.recovery import MEANS, SNAPSHOT_HOURS, START_WINDOW_MINUTES, Loss, best, reachable
from bastide.planner import recovery
from support.platforms import HERE, platform, store
from support.stacks import context

REGIONS = ("af-south-1", "ap-southeast-1", "ca-central-1", "cn-north-1", "eu-west-1", "me-south-1", "us-gov-west-1")


def tier(rpo, rto=4320, keep=366, *, copied=False):
    return Tier("gold", rpo, rto, keep, copied, False, HERE)


def interval(kind, rpo):
    return recovery.schedule(StoreKind(kind), tier(rpo)).interval


@pytest.mark.parametrize(
    ("rpo", "hours"), [(120, 1), (179, 1), (180, 2), (300, 4), (419, 4), (420, 6), (1440, 12), (1499, 12), (1500, 24)]
)
def test_the_widest_interval_that_keeps_the_recovery_point_is_taken(rpo, hours):
    assert (interval("file", rpo), interval("object", rpo)) == (hours, hours)


def test_no_wider_interval_would_do_and_the_chosen_one_does():
    for rpo in range(120, 4000):
        chosen = interval("file", rpo)
        assert chosen * 60 + START_WINDOW_MINUTES <= rpo
        assert all(hours * 60 + START_WINDOW_MINUTES > rpo for hours in SNAPSHOT_HOURS if hours > chosen)


def test_an_object_store_gets_continuous_backups_only_where_no_snapshot_is_soon_enough():
    assert recovery.schedule(StoreKind.OBJECT, tier(119)).continuous
    assert not recovery.schedule(StoreKind.OBJECT, tier(120)).continuous


def test_a_database_never_has_continuous_backups_of_aws_backup_beside_its_own():
    for rpo in (5, 60, 1440):
        chosen = recovery.schedule(StoreKind.POSTGRES, tier(rpo))
        assert (chosen.continuous, chosen.interval) == (False, 24)


def test_a_file_store_beyond_snapshots_still_has_them_hourly():
    chosen = recovery.schedule(StoreKind.FILE, tier(60, copied=True))
    assert (chosen.interval, chosen.snapshot_minutes) == (1, 120)


def test_only_frequent_snapshots_of_a_long_term_are_thinned():
    assert recovery.schedule(StoreKind.FILE, tier(120, keep=366)).is_thinned
    assert not recovery.schedule(StoreKind.FILE, tier(120, keep=35)).is_thinned
    assert not recovery.schedule(StoreKind.FILE, tier(2000, keep=366)).is_thinned


@pytest.mark.parametrize("kind", StoreKind)
@pytest.mark.parametrize("copied", [False, True])
def test_what_the_table_reaches_is_accepted_and_a_minute_less_refused(kind, copied):
    rpo, rto = reachable(kind, copied=copied)
    spec = platform(stores=(store("one", kind, "data@civil-affairs"),), tiers=(tier(rpo, rto, copied=copied),))
    recovery.check(context(spec))
    for code, target in (
        ("PLAN020", tier(rpo - 1, rto, copied=copied)),
        ("PLAN021", tier(rpo, rto - 1, copied=copied)),
    ):
        with pytest.raises(CannotAnswerError) as refused:
            recovery.check(context(replace(spec, tiers=(target,))))
        assert {fault.code for fault in refused.value.diagnostics} == {code}


@pytest.mark.parametrize("kind", StoreKind)
@pytest.mark.parametrize("rpo", [5, 15, 30, 60, 119, 120, 240, 1440, 10000])
@pytest.mark.parametrize("copied", [False, True])
def test_a_schedule_within_reach_keeps_its_promise(kind, rpo, copied):
    target = tier(rpo, copied=copied)
    kept = all(one.rpo_minutes <= rpo for one in recovery.achieved(recovery.schedule(kind, target)))
    assert kept == (reachable(kind, copied=copied)[0] <= rpo)


def test_a_store_that_can_not_keep_its_promise_is_named_with_its_tier():
    spec = platform(stores=(store("scans", "file", "data@civil-affairs"),), tiers=(tier(60),))
    with pytest.raises(CannotAnswerError) as refused:
        recovery.check(context(spec))
    (fault,) = refused.value.diagnostics
    assert fault.code == "PLAN020"
    assert fault.message == "store `scans` has the `rpo` 60m, but its best means (snapshots every 1 h) needs 120m"
    assert [label.note for label in fault.labels] == ["", "tier `gold`"]
    assert fault.fix == "give tier `gold` `rpo: 120m` or more, or let the tier `copy: dr`"


def test_every_store_that_breaks_its_promise_is_told_at_once():
    kinds = (("a", "file"), ("b", "object"), ("c", "postgres"))
    stores = tuple(store(name, kind, "data@civil-affairs") for name, kind in kinds)
    with pytest.raises(CannotAnswerError) as refused:
        recovery.check(context(platform(stores=stores, tiers=(tier(1, 1),))))
    assert len(refused.value.diagnostics) == 6


def test_a_lost_region_is_covered_only_by_a_copy():
    assert all(best(kind, Loss.REGION, copied=False) is None for kind in StoreKind)
    assert all(best(kind, Loss.REGION, copied=True) for kind in StoreKind)


def test_every_figure_has_a_source():
    assert all(means.source and means.title for means in MEANS)


@pytest.mark.parametrize("region", REGIONS)
def test_the_windows_of_a_database_are_clear_of_each_other_and_of_its_snapshot(region):
    night = recovery.night(region)
    (snapshot,) = recovery.snapshot_hours(region, 24)
    assert recovery.backup_window(region) == f"{night:02}:00-{night:02}:30"
    assert snapshot == (night + 2) % 24
    day, hour, *_ = recovery.maintenance_window(region).split(":")
    assert (int(hour) - snapshot) % 24 == 3
    assert day == ("sat" if night == 17 else "sun")


@pytest.mark.parametrize("region", REGIONS)
def test_a_maintenance_window_is_one_hour_of_one_day(region):
    first, last = recovery.maintenance_window(region).split("-")
    assert first[:3] == last[:3]
    assert int(last[4:6]) - int(first[4:6]) == 1
    assert int(last[4:6]) < 24


@pytest.mark.parametrize("hours", SNAPSHOT_HOURS)
def test_snapshots_are_spread_evenly_over_the_day(hours):
    times = recovery.snapshot_hours("ap-southeast-1", hours)
    gaps = {(after - before) % 24 or 24 for before, after in zip(times, (*times[1:], times[0]), strict=True)}
    assert gaps == {hours}


def test_a_tier_is_sealed_by_its_own_lock_or_by_a_store_of_it():
    open_tier, locked = tier(1440), replace(tier(1440), lock=True)
    plain = platform(stores=(store("a", "file", "data@civil-affairs"),), tiers=(open_tier,))
    assert not recovery.is_sealed(context(plain), open_tier)
    assert recovery.is_sealed(context(plain), locked)
    assert recovery.is_sealed(context(replace(plain, stores=(replace(plain.stores[0], lock=True),))), open_tier)
