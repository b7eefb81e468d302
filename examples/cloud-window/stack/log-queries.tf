# AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
# One query for each source, and each gives the same six fields: time, user, src_ip, action, object, result.
# spec: logging.normalise - calls to the cloud
resource "aws_athena_named_query" "trail" {
  name        = "cloud-window-trail"
  description = "calls to the cloud"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') ORDER BY 1 DESC LIMIT 1000"
}

# spec: logging.normalise - requests for the records themselves
resource "aws_athena_named_query" "record_access" {
  name        = "cloud-window-record-access"
  description = "requests for the records themselves"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT date_format(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z'), '%Y-%m-%dT%H:%i:%sZ') AS \"time\", requester AS \"user\", remoteip AS \"src_ip\", operation AS \"action\", bucket_name || '/' || key AS \"object\", httpstatus AS \"result\" FROM \"record_access\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') ORDER BY 1 DESC LIMIT 1000"
}

# spec: logging.normalise - requests to stores
resource "aws_athena_named_query" "bucket_access" {
  name        = "cloud-window-bucket-access"
  description = "requests to stores"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT date_format(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z'), '%Y-%m-%dT%H:%i:%sZ') AS \"time\", requester AS \"user\", remoteip AS \"src_ip\", operation AS \"action\", bucket_name || '/' || key AS \"object\", httpstatus AS \"result\" FROM \"bucket_access\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') ORDER BY 1 DESC LIMIT 1000"
}

# spec: logging.normalise - requests to public entries
resource "aws_athena_named_query" "entry_access" {
  name        = "cloud-window-entry-access"
  description = "requests to public entries"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT time AS \"time\", '-' AS \"user\", split_part(client, ':', 1) AS \"src_ip\", request AS \"action\", elb AS \"object\", elb_status AS \"result\" FROM \"entry_access\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') ORDER BY 1 DESC LIMIT 1000"
}

# spec: logging.normalise - connections
resource "aws_cloudwatch_query_definition" "network" {
  name            = "cloud-window/network"
  log_group_names = [aws_cloudwatch_log_group.network.name]
  query_string    = "parse @message \"* * * * * * * * * * * * * *\" as version, account, interface, source, destination, source_port, destination_port, protocol_number, packets, size, began, ended, verdict, status | fields @timestamp as time, interface as user, source as src_ip, concat(\"protocol \", protocol_number, \" port \", destination_port) as action, destination as object, verdict as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}

# spec: logging.normalise - names that hosts ask for
resource "aws_cloudwatch_query_definition" "names" {
  name            = "cloud-window/names"
  log_group_names = [aws_cloudwatch_log_group.names.name]
  query_string    = "fields query_timestamp as time, coalesce(srcids.instance, vpc_id) as user, srcaddr as src_ip, query_type as action, query_name as object, rcode as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}

# spec: logging.normalise - requests to public entries
resource "aws_cloudwatch_query_definition" "web_firewall" {
  name            = "cloud-window/web-firewall"
  log_group_names = [aws_cloudwatch_log_group.waf_portal.name]
  query_string    = "parse @message '\"action\":\"*\"' as verdict | fields @timestamp as time, \"-\" as user, httpRequest.clientIp as src_ip, concat(httpRequest.httpMethod, \" \", httpRequest.uri) as action, webaclId as object, verdict as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}

# spec: logging.normalise - statements and connections
resource "aws_cloudwatch_query_definition" "databases" {
  name = "cloud-window/databases"
  log_group_names = [
    aws_cloudwatch_log_group.identity_postgresql.name,
    aws_cloudwatch_log_group.identity_upgrade.name,
    aws_cloudwatch_log_group.pensions_postgresql.name,
    aws_cloudwatch_log_group.pensions_upgrade.name,
  ]
  query_string = "parse @message \"* UTC:*(*):*@*:[*]:*:  *\" as stamp, source, source_port, login, database, process, severity, statement | fields @timestamp as time, login as user, source as src_ip, statement as action, database as object, severity as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}

# spec: logging.normalise - what people did on hosts
resource "aws_cloudwatch_query_definition" "sessions" {
  name            = "cloud-window/sessions"
  log_group_names = [aws_cloudwatch_log_group.session.name]
  query_string    = "fields eventTime as time, userIdentity.arn as user, \"-\" as src_ip, sessionData.0 as action, target.id as object, \"-\" as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}

# spec: logging.normalise - what detectors found
resource "aws_cloudwatch_query_definition" "findings" {
  name            = "cloud-window/findings"
  log_group_names = [aws_cloudwatch_log_group.findings.name]
  query_string    = "fields @timestamp as time, source as user, \"-\" as src_ip, `detail-type` as action, resources.0 as object, detail.severity as result | display time, user, src_ip, action, object, result | sort @timestamp desc | limit 1000"
}
