"""Containers and hosts that run as declared: pinned images, two at least, one port for one of them."""

import re
from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

_REPOSITORY = "[a-z0-9]+(?:[._/-][a-z0-9]+)*"
_REGISTRY = re.compile(
    r"(?P<account>[0-9]{12})[.]dkr[.]ecr[.](?P<region>[a-z0-9-]+)[.]amazonaws[.]com([.]cn)?"
    rf"/(?P<repository>{_REPOSITORY})@sha256:[0-9a-f]{{64}}"
)
_TAGGED = re.compile(rf"[^@]+/{_REPOSITORY}(:[A-Za-z0-9_.-]+)?")
_MACHINE = re.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})")
_STREAMED = re.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with images, counts and ports."""
    del today
    ports: dict[tuple[ZoneRef, int], Item] = {}
    for name, owned in draft.workloads.items():
        yield from _image(draft, name, owned.item)
        yield from _count(name, owned.item)
        port, zone = owned.item.get("port"), draft.home(owned)
        first = None if port is None else ports.setdefault((zone, int(port.value)), port)
        if port is not None and first is not port and first is not None:
            said = f"`{name}` listens on port {port.value} of zone `{zone}`, and so does another workload"
            yield fault("SPEC168", said, port.place, Label(first.place, "the other one"), fix="give it another port")


def _image(draft: Draft, name: str, workload: Item) -> Iterator[Diagnostic]:
    kind, image = workload.text("kind"), workload.get("image")
    if image is None:
        return
    text = str(image.value)
    if kind == "container":
        yield from _container(draft, name, image, text)
    elif kind == "hall" and not _STREAMED.fullmatch(text):
        fix = "write the name of an AppStream image, as `window-2026-10`"
        yield fault("SPEC166", f"`{text}` is no name of a hall's image", image.place, fix=fix)
    elif kind in ("instances", "llm") and not _MACHINE.fullmatch(text):
        said = f"`{text}` is no machine image's id, by which alone `{name}` runs what was reviewed"
        yield fault("SPEC166", said, image.place, fix="write its id, as `ami-0a1b2c3d4e5f67890`")


def _container(draft: Draft, name: str, image: Item, text: str) -> Iterator[Diagnostic]:
    found = _REGISTRY.fullmatch(text)
    if found is None:
        tagged = _TAGGED.fullmatch(text)
        reason = "names a tag, which can mean another image tomorrow" if tagged else "names no image by its digest"
        fix = "write `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:` and the digest that the registry shows"
        yield fault("SPEC166", f"the image of `{name}` {reason}", image.place, fix=fix)
        return
    regions = draft.platform.members("regions") if draft.platform is not None else {}
    if "primary" in regions and found["region"] != str(regions["primary"].value):
        said = f"the image of `{name}` lies in `{found['region']}`, and private endpoints lead to their own region only"
        label = Label(regions["primary"].place, "where the platform runs")
        yield fault("SPEC166", said, image.place, label, fix="copy it to a registry of the platform's region")


def _count(name: str, workload: Item) -> Iterator[Diagnostic]:
    count = workload.get("count")
    if count is None or count.get("least") is None or count.get("most") is None:
        return
    if int(count.text("least")) > int(count.text("most")):
        said = f"`{name}` runs {count.text('least')} times at least and {count.text('most')} times at most"
        yield fault("SPEC169", said, count.at("most"), fix="let `most` be no less than `least`")
