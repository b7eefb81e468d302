"""Replace an attribute for as long as a block runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from bastide.scan.checkov.foreign import Foreign


@contextmanager
def replaced(owner: Foreign, name: str, value: Foreign) -> Iterator[Foreign]:
    """Set `owner.name` to `value` inside the block; yields what was there before.

    An attribute that `owner` only inherited is deleted again, so that the inherited one shows through.
    """
    own = name in vars(owner)
    before = getattr(owner, name)
    raw = vars(owner)[name] if own else None
    setattr(owner, name, value)
    try:
        yield before
    finally:
        if own:
            setattr(owner, name, raw)
        else:
            delattr(owner, name)
