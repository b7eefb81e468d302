import json

import pytest

from bastide.record.events import FINISHED, Ending, Events, Spots, recording
from bastide.record.project import read_project


@pytest.fixture
def project(tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text("")
    return read_project(tmp_path, stack="dev", config={})


def line(**event):
    return json.dumps(event).encode() + b"\n"


def registration(project, number, row, **more):
    frames = [["/lib/site-packages/x.py", 3], [f"{project.folder}/__main__.py", row]]
    said = {
        "event": "registration",
        "number": number,
        "type": "t",
        "name": f"n{number}",
        "frames": frames,
        "inputs": {},
    }
    return line(**{**said, **more})


def whole(project, *data, notes=b""):
    events = Events(project)
    events.registered(b"".join(data))
    events.noted(notes)
    return recording(events, Ending(FINISHED), stack="dev")


def test_registrations_are_in_the_order_of_their_lines(project):
    found = whole(project, registration(project, 0, 9), registration(project, 1, 2), registration(project, 2, 2))
    assert [(one["number"], one["file"], one["line"]) for one in found["registrations"]] == [
        (1, "__main__.py", 2),
        (2, "__main__.py", 2),
        (0, "__main__.py", 9),
    ]


def test_a_line_that_broke_off_is_left_out(project):
    found = whole(project, registration(project, 0, 1), registration(project, 1, 1)[:40])
    assert [one["number"] for one in found["registrations"]] == [0]


@pytest.mark.parametrize(
    "note",
    [
        {"event": "registration", "number": 0},
        {"event": "opaque", "kind": 1, "text": "x", "frames": []},
        {"event": "opaque", "kind": "apply", "text": "x"},
        {"event": "sdks", "versions": {"a": 1}},
        {"event": "ended", "fault": {}},
        {"event": "ended"},
    ],
)
def test_a_note_of_another_shape_is_left_out(project, note):
    events = Events(project)
    events.noted(line(**note))
    assert events.said == []


def test_the_line_where_a_program_stood_is_read_from_its_last_words(project):
    events = Events(project)
    said = f'Timeout (0:00:01)!\nThread 0x1 (most recent call first):\n  File "{project.main}", line 4 in f\n'
    events.noted(said.encode())
    assert events.stuck() == [[str(project.main), 4]]


def test_a_file_outside_of_the_program_has_no_line(tmp_path):
    spots = Spots(tmp_path)
    assert spots.of({"frames": [["/usr/lib/python3/json.py", 7]]}) == {"file": "json.py", "line": 0}
    assert spots.of({"frames": [[f"{tmp_path}/node_modules/a.js", 7]]}) == {"file": "a.js", "line": 0}
    assert spots.of({"frames": [[f"{tmp_path}x/a.py", 7]]}) == {"file": "a.py", "line": 0}
    assert spots.of({"frames": [["x", "y"], 3, [f"{tmp_path}/a/b.py", 7]]}) == {"file": "a/b.py", "line": 7}
    assert spots.of({}) == {"file": "", "line": 0}


def test_the_same_note_is_told_once(project):
    note = line(event="opaque", kind="apply", text="x", frames=[[str(project.main), 3]])
    found = whole(project, notes=note + note)
    assert found["opaque"] == [{"kind": "apply", "text": "x", "file": "__main__.py", "line": 3}]


def test_a_file_by_its_whole_path_is_named_below_the_program(project):
    inputs = {"a": {"$asset": f"{project.folder}/code"}, "b": [{"$asset": "/elsewhere/file.zip"}]}
    (one,) = whole(project, registration(project, 0, 1, inputs=inputs))["registrations"]
    assert one["inputs"] == {"a": {"$asset": "code"}, "b": [{"$asset": "file.zip"}]}
