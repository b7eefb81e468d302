from bastide.planner import quotas
from support.platforms import agency, flow, platform, store, tcp, web
from support.stacks import context


def outgrown(**changes):
    return {one.name: (one.needed, one.default) for one in quotas.exceeded(context(platform(**changes)))}


def databases(count):
    agencies = tuple(agency(f"bureau-{number}") for number in range(count))
    stores = tuple(store(f"records-{number}", "postgres", f"data@bureau-{number}") for number in range(count))
    return {"agencies": agencies, "stores": stores, "flows": ()}


def test_a_small_platform_outgrows_nothing():
    assert outgrown() == {}


def test_many_databases_outgrow_what_a_region_holds_and_receives():
    found = outgrown(**databases(41))
    assert found["DB instances per region"] == (41, 40)
    assert found["automated backups replicated to a region"] == (41, 20)


def test_one_entry_for_many_agencies_outgrows_its_rules():
    agencies = tuple(agency(f"bureau-{number}") for number in range(51))
    flows = (flow("edge", "app", tcp(8443)), flow("edge", "app", tcp(9443)))
    found = outgrown(agencies=agencies, stores=(), flows=flows, workloads=(web("portal", "edge"),))
    assert found["rules and target groups per load balancer"] == (102, 100)


def test_many_entries_outgrow_the_load_balancers():
    workloads = tuple(web(f"portal-{number}", "edge") for number in range(51))
    assert outgrown(workloads=workloads)["application load balancers per region"] == (51, 50)
