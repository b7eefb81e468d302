import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.planner.plan import plan
from support.platforms import platform, zone


def test_a_zone_that_is_called_like_an_agencys_copy_of_another_is_refused():
    spec = platform(zones=(*platform().zones, zone("app-civil-affairs")))
    with pytest.raises(CannotAnswerError) as refused:
        plan(spec, None)
    (fault,) = refused.value.diagnostics
    assert fault.code == "PLAN011"
    assert "`app@civil-affairs` and `app-civil-affairs`" in fault.message or (
        "`app-civil-affairs` and `app@civil-affairs`" in fault.message
    )
    assert len(fault.labels) == 2


def test_no_two_files_of_a_sound_platform_have_one_path():
    paths = [file.path for file in plan(platform(), None).files]
    assert len(set(paths)) == len(paths)
