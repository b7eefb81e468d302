"""Zones of a file that the tree doesn't bear out are refused: an empty one would be proven safe."""

import pytest

from bastide.model.diagnostic import CannotAnswerError
from support.proving import SOUND, ZONES, evidence


def faults(zones, text=SOUND):
    with pytest.raises(CannotAnswerError) as caught:
        evidence(text, zones)
    return caught.value.diagnostics


def test_zones_that_fit_are_taken():
    assert evidence(SOUND, ZONES).proof.promises
    assert evidence(SOUND, ZONES.replace("subnets: aws_subnet.data", "cidrs: 10.40.2.0/24")).proof.flows


def test_a_misspelt_subnet_is_pointed_at_and_a_near_one_suggested():
    (fault,) = faults(ZONES.replace("aws_subnet.data", "aws_subnet.dta"))
    assert (fault.code, fault.message) == ("ZON005", "the tree has no subnet `aws_subnet.dta`")
    assert fault.fix == "did you mean `aws_subnet.data`?"
    place = fault.labels[0].place
    assert (place.line, place.column, place.end_column) == (4, 19, 33)


@pytest.mark.parametrize("block", ["10.41.0.0/16", "10.40.2.0/25", "2001:db8:41::/56"])
def test_a_zone_that_holds_no_whole_subnet_is_refused(block):
    (fault,) = faults(ZONES.replace("subnets: aws_subnet.data", f"cidrs: '{block}'"))
    assert fault.code == "ZON006"
    assert "10.40.2.0/24" in fault.fix


def test_a_subnet_in_two_zones_is_refused_at_both_places():
    (fault,) = faults(ZONES.replace("subnets: aws_subnet.data", "cidrs: 10.40.0.0/16"))
    assert fault.code == "ZON007"
    assert [label.place.line for label in fault.labels] == [3, 4]


def test_all_faults_are_told_at_once():
    zones = ZONES.replace("aws_subnet.data", "aws_subnet.x").replace("aws_subnet.app", "aws_subnet.y")
    assert [one.code for one in faults(zones)] == ["ZON005", "ZON005"]
