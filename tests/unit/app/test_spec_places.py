"""From a line of generated code back to the template that wrote it and the line of the spec that asked for it."""

import json
from datetime import date
from pathlib import Path

from bastide.app.pathways import platform_at
from bastide.app.spec_places import spec_places
from bastide.model.place import Place
from bastide.report.site.drill import Subject, origin
from support.review_site import review

ROOT = Path(__file__).resolve().parents[3]
SPEC = ROOT / "examples/cloud-window/platform.yaml"
STACK = SPEC.parent / "stack"


def _places() -> dict[str, str]:
    platform = platform_at(SPEC, date(2026, 12, 1))
    assert platform is not None
    return dict(spec_places(platform, SPEC.parent))


def _line(told: str) -> str:
    file, _, number = told.rpartition(":")
    folder = ROOT / "blueprints" if file.startswith("gov-baseline") else SPEC.parent
    return (folder / file).read_text("utf-8").splitlines()[int(number) - 1]


def test_every_named_entry_is_told_by_the_line_that_names_it() -> None:
    found = _places()
    named = {path: told for path, told in found.items() if path.count(".") == 1 and not path.startswith("access")}
    assert {"zones.edge", "stores.case-files", "workloads.portal", "classes.core", "tiers.gold"} <= set(named)
    assert [path for path, told in named.items() if path.partition(".")[2] not in _line(told)] == []


def test_no_place_says_where_the_folder_is_on_this_machine() -> None:
    assert not any(told.startswith("/") or str(ROOT) in told for told in _places().values())


def test_a_spec_that_is_not_there_or_not_sound_has_no_places(tmp_path: Path) -> None:
    assert platform_at(tmp_path / "platform.yaml", date(2026, 12, 1)) is None
    (tmp_path / "platform.yaml").write_text("bastide: 1\n", "utf-8")
    assert platform_at(tmp_path / "platform.yaml", date(2026, 12, 1)) is None


def test_the_manifest_names_the_template_of_every_file_of_code() -> None:
    files = json.loads((STACK / "manifest.json").read_text("utf-8"))["files"]
    written = {path: entry.get("template") for path, entry in files.items() if path.endswith(".tf")}
    assert [path for path, template in written.items() if not template or not (ROOT / template).is_file()] == []


def test_the_origin_of_code_is_the_nearest_entry_that_has_a_line() -> None:
    known = review()
    known = type(known)(
        **{name: getattr(known, name) for name in ("assessment", "verdict", "today")},
        spec_places={"workloads.portal": "platform.yaml:41"},
        templates={"entry-portal.tf": "modules/aws/edge/entry.tf.j2"},
    )
    place = Place("entry-portal.tf", 3, 1, 3, 9)
    found = origin(known, Subject("aws_lb.portal", place, "workloads.portal.domain"))
    assert (found.entry, found.place, found.template) == (
        "workloads.portal.domain",
        "platform.yaml:41",
        "modules/aws/edge/entry.tf.j2",
    )
    assert origin(known, None).template == ""
