"""`log-normalise`: what `log-tables.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class LogTablesArgs:
    """What `LogTables` needs of other components."""

    primary: aws.Provider

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket

    # audit-log-bucket
    audit_log_bucket: aws.s3.Bucket

    # keys
    logs_key: aws.kms.Key

    # log-queries-bucket
    log_queries_bucket: aws.s3.Bucket


class LogTables(pulumi.ComponentResource):
    """Everything that serves `log-normalise`."""

    def __init__(self, name: str, args: LogTablesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:logNormalise:LogTables", name, opts=opts)

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # spec: logging.normalise - the log buckets, as tables: the records stay as AWS wrote them, and where they are
        self.logs_catalog_database = aws.glue.CatalogDatabase(
            "logs",
            name="cloud_window_logs",
            description="Records in the log buckets",
            tags={
                "Name": "cloud-window-log-queries",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: logging.normalise - calls to the cloud
        self.trail_catalog_table = aws.glue.CatalogTable(
            "trail",
            name="trail",
            database_name=self.logs_catalog_database.name,
            description="calls to the cloud",
            table_type="EXTERNAL_TABLE",
            # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
            parameters={
                "EXTERNAL": "TRUE",
                "projection.enabled": "true",
                "projection.day.type": "date",
                "projection.day.format": "yyyy/MM/dd",
                "projection.day.range": "2024/01/01,NOW",
                "projection.day.interval": "1",
                "projection.day.interval.unit": "DAYS",
                "storage.location.template": pulumi.Output.concat(
                    "s3://",
                    args.audit_log_bucket.id,
                    "/AWSLogs/123456789012/CloudTrail/${region}/${day}",
                ),
                "projection.region.type": "enum",
                "projection.region.values": "af-south-1,ap-east-1,ap-east-2,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-south-2,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ap-southeast-5,ap-southeast-6,ap-southeast-7,ca-central-1,ca-west-1,eu-central-1,eu-central-2,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-2,eu-west-3,il-central-1,me-central-1,me-south-1,mx-central-1,sa-east-1,us-east-1,us-east-2,us-west-1,us-west-2",
            },
            partition_keys=[
                aws.glue.CatalogTablePartitionKeyArgs(name="region", type="string"),
                aws.glue.CatalogTablePartitionKeyArgs(name="day", type="string"),
            ],
            storage_descriptor=aws.glue.CatalogTableStorageDescriptorArgs(
                location=pulumi.Output.concat("s3://", args.audit_log_bucket.id, "/AWSLogs/123456789012/CloudTrail/"),
                input_format="com.amazon.emr.cloudtrail.CloudTrailInputFormat",
                output_format="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                ser_de_info=aws.glue.CatalogTableStorageDescriptorSerDeInfoArgs(
                    serialization_library="org.apache.hive.hcatalog.data.JsonSerDe",
                ),
                columns=[
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventversion", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(
                        name="useridentity",
                        type="struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>",
                    ),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventtime", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventsource", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventname", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="awsregion", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="sourceipaddress", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="useragent", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="errorcode", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="errormessage", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestparameters", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="responseelements", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="additionaleventdata", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="readonly", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(
                        name="resources",
                        type="array<struct<arn:string,accountid:string,type:string>>",
                    ),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="eventtype", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="recipientaccountid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="sharedeventid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="vpcendpointid", type="string"),
                ],
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: logging.normalise - requests for the records themselves
        self.record_access_catalog_table = aws.glue.CatalogTable(
            "record_access",
            name="record_access",
            database_name=self.logs_catalog_database.name,
            description="requests for the records themselves",
            table_type="EXTERNAL_TABLE",
            # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
            parameters={
                "EXTERNAL": "TRUE",
                "projection.enabled": "true",
                "projection.day.type": "date",
                "projection.day.format": "yyyy/MM/dd",
                "projection.day.range": "2024/01/01,NOW",
                "projection.day.interval": "1",
                "projection.day.interval.unit": "DAYS",
                "storage.location.template": pulumi.Output.concat(
                    "s3://",
                    args.access_log_bucket.id,
                    "/${bucket}/123456789012/ap-southeast-1/cloud-window-${bucket}-123456789012-apse1/${day}",
                ),
                "projection.bucket.type": "enum",
                "projection.bucket.values": "audit-log,log-queries",
            },
            partition_keys=[
                aws.glue.CatalogTablePartitionKeyArgs(name="bucket", type="string"),
                aws.glue.CatalogTablePartitionKeyArgs(name="day", type="string"),
            ],
            storage_descriptor=aws.glue.CatalogTableStorageDescriptorArgs(
                location=pulumi.Output.concat("s3://", args.access_log_bucket.id, "/"),
                input_format="org.apache.hadoop.mapred.TextInputFormat",
                output_format="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                ser_de_info=aws.glue.CatalogTableStorageDescriptorSerDeInfoArgs(
                    serialization_library="org.apache.hadoop.hive.serde2.RegexSerDe",
                    parameters={
                        "serialization.format": "1",
                        "input.regex": '([^ ]*) ([^ ]*) \\[(.*?)\\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (?:"([^"]*)"|-) ([^ ]*)(?: .*)?$',
                    },
                ),
                columns=[
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="bucketowner", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="bucket_name", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestdatetime", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="remoteip", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requester", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="operation", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="key", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="request_uri", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="httpstatus", type="string"),
                ],
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: logging.normalise - requests to stores
        self.bucket_access_catalog_table = aws.glue.CatalogTable(
            "bucket_access",
            name="bucket_access",
            database_name=self.logs_catalog_database.name,
            description="requests to stores",
            table_type="EXTERNAL_TABLE",
            # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
            parameters={
                "EXTERNAL": "TRUE",
                "projection.enabled": "true",
                "projection.day.type": "date",
                "projection.day.format": "yyyy/MM/dd",
                "projection.day.range": "2024/01/01,NOW",
                "projection.day.interval": "1",
                "projection.day.interval.unit": "DAYS",
                "storage.location.template": pulumi.Output.concat(
                    "s3://",
                    args.access_log_bucket.id,
                    "/store/${store}/123456789012/ap-southeast-1/cloud-window-${store}-123456789012-apse1/${day}",
                ),
                "projection.store.type": "enum",
                "projection.store.values": "case-files,portal-assets",
            },
            partition_keys=[
                aws.glue.CatalogTablePartitionKeyArgs(name="store", type="string"),
                aws.glue.CatalogTablePartitionKeyArgs(name="day", type="string"),
            ],
            storage_descriptor=aws.glue.CatalogTableStorageDescriptorArgs(
                location=pulumi.Output.concat("s3://", args.access_log_bucket.id, "/store/"),
                input_format="org.apache.hadoop.mapred.TextInputFormat",
                output_format="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                ser_de_info=aws.glue.CatalogTableStorageDescriptorSerDeInfoArgs(
                    serialization_library="org.apache.hadoop.hive.serde2.RegexSerDe",
                    parameters={
                        "serialization.format": "1",
                        "input.regex": '([^ ]*) ([^ ]*) \\[(.*?)\\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (?:"([^"]*)"|-) ([^ ]*)(?: .*)?$',
                    },
                ),
                columns=[
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="bucketowner", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="bucket_name", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestdatetime", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="remoteip", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requester", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="requestid", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="operation", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="key", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="request_uri", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="httpstatus", type="string"),
                ],
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: logging.normalise - requests to public entries
        self.entry_access_catalog_table = aws.glue.CatalogTable(
            "entry_access",
            name="entry_access",
            database_name=self.logs_catalog_database.name,
            description="requests to public entries",
            table_type="EXTERNAL_TABLE",
            # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
            parameters={
                "EXTERNAL": "TRUE",
                "projection.enabled": "true",
                "projection.day.type": "date",
                "projection.day.format": "yyyy/MM/dd",
                "projection.day.range": "2024/01/01,NOW",
                "projection.day.interval": "1",
                "projection.day.interval.unit": "DAYS",
                "storage.location.template": pulumi.Output.concat(
                    "s3://",
                    args.access_log_bucket.id,
                    "/${entry}/AWSLogs/123456789012/elasticloadbalancing/ap-southeast-1/${day}",
                ),
                "projection.entry.type": "enum",
                "projection.entry.values": "web-cloud-window-portal",
            },
            partition_keys=[
                aws.glue.CatalogTablePartitionKeyArgs(name="entry", type="string"),
                aws.glue.CatalogTablePartitionKeyArgs(name="day", type="string"),
            ],
            storage_descriptor=aws.glue.CatalogTableStorageDescriptorArgs(
                location=pulumi.Output.concat("s3://", args.access_log_bucket.id, "/"),
                input_format="org.apache.hadoop.mapred.TextInputFormat",
                output_format="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                ser_de_info=aws.glue.CatalogTableStorageDescriptorSerDeInfoArgs(
                    serialization_library="org.apache.hadoop.hive.serde2.RegexSerDe",
                    parameters={
                        "serialization.format": "1",
                        "input.regex": '([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) "([^"]*)" "([^"]*)"(?: .*)?$',
                    },
                ),
                columns=[
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="type", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="time", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="elb", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="client", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="target", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="request_processing_time", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="target_processing_time", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="response_processing_time", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="elb_status", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="target_status", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="received", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="sent", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="request", type="string"),
                    aws.glue.CatalogTableStorageDescriptorColumnArgs(name="user_agent", type="string"),
                ],
            ),
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6)
        # AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
        # Queries run here and nowhere else: results are encrypted, in one place, and a query without a day is cut off.
        self.logs_workgroup = aws.athena.Workgroup(
            "logs",
            name="cloud-window-logs",
            description="Saved queries over the log buckets",
            configuration=aws.athena.WorkgroupConfigurationArgs(
                enforce_workgroup_configuration=True,
                publish_cloudwatch_metrics_enabled=True,
                bytes_scanned_cutoff_per_query=107374182400,
                engine_version=aws.athena.WorkgroupConfigurationEngineVersionArgs(
                    selected_engine_version="Athena engine version 3",
                ),
                result_configuration=aws.athena.WorkgroupConfigurationResultConfigurationArgs(
                    output_location=pulumi.Output.concat("s3://", args.log_queries_bucket.id, "/results/"),
                    expected_bucket_owner="123456789012",
                    encryption_configuration=aws.athena.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs(
                        encryption_option="SSE_KMS",
                        kms_key_arn=args.logs_key.arn,
                    ),
                ),
            ),
            tags={
                "Name": "cloud-window-log-queries",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.register_outputs(
            {
                "logs_catalog_database_name": self.logs_catalog_database.name,
                "logs_workgroup_arn": self.logs_workgroup.arn,
                "logs_workgroup_name": self.logs_workgroup.name,
            }
        )
