"""Session that shares something with the device that shows it.

What it does:
    Judges session brokers: a stack must disable the clipboard, files and printing, keep no settings of people and
    connect no drive; where sites are declared, it must answer at a private door alone. A fleet must have no default
    way to the internet.

Why is this bad:
    A terminal in a public hall is touched by everybody. What may be copied or downloaded there leaves the platform
    without a record, and what may be uploaded or pasted comes in without a scan.

Example:
    resource "aws_appstream_stack" "window" {
      name = "window"

      user_settings {
        action     = "FILE_DOWNLOAD"
        permission = "ENABLED"
      }
    }

Use instead:
    resource "aws_appstream_stack" "window" {
      name = "window"

      user_settings {
        action     = "CLIPBOARD_COPY_FROM_LOCAL_DEVICE"
        permission = "DISABLED"
      }
      user_settings {
        action     = "CLIPBOARD_COPY_TO_LOCAL_DEVICE"
        permission = "DISABLED"
      }
      user_settings {
        action     = "FILE_UPLOAD"
        permission = "DISABLED"
      }
      user_settings {
        action     = "FILE_DOWNLOAD"
        permission = "DISABLED"
      }
      user_settings {
        action     = "PRINTING_TO_LOCAL_DEVICE"
        permission = "DISABLED"
      }
    }

Source:
    AppStream API, UserSetting: what is not disabled is enabled.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import flag, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC012", Severity.HIGH, "Disable it: sessions of halls share nothing with the device.", __doc__)
SHARED = (
    "CLIPBOARD_COPY_FROM_LOCAL_DEVICE",
    "CLIPBOARD_COPY_TO_LOCAL_DEVICE",
    "FILE_UPLOAD",
    "FILE_DOWNLOAD",
    "PRINTING_TO_LOCAL_DEVICE",
)


def check(case: Case) -> Iterator[Finding]:
    """Judge every stack and fleet of a session broker."""
    yield from META.judge(case.graph.of_type("aws_appstream_stack"), partial(_stack, case))
    yield from META.judge(case.graph.of_type("aws_appstream_fleet"), partial(_fleet, case))


def _stack(case: Case, stack: Resource) -> Iterator[Answer]:
    found = {text(case.graph, one.get("action")): one for one in stack.nested("user_settings")}
    for action in SHARED:
        setting = found.get(action)
        if setting is None:
            yield Fault(f"`{action}` is not disabled, and is enabled therefore")
        elif text(case.graph, setting.get("permission")) != "DISABLED":
            yield Fault(f"`{action}` is enabled", setting.at("permission"))
    for one in stack.nested("storage_connectors"):
        yield Fault("a drive outside is connected to sessions", one.place)
    for one in stack.nested("application_settings"):
        if flag(case.graph, one.get("enabled")):
            yield Fault("settings of one person are kept for the next session", one.at("enabled"))
    if case.sites and not any(one.get("vpce_id") is not None for one in stack.nested("access_endpoints")):
        yield Fault("sessions answer on the public internet, and not at a private door alone")


def _fleet(case: Case, fleet: Resource) -> Iterator[Answer]:
    if flag(case.graph, fleet.get("enable_default_internet_access")):
        said = "its hosts have a way to the internet that no route of the platform shows"
        yield Fault(said, fleet.at("enable_default_internet_access"))
