"""Database that does not record who used it.

What it does:
    For each declared database whose accesses are recorded, wants its parameter group to log connections and every read
    and write - all statements, or pgAudit's classes `read` and `write` with the library loaded - and the instance to
    hand that log on.

Why is this bad:
    The trail records who changed the instance, not who read the records in it. Afterwards nobody knows what was taken.

Example:
    resource "aws_db_instance" "records" {
      identifier                      = "records"
      enabled_cloudwatch_logs_exports = []
    }

Use instead:
    resource "aws_db_parameter_group" "records" {
      name = "records"
      parameter {
        name  = "log_connections"
        value = "1"
      }
      parameter {
        name  = "log_disconnections"
        value = "1"
      }
      parameter {
        name  = "pgaudit.log"
        value = "ddl,read,role,write"
      }
      parameter {
        name         = "shared_preload_libraries"
        value        = "pg_stat_statements,pgaudit"
        apply_method = "pending-reboot"
      }
    }
    resource "aws_db_instance" "records" {
      identifier                      = "records"
      parameter_group_name            = aws_db_parameter_group.records.name
      enabled_cloudwatch_logs_exports = ["postgresql"]
    }

Source:
    GB/T 22239-2019 8.1.4.3 a, b; Amazon RDS User Guide, "Using pgAudit to log database activity".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.parameters import DATABASE, Settings, group_of, parameters, words
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import texts
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("LOG020", Severity.MEDIUM, "Log connections and statements, and export the log.", __doc__)
CONNECTIONS = ("log_connections", "log_disconnections")
AUDIT, STATEMENTS, LIBRARIES = "pgaudit.log", "log_statement", "shared_preload_libraries"
READ_AND_WRITE = frozenset(("read", "write"))
OFF = (None, "0", "off", "none", "")
POSTGRES = "postgres"


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared database of a store whose accesses are recorded."""
    for store in () if case.intent is None else case.intent.stores:
        if store.access_log and store.kind == POSTGRES:
            found = (case.graph.by_address.get(address) for address in store.resources)
            yield from META.judge(
                (one for one in found if one is not None and one.type == DATABASE), partial(_answers, case)
            )


def _answers(case: Case, database: Resource) -> Iterator[Answer]:
    group = group_of(case, database)
    settings = {} if group is None else parameters(case, group)
    place = database.at("parameter_group_name") if group is None else group.place
    for name in CONNECTIONS:
        if settings.get(name) in OFF:
            yield Fault(f"`{database.address}` does not log who connects (`{name}`)", place)
    missing = _unlogged(settings)
    if missing:
        yield Fault(f"`{database.address}` does not log what is done to its data ({missing})", place)
    if "postgresql" not in texts(case.graph, database.get("enabled_cloudwatch_logs_exports")):
        yield Fault(
            f"the log of `{database.address}` stays on its host", database.at("enabled_cloudwatch_logs_exports")
        )


def _unlogged(settings: Settings) -> str:
    """Return what keeps reads or writes out of the log, empty where all are in it."""
    if settings.get(STATEMENTS) == "all":
        return ""
    classes = words(settings.get(AUDIT))
    if not classes >= READ_AND_WRITE and "all" not in classes:
        return f"`{AUDIT}`"
    if {f"-{one}" for one in READ_AND_WRITE} & classes:
        return f"`{AUDIT}` leaves some out"
    return "" if "pgaudit" in words(settings.get(LIBRARIES)) else f"`{LIBRARIES}` is without `pgaudit`"
