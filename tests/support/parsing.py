"""A memory for files that tests read again and again: a planted fault changes one file of a tree and no other."""

from collections.abc import Iterator
from functools import lru_cache

import pytest

from bastide.graph import terraform


@pytest.fixture(scope="package", autouse=True)
def remembered_files() -> Iterator[None]:
    """Parse each text once for each file name; what parsing returns is never changed by those who read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terraform, "parse", lru_cache(maxsize=4096)(terraform.parse))
        yield
