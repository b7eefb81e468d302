"""The count of work is exact, and tells what grows with its input from what grows faster."""

import sys

from support.work import calls


def test_each_call_counts_once_python_s_and_c_s():
    def inner():
        return len("four")

    assert calls(lambda: None) == calls(lambda: None)
    assert calls(inner) - calls(lambda: None) == 1


def test_a_look_at_every_pair_shows():
    def pairs(many):
        return [abs(a - b) for a in range(many) for b in range(many)]

    assert calls(lambda: pairs(200)) > 3.9 * calls(lambda: pairs(100))
    assert calls(lambda: [abs(a) for a in range(2000)]) < 2.1 * calls(lambda: [abs(a) for a in range(1000)])


def test_who_watched_before_watches_again():
    def watcher(_frame, _event, _arg):
        return None

    before = sys.getprofile()
    sys.setprofile(watcher)
    try:
        calls(lambda: None)
        assert sys.getprofile() is watcher
    finally:
        sys.setprofile(before)
