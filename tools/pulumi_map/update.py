"""Derives the maps again: `update.py PYTHON` with an interpreter that has the SDKs; writes what ships.

AWS's schema comes from terraform and the provider in `BASTIDE_TF_PLUGIN_DIR`, AliCloud's from the file that
`ALICLOUD_SCHEMA` names (JSON as `terraform providers schema -json` prints it, gzipped or not). A provider whose schema
can't be had is left as it is, with the reason.
"""

import gzip
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "generator/bastide/bridge"
PLUGINS = "BASTIDE_TF_PLUGIN_DIR"
SCHEMA = "ALICLOUD_SCHEMA"
USED = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'


class CannotDeriveError(Exception):
    """What is needed for a map is not here; the message says what, and how to bring it."""


def introspected(provider: str, python: Path) -> str:
    """Return what the SDK says of its types, as JSON."""
    return _output(str(python), str(HERE / "introspect.py"), f"pulumi_{provider}")


def schema(provider: str) -> str:
    """Return the provider's schema as JSON; CannotDeriveError where it can't be had."""
    return _aws() if provider == "aws" else _alicloud()


def derived(provider: str, sdk: str, described: str) -> str:
    """Return the map that follows from an SDK's introspection and a provider's schema."""
    with TemporaryDirectory() as folder:
        said, known = Path(folder, "sdk.json"), Path(folder, "schema.json")
        said.write_text(sdk, encoding="utf-8")
        known.write_text(described, encoding="utf-8")
        return _output(sys.executable, str(HERE / "derive.py"), provider, str(said), str(known))


def _aws() -> str:
    plugins = os.environ.get(PLUGINS)
    if not plugins:
        message = f"{PLUGINS} is not set: point it at a folder made by `terraform providers mirror`"
        raise CannotDeriveError(message)
    with TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_text(USED, encoding="utf-8")
        _output("terraform", "init", f"-plugin-dir={plugins}", "-input=false", "-no-color", folder=folder)
        return _output("terraform", "providers", "schema", "-json", folder=folder)


def _alicloud() -> str:
    path = Path(os.environ.get(SCHEMA, ""))
    if not path.is_file():
        message = f"{SCHEMA} names no file: give it what `terraform providers schema -json` says with aliyun/alicloud"
        raise CannotDeriveError(message)
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def _output(*command: str, folder: str | None = None) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"`{' '.join(command)}` failed:\n{done.stderr or done.stdout}"
        raise CannotDeriveError(message)
    return done.stdout


def main() -> None:
    """Write both maps, or say why not."""
    python = Path(sys.argv[1])
    for provider in ("aws", "alicloud"):
        try:
            described = schema(provider)
            text = derived(provider, introspected(provider, python), described)
        except CannotDeriveError as error:
            print(f"{provider}.json is left as it is: {error}")
            continue
        (SHIPPED / f"{provider}.json").write_text(text, encoding="utf-8")
        print(f"{provider}.json is derived again")


if __name__ == "__main__":
    main()
