"""`bastide check`."""

from bastide.cli import console
from bastide.cli.exits import ExitCode
from bastide.cli.options import SPEC, Spec, Today, day


def check(spec: Spec = SPEC, *, today: Today = None) -> ExitCode:
    """Say whether a spec is sound; write nothing.

    Every fault is shown at once, with its place, the reason and a fix.
    """
    from bastide.app.check import check as answer  # noqa: PLC0415 - loads the YAML reader

    found = answer(spec, today=day(today))
    numbers = (
        f"agencies {found.agencies}, zone copies {found.zones}, permissions {found.flows},"
        f" stores {found.stores}, roles {found.roles}, waivers {found.waivers}"
    )
    console.data(f"`{console.shown(spec)}` is sound: platform `{found.platform}` ({numbers})\n")
    return ExitCode.YES
