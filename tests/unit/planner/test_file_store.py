from bastide.planner import file_store
from support.platforms import platform, store
from support.stacks import context


def inputs(**changes):
    held = store("scans", "file", "data@civil-affairs", **changes)
    (file,) = file_store.files(context(platform(stores=(held,))))
    return file.inputs


def test_every_subnet_of_the_zone_has_a_door():
    assert [(one.label, str(one.subnet)) for one in inputs()["mounts"]] == [
        ("scans_a", "aws_subnet.data_civil_affairs_a"),
        ("scans_b", "aws_subnet.data_civil_affairs_b"),
    ]


def test_a_copied_store_is_replicated_to_the_dr_region_under_its_key():
    made = inputs()
    assert (made["copied"], made["dr_region"]) == (True, "ap-northeast-1")
    assert str(made["store"].dr_key) == "aws_kms_key.important_civil_affairs_dr"


def test_an_uncopied_store_has_no_key_elsewhere():
    made = inputs(data_class="general", tier="bronze")
    assert (made["copied"], made["store"].dr_key) == (False, None)
