"""What may be taken out of a store's code without a finding, and why that lowers nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bastide.source import nodes
from bastide.source.yamldoc import parse

FILE = Path(__file__).with_name("no_control.yaml")


@dataclass(frozen=True, slots=True)
class Kept:
    """The list: reasons by pattern of a setting without its resource's label, and what checkov alone finds."""

    reasons: Mapping[re.Pattern[str], str]
    by_checkov: Mapping[re.Pattern[str], str]

    def excused(self, setting: str) -> bool:
        """Whether a loss lowers nothing, or is one that checkov finds."""
        return any(one.fullmatch(setting) for one in (*self.reasons, *self.by_checkov))


def kept() -> Kept:
    """Return the list as it stands beside this file."""
    found = nodes.data(parse(FILE.read_text(encoding="utf-8"), FILE.name))
    assert isinstance(found, dict)
    reasons = {pattern: why for why, patterns in found["lowers nothing"].items() for pattern in patterns}
    return Kept(_compiled(reasons), _compiled(found["checkov finds"]))


def _compiled(patterns: Mapping[str, str]) -> Mapping[re.Pattern[str], str]:
    return {re.compile(pattern): why for pattern, why in patterns.items()}
