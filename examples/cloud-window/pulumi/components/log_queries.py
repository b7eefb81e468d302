"""`log-normalise`: what `log-queries.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class LogQueriesArgs:
    """What `LogQueries` needs of other components."""

    primary: aws.Provider

    # bastion
    session_log_group: aws.cloudwatch.LogGroup

    # detection-rules
    findings_log_group: aws.cloudwatch.LogGroup

    # entry-portal
    waf_portal_log_group: aws.cloudwatch.LogGroup

    # log-names
    names_log_group: aws.cloudwatch.LogGroup

    # log-tables
    logs_catalog_database: aws.glue.CatalogDatabase
    logs_workgroup: aws.athena.Workgroup

    # network
    network_log_group: aws.cloudwatch.LogGroup

    # store-identity
    identity_postgresql_log_group: aws.cloudwatch.LogGroup
    identity_upgrade_log_group: aws.cloudwatch.LogGroup

    # store-pensions
    pensions_postgresql_log_group: aws.cloudwatch.LogGroup
    pensions_upgrade_log_group: aws.cloudwatch.LogGroup


class LogQueries(pulumi.ComponentResource):
    """Everything that serves `log-normalise`."""

    def __init__(self, name: str, args: LogQueriesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:logNormalise:LogQueries", name, opts=opts)

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # One query for each source, and each gives the same six fields: time, user, src_ip, action, object, result.
        # spec: logging.normalise - calls to the cloud
        self.trail_named_query = aws.athena.NamedQuery(
            "trail",
            name="cloud-window-trail",
            description="calls to the cloud",
            workgroup=args.logs_workgroup.name,
            database=args.logs_catalog_database.name,
            query="SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') ORDER BY 1 DESC LIMIT 1000",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - requests for the records themselves
        self.record_access_named_query = aws.athena.NamedQuery(
            "record_access",
            name="cloud-window-record-access",
            description="requests for the records themselves",
            workgroup=args.logs_workgroup.name,
            database=args.logs_catalog_database.name,
            query='SELECT date_format(parse_datetime(requestdatetime, \'dd/MMM/yyyy:HH:mm:ss Z\'), \'%Y-%m-%dT%H:%i:%sZ\') AS "time", requester AS "user", remoteip AS "src_ip", operation AS "action", bucket_name || \'/\' || key AS "object", httpstatus AS "result" FROM "record_access" WHERE day >= date_format(current_date - interval \'30\' day, \'%Y/%m/%d\') ORDER BY 1 DESC LIMIT 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - requests to stores
        self.bucket_access_named_query = aws.athena.NamedQuery(
            "bucket_access",
            name="cloud-window-bucket-access",
            description="requests to stores",
            workgroup=args.logs_workgroup.name,
            database=args.logs_catalog_database.name,
            query='SELECT date_format(parse_datetime(requestdatetime, \'dd/MMM/yyyy:HH:mm:ss Z\'), \'%Y-%m-%dT%H:%i:%sZ\') AS "time", requester AS "user", remoteip AS "src_ip", operation AS "action", bucket_name || \'/\' || key AS "object", httpstatus AS "result" FROM "bucket_access" WHERE day >= date_format(current_date - interval \'30\' day, \'%Y/%m/%d\') ORDER BY 1 DESC LIMIT 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - requests to public entries
        self.entry_access_named_query = aws.athena.NamedQuery(
            "entry_access",
            name="cloud-window-entry-access",
            description="requests to public entries",
            workgroup=args.logs_workgroup.name,
            database=args.logs_catalog_database.name,
            query='SELECT time AS "time", \'-\' AS "user", split_part(client, \':\', 1) AS "src_ip", request AS "action", elb AS "object", elb_status AS "result" FROM "entry_access" WHERE day >= date_format(current_date - interval \'30\' day, \'%Y/%m/%d\') ORDER BY 1 DESC LIMIT 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - connections
        self.network_query_definition = aws.cloudwatch.QueryDefinition(
            "network",
            name="cloud-window/network",
            log_group_names=[args.network_log_group.name],
            query_string='parse @message "* * * * * * * * * * * * * *" as version, account, interface, source, destination, source_port, destination_port, protocol_number, packets, size, began, ended, verdict, status | fields @timestamp as time, interface as user, source as src_ip, concat("protocol ", protocol_number, " port ", destination_port) as action, destination as object, verdict as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - names that hosts ask for
        self.names_query_definition = aws.cloudwatch.QueryDefinition(
            "names",
            name="cloud-window/names",
            log_group_names=[args.names_log_group.name],
            query_string="fields query_timestamp as time, coalesce(srcids.instance, vpc_id) as user, srcaddr as src_ip, query_type as action, query_name as object, rcode as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - requests to public entries
        self.web_firewall_query_definition = aws.cloudwatch.QueryDefinition(
            "web_firewall",
            name="cloud-window/web-firewall",
            log_group_names=[args.waf_portal_log_group.name],
            query_string='parse @message \'"action":"*"\' as verdict | fields @timestamp as time, "-" as user, httpRequest.clientIp as src_ip, concat(httpRequest.httpMethod, " ", httpRequest.uri) as action, webaclId as object, verdict as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - statements and connections
        self.databases_query_definition = aws.cloudwatch.QueryDefinition(
            "databases",
            name="cloud-window/databases",
            log_group_names=[
                args.identity_postgresql_log_group.name,
                args.identity_upgrade_log_group.name,
                args.pensions_postgresql_log_group.name,
                args.pensions_upgrade_log_group.name,
            ],
            query_string='parse @message "* UTC:*(*):*@*:[*]:*:  *" as stamp, source, source_port, login, database, process, severity, statement | fields @timestamp as time, login as user, source as src_ip, statement as action, database as object, severity as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - what people did on hosts
        self.sessions_query_definition = aws.cloudwatch.QueryDefinition(
            "sessions",
            name="cloud-window/sessions",
            log_group_names=[args.session_log_group.name],
            query_string='fields eventTime as time, userIdentity.arn as user, "-" as src_ip, sessionData.0 as action, target.id as object, "-" as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # spec: logging.normalise - what detectors found
        self.findings_query_definition = aws.cloudwatch.QueryDefinition(
            "findings",
            name="cloud-window/findings",
            log_group_names=[args.findings_log_group.name],
            query_string='fields @timestamp as time, source as user, "-" as src_ip, `detail-type` as action, resources.0 as object, detail.severity as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000',
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs({})
