"""Keep checkov from touching the process that hosts it, and the process from steering checkov."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO

_KEPT_VARIABLES = frozenset({"HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT"})
# GitPython runs `git version` when imported unless it can't find git.
_SET_VARIABLES = {"PATH": os.devnull, "GIT_PYTHON_REFRESH": "quiet"}


@contextmanager
def sealed() -> Iterator[None]:
    """Run a block with a bare environment and no output, and put everything back afterwards.

    More than 60 variables (`TF_VAR_*`, `CHECKOV_*`, `CKV_*`, `LOG_LEVEL` ...) change what checkov finds or prints,
    so all but the few that name directories and languages are taken away.
    """
    with ExitStack() as stack:
        stack.enter_context(_bare_environment())
        stack.enter_context(redirect_stdout(StringIO()))
        stack.enter_context(redirect_stderr(StringIO()))
        stack.enter_context(_silent_logging())
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(_restored_path())
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _bare_environment() -> Iterator[None]:
    before = dict(os.environ)
    kept = {name: value for name, value in before.items() if name in _KEPT_VARIABLES or name.startswith("LC_")}
    _replace_environment(kept | _SET_VARIABLES)
    try:
        yield
    finally:
        _replace_environment(before)


def _replace_environment(wanted: dict[str, str]) -> None:
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    os.environ.update(wanted)


@contextmanager
def _silent_logging() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers, disabled = root.level, root.handlers[:], root.manager.disable
    root.handlers[:] = [logging.NullHandler()]
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        root.manager.disable = disabled


@contextmanager
def _restored_path() -> Iterator[None]:
    before = sys.path[:]
    try:
        yield
    finally:
        sys.path[:] = before
