"""Names in every script, and one that is no text at all."""

import pulumi_aws as aws

aws.s3.Bucket("städte-城市-\u202e", bucket="first")
aws.s3.Bucket("broken-\udcff", bucket="second")
