# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
# spec: logging.normalise - the log buckets, as tables: the records stay as AWS wrote them, and where they are
resource "aws_glue_catalog_database" "logs" {
  name        = "cloud_window_logs"
  description = "Records in the log buckets"

  tags = {
    Name             = "cloud-window-log-queries"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: logging.normalise - calls to the cloud
resource "aws_glue_catalog_table" "trail" {
  name          = "trail"
  database_name = aws_glue_catalog_database.logs.name
  description   = "calls to the cloud"
  table_type    = "EXTERNAL_TABLE"

  # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${aws_s3_bucket.audit_log.id}/AWSLogs/123456789012/CloudTrail/$${region}/$${day}"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "af-south-1,ap-east-1,ap-east-2,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-south-2,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ap-southeast-5,ap-southeast-6,ap-southeast-7,ca-central-1,ca-west-1,eu-central-1,eu-central-2,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-2,eu-west-3,il-central-1,me-central-1,me-south-1,mx-central-1,sa-east-1,us-east-1,us-east-2,us-west-1,us-west-2"
  }

  partition_keys {
    name = "region"
    type = "string"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.audit_log.id}/AWSLogs/123456789012/CloudTrail/"
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    columns {
      name = "eventversion"
      type = "string"
    }

    columns {
      name = "useridentity"
      type = "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>"
    }

    columns {
      name = "eventtime"
      type = "string"
    }

    columns {
      name = "eventsource"
      type = "string"
    }

    columns {
      name = "eventname"
      type = "string"
    }

    columns {
      name = "awsregion"
      type = "string"
    }

    columns {
      name = "sourceipaddress"
      type = "string"
    }

    columns {
      name = "useragent"
      type = "string"
    }

    columns {
      name = "errorcode"
      type = "string"
    }

    columns {
      name = "errormessage"
      type = "string"
    }

    columns {
      name = "requestparameters"
      type = "string"
    }

    columns {
      name = "responseelements"
      type = "string"
    }

    columns {
      name = "additionaleventdata"
      type = "string"
    }

    columns {
      name = "requestid"
      type = "string"
    }

    columns {
      name = "eventid"
      type = "string"
    }

    columns {
      name = "readonly"
      type = "string"
    }

    columns {
      name = "resources"
      type = "array<struct<arn:string,accountid:string,type:string>>"
    }

    columns {
      name = "eventtype"
      type = "string"
    }

    columns {
      name = "recipientaccountid"
      type = "string"
    }

    columns {
      name = "sharedeventid"
      type = "string"
    }

    columns {
      name = "vpcendpointid"
      type = "string"
    }
  }
}

# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: logging.normalise - requests for the records themselves
resource "aws_glue_catalog_table" "record_access" {
  name          = "record_access"
  database_name = aws_glue_catalog_database.logs.name
  description   = "requests for the records themselves"
  table_type    = "EXTERNAL_TABLE"

  # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${aws_s3_bucket.access_log.id}/$${bucket}/123456789012/ap-southeast-1/cloud-window-$${bucket}-123456789012-apse1/$${day}"
    "projection.bucket.type"       = "enum"
    "projection.bucket.values"     = "audit-log,log-queries"
  }

  partition_keys {
    name = "bucket"
    type = "string"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.access_log.id}/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.RegexSerDe"
      parameters = {
        "serialization.format" = "1"
        "input.regex"          = "([^ ]*) ([^ ]*) \\[(.*?)\\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (?:\"([^\"]*)\"|-) ([^ ]*)(?: .*)?$"
      }
    }

    columns {
      name = "bucketowner"
      type = "string"
    }

    columns {
      name = "bucket_name"
      type = "string"
    }

    columns {
      name = "requestdatetime"
      type = "string"
    }

    columns {
      name = "remoteip"
      type = "string"
    }

    columns {
      name = "requester"
      type = "string"
    }

    columns {
      name = "requestid"
      type = "string"
    }

    columns {
      name = "operation"
      type = "string"
    }

    columns {
      name = "key"
      type = "string"
    }

    columns {
      name = "request_uri"
      type = "string"
    }

    columns {
      name = "httpstatus"
      type = "string"
    }
  }
}

# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: logging.normalise - requests to stores
resource "aws_glue_catalog_table" "bucket_access" {
  name          = "bucket_access"
  database_name = aws_glue_catalog_database.logs.name
  description   = "requests to stores"
  table_type    = "EXTERNAL_TABLE"

  # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${aws_s3_bucket.access_log.id}/store/$${store}/123456789012/ap-southeast-1/cloud-window-$${store}-123456789012-apse1/$${day}"
    "projection.store.type"        = "enum"
    "projection.store.values"      = "case-files,portal-assets"
  }

  partition_keys {
    name = "store"
    type = "string"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.access_log.id}/store/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.RegexSerDe"
      parameters = {
        "serialization.format" = "1"
        "input.regex"          = "([^ ]*) ([^ ]*) \\[(.*?)\\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (?:\"([^\"]*)\"|-) ([^ ]*)(?: .*)?$"
      }
    }

    columns {
      name = "bucketowner"
      type = "string"
    }

    columns {
      name = "bucket_name"
      type = "string"
    }

    columns {
      name = "requestdatetime"
      type = "string"
    }

    columns {
      name = "remoteip"
      type = "string"
    }

    columns {
      name = "requester"
      type = "string"
    }

    columns {
      name = "requestid"
      type = "string"
    }

    columns {
      name = "operation"
      type = "string"
    }

    columns {
      name = "key"
      type = "string"
    }

    columns {
      name = "request_uri"
      type = "string"
    }

    columns {
      name = "httpstatus"
      type = "string"
    }
  }
}

# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3); AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
# spec: logging.normalise - requests to public entries
resource "aws_glue_catalog_table" "entry_access" {
  name          = "entry_access"
  database_name = aws_glue_catalog_database.logs.name
  description   = "requests to public entries"
  table_type    = "EXTERNAL_TABLE"

  # Athena works the paths out from these; it fills in what stands in their braces, not Terraform.
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${aws_s3_bucket.access_log.id}/$${entry}/AWSLogs/123456789012/elasticloadbalancing/ap-southeast-1/$${day}"
    "projection.entry.type"        = "enum"
    "projection.entry.values"      = "web-cloud-window-portal"
  }

  partition_keys {
    name = "entry"
    type = "string"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.access_log.id}/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.serde2.RegexSerDe"
      parameters = {
        "serialization.format" = "1"
        "input.regex"          = "([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) \"([^\"]*)\" \"([^\"]*)\"(?: .*)?$"
      }
    }

    columns {
      name = "type"
      type = "string"
    }

    columns {
      name = "time"
      type = "string"
    }

    columns {
      name = "elb"
      type = "string"
    }

    columns {
      name = "client"
      type = "string"
    }

    columns {
      name = "target"
      type = "string"
    }

    columns {
      name = "request_processing_time"
      type = "string"
    }

    columns {
      name = "target_processing_time"
      type = "string"
    }

    columns {
      name = "response_processing_time"
      type = "string"
    }

    columns {
      name = "elb_status"
      type = "string"
    }

    columns {
      name = "target_status"
      type = "string"
    }

    columns {
      name = "received"
      type = "string"
    }

    columns {
      name = "sent"
      type = "string"
    }

    columns {
      name = "request"
      type = "string"
    }

    columns {
      name = "user_agent"
      type = "string"
    }
  }
}

# AUD-12 Only auditors read audit data (mlps3 8.1.5.2 a, 8.1.5.2 b; nist-800-53r5 au-9.4, au-6); AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
# Queries run here and nowhere else: results are encrypted, in one place, and a query without a day is cut off.
resource "aws_athena_workgroup" "logs" {
  name        = "cloud-window-logs"
  description = "Saved queries over the log buckets"

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = 107374182400

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${aws_s3_bucket.log_queries.id}/results/"
      expected_bucket_owner = "123456789012"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.logs.arn
      }
    }
  }

  tags = {
    Name             = "cloud-window-log-queries"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}
