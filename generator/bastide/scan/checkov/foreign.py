"""The one place that names `Any`: checkov's objects, HCL dicts of arbitrary shape."""

from typing import Any, TypeAlias

Foreign: TypeAlias = Any
