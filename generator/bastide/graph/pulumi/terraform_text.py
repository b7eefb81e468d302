"""A recorded program as flat Terraform text, for what reads or plans Terraform."""

from collections.abc import Mapping
from typing import Any

from bastide.graph.pulumi.convert import Converted, convert
from bastide.graph.pulumi.recording import recording_of
from bastide.graph.pulumi.written import text


def texts(recording: Mapping[str, Any]) -> Mapping[str, str]:
    """Return files of Terraform by name that declare what a recording (its JSON) holds; ValueError where it is none.

    A value that is not known is a variable without a default, described by the reason; a secret is one too.
    """
    return written(convert(recording_of(recording)))


def written(converted: Converted) -> dict[str, str]:
    """Return the text of a converted recording by file name."""
    return {name: text(blocks) for name, blocks in sorted(converted.files.items())}
