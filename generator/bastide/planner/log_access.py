"""Who may run the saved queries: the roles that read logs, in a workgroup that keeps and limits what they ask."""

from bastide.hcl.literal import Address, Template
from bastide.planner.context import Context
from bastide.planner.statements import Condition, Statement, allow

WORKGROUP = Address("aws_athena_workgroup", "logs")
RESULTS = Address("aws_s3_bucket", "log_queries")
DATABASE = Address("aws_glue_catalog_database", "logs")
RUN = ("GetQueryExecution", "GetQueryResults", "GetWorkGroup", "StartQueryExecution", "StopQueryExecution")
FIND = ("BatchGetNamedQuery", "GetNamedQuery", "ListNamedQueries", "ListQueryExecutions")
ATHENA = [f"athena:{verb}" for verb in sorted((*RUN, *FIND))]
CATALOG = ["glue:GetDatabase", "glue:GetDatabases", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"]
CATALOG_ALL = [*CATALOG, "glue:GetTables"]
SAVED = ["logs:DescribeQueries", "logs:DescribeQueryDefinitions"]


def database_name(context: Context) -> str:
    """Return the name of the database; Athena wants no hyphens."""
    return f"{context.platform.name.replace('-', '_')}_logs"


def workgroup_name(context: Context) -> str:
    """Return the name of the workgroup."""
    return f"{context.platform.name}-logs"


def catalog(context: Context) -> list[str]:
    """Return the ARNs of the catalog, the database and its tables."""
    region, name = context.platform.regions.primary, database_name(context)
    ends = ("catalog", f"database/{name}", f"table/{name}/*")
    return [context.arn("glue", end, region=region) for end in ends]


def reads(context: Context) -> tuple[Statement, ...]:
    """Return what a role that reads logs needs besides the records: queries, tables, and the results it makes."""
    region = context.platform.regions.primary
    through: Condition = {"StringEquals": {"kms:ViaService": f"s3.{region}.{context.dns_suffix}"}}
    results = Template(RESULTS.arn, "/*")
    return (
        allow("RunQueries", ATHENA, [WORKGROUP.arn]),
        allow("SeeTables", CATALOG_ALL, catalog(context)),
        allow("FindQueries", SAVED, ["*"]),
        allow("SeeResults", ["s3:GetBucketLocation", "s3:ListBucket"], [RESULTS.arn]),
        allow("KeepResults", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [results]),
        allow("EncryptResults", ["kms:GenerateDataKey"], [Address("aws_kms_key", "logs").arn], through),
    )


def boundary(context: Context) -> tuple[Statement, ...]:
    """Return what the platform's boundary leaves to those roles beyond what it leaves to everybody."""
    if not context.platform.logging.normalise:
        return ()
    group = context.arn("athena", f"workgroup/{workgroup_name(context)}", region=context.platform.regions.primary)
    return (
        allow("Queries", ATHENA, [group]),
        allow("Tables", CATALOG_ALL, catalog(context)),
        allow("SavedQueries", SAVED, ["*"]),
    )
