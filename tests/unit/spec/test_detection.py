from support.spec_fixtures import PASS, loaded


def tiers(name, folder):
    found = loaded(folder / name).platform.detection
    return None if found is None else (found.low, found.medium, found.high)


def test_a_tier_without_a_channel_has_the_first_one(tmp_path):
    text = (PASS / "detection.yaml").read_text(encoding="utf-8")
    (tmp_path / "short.yaml").write_text(text.replace("low: desk, medium: desk, ", ""), encoding="utf-8")
    assert tiers("short.yaml", tmp_path) == tiers("detection.yaml", PASS) == ("desk", "desk", "soc")


def test_a_platform_that_asks_for_no_detection_has_none():
    assert tiers("without-a-profile.yaml", PASS) is None
