"""Give checkov the files that Terraform itself would read as the root module, and no others."""

import os

from checkov.terraform.modules.module_objects import TFDefinitionKey
from checkov.terraform.tf_parser import TFParser

from bastide.scan.checkov.foreign import Foreign


class RootParser(TFParser):  # type: ignore[misc] # checkov is untyped here
    """Parse the `.tf` files and variable files directly in a directory.

    checkov's own parser walks every directory below, loads modules (from the network if allowed), reads any `.hcl`
    file as Terraform and takes variables from the environment. A module call is reported as unknown by our graph,
    so it is not followed here.
    """

    def parse_directory(self, directory: str, **options: Foreign) -> Foreign:
        """Return checkov's definitions of one directory; errors land in `out_parsing_errors`."""
        no_variables: dict[str, str] = {}
        self._init(directory, {}, options["out_parsing_errors"], no_variables, False, "", None)  # noqa: FBT003 - theirs
        with os.scandir(directory) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
        paths = self.handle_variables(entries, None, None)
        for path, data in self._load_files([path for path in paths if path.endswith(".tf")]):
            if data:
                self.out_definitions[TFDefinitionKey(path)] = data
        return self.out_definitions
