"""Puts the modules and blueprints into the wheel; leaves editable installs to read them from the checkout."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = ("modules", "blueprints")


class LibraryHook(BuildHookInterface):
    """Adds each library folder to the wheel as `bastide/_library/<folder>`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the folders into the wheel; raise FileNotFoundError where one is missing."""
        if version == "editable":
            return
        for folder in LIBRARY:
            source = Path(self.root, folder)
            if not source.is_dir():
                message = f"`{folder}/` is missing beside pyproject.toml: the wheel would hold no library"
                raise FileNotFoundError(message)
            build_data["force_include"][str(source)] = f"bastide/_library/{folder}"
