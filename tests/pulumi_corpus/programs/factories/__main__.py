"""The desk of a city library: loans and reminders by functions, made by our own makers."""

import pulumi
import pulumi_aws as aws
from compute import function
from keys import customer_key
from network import network
from storage import private_bucket, queue, table

SERVICES = ("logs.eu-west-1.amazonaws.com", "sqs.amazonaws.com", "dynamodb.amazonaws.com")

data_key = customer_key("data", SERVICES)
media_key = customer_key("media")
inside = network()
flow = aws.cloudwatch.LogGroup("flow", name="/library/flow", retention_in_days=400, kms_key_id=data_key.arn)
aws.ec2.FlowLog(
    "desk",
    vpc_id=inside.vpc.id,
    traffic_type="ALL",
    log_destination_type="cloud-watch-logs",
    log_destination=flow.arn,
)

scans = private_bucket("scans", media_key)
covers = private_bucket("covers", media_key)
loans = table("loans", "loan", data_key)
readers = table("readers", "card", data_key)
dead = queue("dead", data_key)
reminders = queue("reminders", data_key)

lend = function(
    "lend",
    inside,
    data_key,
    {
        "Loans": (["dynamodb:GetItem", "dynamodb:PutItem"], loans.arn),
        "Readers": (["dynamodb:GetItem"], readers.arn),
        "Dead": (["sqs:SendMessage"], dead.arn),
    },
    dead,
)
remind = function(
    "remind",
    inside,
    data_key,
    {
        "Loans": (["dynamodb:GetItem"], loans.arn),
        "Reminders": (["sqs:ReceiveMessage", "sqs:DeleteMessage"], reminders.arn),
        "Dead": (["sqs:SendMessage"], dead.arn),
    },
    dead,
)
aws.lambda_.EventSourceMapping("remind", event_source_arn=reminders.arn, function_name=remind.arn, batch_size=10)

pulumi.export("functions", [lend.name, remind.name])
pulumi.export("buckets", [scans.id, covers.id])
