import pytest

from bastide.model.kinds import StoreSize
from bastide.planner import database
from support.platforms import platform, store
from support.stacks import context


def inputs(**changes):
    held = store("pensions", "postgres", "data@social-security", **changes)
    (file,) = database.files(context(platform(stores=(held,))))
    return file.inputs


def settings(made):
    return {one.name: one.value for one in made["parameters"]}


def test_tls_is_forced_whatever_the_class():
    for audited in (True, False):
        found = settings(inputs(access_log=audited))
        assert (found["rds.force_ssl"], found["ssl_min_protocol_version"]) == ("1", "TLSv1.2")


def test_statements_are_audited_where_access_is_logged():
    assert "read" in settings(inputs(access_log=True))["pgaudit.log"]
    assert "pgaudit.log" not in settings(inputs(access_log=False))


def test_the_audit_extension_is_loaded_when_the_engine_starts():
    (library,) = (one for one in inputs(access_log=True)["parameters"] if one.name == "shared_preload_libraries")
    assert library.apply_method == "pending-reboot"
    assert "pgaudit" in library.value


def test_bigger_sizes_are_bigger():
    sizes = [database.CAPACITIES[size] for size in (StoreSize.SMALL, StoreSize.MEDIUM, StoreSize.LARGE)]
    assert [size.storage for size in sizes] == sorted(size.storage for size in sizes)
    assert len({size.instance_class for size in sizes}) == len(StoreSize)


@pytest.mark.parametrize(("data_class", "days"), [("general", 35), ("important", 35)])
def test_point_in_time_recovery_reaches_back_as_far_as_the_service_allows(data_class, days):
    assert inputs(data_class=data_class)["automated_days"] == days


def test_logs_are_kept_in_groups_that_the_service_will_find():
    made = inputs()
    assert [group.name for group in made["log_groups"]] == [
        "/aws/rds/instance/city-pensions/postgresql",
        "/aws/rds/instance/city-pensions/upgrade",
    ]
    assert made["log_days"] == 400
