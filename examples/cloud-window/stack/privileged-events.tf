# AUD-09 Privileged commands raise an alarm (mlps3 8.2.3.3 a, 8.2.4.3 b, 8.1.5.4 f; nist-800-53r5 au-6, si-4.5, ac-6.9); AUD-06 Logs are normalised (mlps3 8.1.3.5 b, 8.1.4.3 b; nist-800-53r5 au-3, au-6.3)
# Each event that sounds an alarm, to be looked for over the whole term; the conditions are those of the alarms.
resource "aws_athena_named_query" "event_root_use" {
  name        = "cloud-window-root-use"
  description = "The root user acted"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (useridentity.type = 'Root' AND useridentity.invokedby IS NULL AND coalesce(eventtype, '') <> 'AwsServiceEvent') ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_unauthorised_calls" {
  name        = "cloud-window-unauthorised-calls"
  description = "Calls were refused for lack of permission"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (errorcode LIKE '%UnauthorizedOperation' OR errorcode LIKE 'AccessDenied%') ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_sign_in_without_mfa" {
  name        = "cloud-window-sign-in-without-mfa"
  description = "Somebody signed in to the console without a second factor"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventname = 'ConsoleLogin' AND coalesce(json_extract_scalar(additionaleventdata, '$.MFAUsed'), '') <> 'Yes' AND useridentity.type = 'IAMUser' AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success') ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_sign_in_failures" {
  name        = "cloud-window-sign-in-failures"
  description = "Sign-in to the console failed again and again"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventname = 'ConsoleLogin' AND errormessage = 'Failed authentication') ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_identity_change" {
  name        = "cloud-window-identity-change"
  description = "A user, role, policy, second factor or the tag that names a person's duty changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'iam.amazonaws.com' AND (eventname LIKE 'Add%' OR eventname LIKE 'Attach%' OR eventname LIKE 'Create%' OR eventname LIKE 'Deactivate%' OR eventname LIKE 'Delete%' OR eventname LIKE 'Detach%' OR eventname LIKE 'Enable%' OR eventname LIKE 'Put%' OR eventname LIKE 'Remove%' OR eventname LIKE 'Set%' OR eventname LIKE 'Tag%' OR eventname LIKE 'Untag%' OR eventname LIKE 'Update%' OR eventname LIKE 'Upload%')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_trail_change" {
  name        = "cloud-window-trail-change"
  description = "The audit trail was changed or stopped"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'cloudtrail.amazonaws.com' AND (eventname = 'CreateTrail' OR eventname = 'UpdateTrail' OR eventname = 'DeleteTrail' OR eventname = 'StartLogging' OR eventname = 'StopLogging' OR eventname LIKE 'Put%')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_log_group_change" {
  name        = "cloud-window-log-group-change"
  description = "A log group, its term, its filters or who may write to it was changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'logs.amazonaws.com' AND (eventname = 'AssociateKmsKey' OR eventname LIKE 'Delete%' OR eventname = 'DisassociateKmsKey' OR eventname = 'PutAccountPolicy' OR eventname = 'PutMetricFilter' OR eventname = 'PutResourcePolicy' OR eventname = 'PutRetentionPolicy' OR eventname = 'PutSubscriptionFilter')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_alarm_change" {
  name        = "cloud-window-alarm-change"
  description = "What raises alarms, or whom they tell, was changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND ((eventsource = 'monitoring.amazonaws.com' AND (eventname = 'DeleteAlarms' OR eventname = 'DisableAlarmActions' OR eventname = 'PutCompositeAlarm' OR eventname = 'PutMetricAlarm' OR eventname = 'SetAlarmState')) OR (eventsource = 'events.amazonaws.com' AND (eventname = 'DeleteRule' OR eventname = 'DisableRule' OR eventname = 'PutRule' OR eventname = 'RemoveTargets')) OR (eventsource = 'sns.amazonaws.com' AND (eventname = 'DeleteTopic' OR eventname = 'RemovePermission' OR eventname = 'SetSubscriptionAttributes' OR eventname = 'SetTopicAttributes' OR eventname = 'Unsubscribe'))) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_detector_change" {
  name        = "cloud-window-detector-change"
  description = "What looks for threats was switched off or told to be silent"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND ((eventsource = 'guardduty.amazonaws.com' AND (eventname = 'CreateFilter' OR eventname LIKE 'Delete%' OR eventname LIKE 'Stop%' OR eventname LIKE 'Update%')) OR (eventsource = 'securityhub.amazonaws.com' AND (eventname LIKE 'BatchDisable%' OR eventname LIKE 'Delete%' OR eventname LIKE 'Disable%' OR eventname = 'UpdateStandardsControl')) OR (eventsource = 'macie2.amazonaws.com' AND (eventname LIKE 'Delete%' OR eventname LIKE 'Disable%' OR eventname = 'UpdateMacieSession')) OR (eventsource = 'inspector2.amazonaws.com' AND (eventname = 'CreateFilter' OR eventname LIKE 'Disable%')) OR (eventsource = 'access-analyzer.amazonaws.com' AND (eventname = 'CreateArchiveRule' OR eventname LIKE 'Delete%' OR eventname LIKE 'Update%'))) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_key_loss" {
  name        = "cloud-window-key-loss"
  description = "A key was disabled, scheduled for deletion, or its policy changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'kms.amazonaws.com' AND (eventname LIKE 'DisableKey%' OR eventname = 'ScheduleKeyDeletion' OR eventname = 'PutKeyPolicy' OR eventname = 'DeleteImportedKeyMaterial')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_runbook_change" {
  name        = "cloud-window-runbook-change"
  description = "A runbook was made or changed, or how sessions are recorded"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ssm.amazonaws.com' AND (eventname = 'CreateDocument' OR eventname = 'DeleteDocument' OR eventname = 'ModifyDocumentPermission' OR eventname LIKE 'UpdateDocument%' OR eventname = 'UpdateServiceSetting')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_bucket_policy_change" {
  name        = "cloud-window-bucket-policy-change"
  description = "A bucket's policy, access, lock, encryption or replication changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 's3.amazonaws.com' AND (eventname = 'DeleteAccountPublicAccessBlock' OR eventname LIKE 'DeleteBucket%' OR eventname = 'PutAccountPublicAccessBlock' OR eventname LIKE 'PutBucket%' OR eventname = 'PutObjectLockConfiguration')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_config_change" {
  name        = "cloud-window-config-change"
  description = "What records and judges settings was changed or stopped"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'config.amazonaws.com' AND (eventname LIKE 'Delete%' OR eventname = 'PutConfigurationRecorder' OR eventname = 'PutDeliveryChannel' OR eventname = 'PutRetentionConfiguration' OR eventname = 'StopConfigurationRecorder')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_security_group_change" {
  name        = "cloud-window-security-group-change"
  description = "Who may talk to whom was changed: a security group"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname LIKE 'AuthorizeSecurityGroup%' OR eventname LIKE 'RevokeSecurityGroup%' OR eventname LIKE '%SecurityGroup' OR eventname = 'ModifySecurityGroupRules')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_network_acl_change" {
  name        = "cloud-window-network-acl-change"
  description = "Who may talk to whom was changed: a network ACL"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname LIKE 'CreateNetworkAcl%' OR eventname LIKE 'DeleteNetworkAcl%' OR eventname LIKE 'ReplaceNetworkAcl%')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_gateway_change" {
  name        = "cloud-window-gateway-change"
  description = "A way in or out was changed: a gateway or a tunnel"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname LIKE '%CustomerGateway' OR eventname LIKE '%InternetGateway' OR eventname LIKE '%NatGateway' OR eventname LIKE '%VpnConnection' OR eventname LIKE '%VpnGateway' OR eventname LIKE 'AcceptTransitGateway%' OR eventname LIKE 'AssociateTransitGateway%' OR eventname LIKE 'CreateTransitGateway%' OR eventname LIKE 'DeleteTransitGateway%' OR eventname LIKE 'DisableTransitGateway%' OR eventname LIKE 'DisassociateTransitGateway%' OR eventname LIKE 'EnableTransitGateway%' OR eventname LIKE 'ModifyTransitGateway%' OR eventname LIKE 'RejectTransitGateway%' OR eventname LIKE 'ReplaceTransitGateway%')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_firewall_change" {
  name        = "cloud-window-firewall-change"
  description = "What may pass a firewall was changed, or whether it is recorded"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND ((eventsource = 'network-firewall.amazonaws.com' AND (eventname LIKE 'Associate%' OR eventname LIKE 'Create%' OR eventname LIKE 'Delete%' OR eventname LIKE 'Disassociate%' OR eventname LIKE 'Update%')) OR (eventsource = 'wafv2.amazonaws.com' AND (eventname LIKE 'Delete%' OR eventname LIKE 'Disassociate%' OR eventname = 'PutLoggingConfiguration' OR eventname LIKE 'Update%'))) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_route_change" {
  name        = "cloud-window-route-change"
  description = "A route was changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname LIKE 'CreateRoute%' OR eventname LIKE 'ReplaceRoute%' OR eventname LIKE 'DeleteRoute%' OR eventname LIKE '%AssociateRouteTable' OR eventname = 'DisassociateRouteTable')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_network_change" {
  name        = "cloud-window-network-change"
  description = "A network, its flow logs or a peering was changed"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname LIKE 'CreateVpc%' OR eventname LIKE 'DeleteVpc%' OR eventname LIKE 'ModifyVpc%' OR eventname LIKE '%VpcPeeringConnection' OR eventname = 'DeleteFlowLogs')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_backup_deletion" {
  name        = "cloud-window-backup-deletion"
  description = "A backup, its vault, lock or plan was deleted or weakened"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'backup.amazonaws.com' AND (eventname LIKE 'Delete%' OR eventname LIKE 'Disassociate%' OR eventname = 'PutBackupVaultAccessPolicy' OR eventname LIKE 'Update%')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_machine_start" {
  name        = "cloud-window-machine-start"
  description = "Somebody made or started a host by hand"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventsource = 'ec2.amazonaws.com' AND (eventname = 'RunInstances' OR eventname = 'StartInstances') AND useridentity.invokedby IS NULL) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_machine_stop" {
  name        = "cloud-window-machine-stop"
  description = "A host, database or load balancer was stopped or deleted"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventname = 'StopInstances' OR eventname = 'TerminateInstances' OR eventname = 'RebootInstances' OR eventname = 'StopDBInstance' OR eventname = 'DeleteDBInstance' OR eventname = 'RebootDBInstance' OR eventname = 'DeleteFileSystem' OR eventname = 'DeleteLoadBalancer') ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_record_deletion" {
  name        = "cloud-window-record-deletion"
  description = "Somebody tried to delete records"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventname LIKE 'DeleteObject%' AND (json_extract_scalar(requestparameters, '$.bucketName') = 'cloud-window-audit-log-123456789012-apse1' OR json_extract_scalar(requestparameters, '$.bucketName') = 'cloud-window-audit-log-123456789012-apne1' OR json_extract_scalar(requestparameters, '$.bucketName') = 'cloud-window-access-log-123456789012-apse1' OR json_extract_scalar(requestparameters, '$.bucketName') = 'cloud-window-access-log-123456789012-apne1' OR json_extract_scalar(requestparameters, '$.bucketName') = 'cloud-window-log-queries-123456789012-apse1')) ORDER BY 1 DESC LIMIT 1000"
}

resource "aws_athena_named_query" "event_role_break_glass" {
  name        = "cloud-window-role-break-glass"
  description = "Somebody took, or tried to take, the role break-glass"
  workgroup   = aws_athena_workgroup.logs.name
  database    = aws_glue_catalog_database.logs.name
  query       = "SELECT eventtime AS \"time\", coalesce(useridentity.arn, useridentity.username, useridentity.principalid, useridentity.invokedby, '-') AS \"user\", coalesce(sourceipaddress, '-') AS \"src_ip\", eventsource || ' ' || eventname AS \"action\", coalesce(requestparameters, '-') AS \"object\", coalesce(errorcode, errormessage, 'success') AS \"result\" FROM \"trail\" WHERE day >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND (eventname = 'AssumeRole' AND (json_extract_scalar(requestparameters, '$.roleArn') = 'arn:aws:iam::123456789012:role/cloud-window-role-break-glass' OR errormessage LIKE '%arn:aws:iam::123456789012:role/cloud-window-role-break-glass%')) ORDER BY 1 DESC LIMIT 1000"
}
