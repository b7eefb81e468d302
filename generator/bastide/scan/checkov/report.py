"""What checkov said about a tree, as plain data; importing this never imports checkov."""

from dataclasses import dataclass
from enum import StrEnum


class CheckovResult(StrEnum):
    """The answer of one check; UNKNOWN also stands for a check that crashed."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why a check answered UNKNOWN: it broke, a value it needs has no value yet, or it does not apply to the block."""

    CRASHED = "crashed"
    UNRESOLVED = "unresolved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class CheckovRecord:
    """One check's answer for one block.

    `resource` is checkov's address (`aws_kms_key.a`; a data source has no `data.` prefix, a provider reads
    `aws.default`). `file` is relative to the tree with `/`; lines start at 1 and cover the whole block. `cause` is
    set for UNKNOWN only; CRASHED and UNRESOLVED mean that nobody has looked, DECLINED that there is nothing to look at.
    """

    check_id: str
    name: str
    result: CheckovResult
    resource: str
    file: str
    line: int
    end_line: int
    cause: Cause | None = None

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Return the sort key of a report: file, line, check id, resource, result."""
        return (self.file, self.line, self.check_id, self.resource, self.result.value)


@dataclass(frozen=True, slots=True)
class CheckovReport:
    """One scan of one tree, in an order that depends on nothing but the tree.

    `parsing_errors` are files that checkov could not read. `resources` are the addresses of managed resources it
    put in its graph; `uncovered` those that no check answered for.
    """

    records: tuple[CheckovRecord, ...]
    parsing_errors: tuple[str, ...]
    resources: tuple[str, ...]
    uncovered: tuple[str, ...]
