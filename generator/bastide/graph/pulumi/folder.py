"""A program's directory together with the recording of its run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.read import Program, program, unreadable
from bastide.graph.pulumi.recording import recording_of
from bastide.graph.pulumi.sources import PROJECTS, sources_of


def read_folder(folder: Path, data: Mapping[str, Any]) -> Program:
    """Return what a program declares, by the recording of its run; never raises for what that holds."""
    try:
        recording = recording_of(data)
        sources = sources_of(folder)
        return program(recording, sources, ProgramPlaces(recording, sources))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        return unreadable(PROJECTS[0], f"{type(error).__name__}: {error}")
