# AUD-15 Evidence pack for the periodic audit (mlps3 8.1.7.5 a, 8.1.7.5 b; nist-800-53r5 ca-2, ca-5, ca-7); AUD-16 Simulated use tests (mlps3 8.1.4.4 e; nist-800-53r5 ca-8, ca-2.2)
# spec: audit.every - every 6 months, on the first of the month
resource "aws_cloudwatch_event_rule" "audit_due" {
  name                = "cloud-window-audit-due"
  description         = "Calls people to the audit of the platform"
  schedule_expression = "cron(0 1 1 1,7 ? *)"
  state               = "ENABLED"

  tags = {
    Name             = "cloud-window-audit-of-settings"
    "bastide:level"  = "platform"
    "bastide:owner"  = "municipal-data-bureau"
    "bastide:system" = "cloud-window"
    "bastide:zone"   = "platform"
  }
}

resource "aws_cloudwatch_event_target" "audit_due" {
  rule      = aws_cloudwatch_event_rule.audit_due.name
  target_id = "channel"
  arn       = aws_sns_topic.soc.arn
  input     = jsonencode("Audit of cloud-window is due. Areas: architecture, data, access, operations. Send auditors who operate nothing: they read logs, no more. 1. Run `bastide scan` on the deployed code and keep its report. 2. Open the conformance packs and the aggregated findings. 3. Run the saved queries of privileged events. 4. Visit the halls and try the terminals. 5. Write each finding with an owner and a day, and the state of the last audit's findings.")
}
