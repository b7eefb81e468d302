"""Two resources of one type and name, which Pulumi refuses."""

import pulumi_aws as aws

aws.s3.Bucket("twin", bucket="one")
aws.s3.Bucket("twin", bucket="two")
aws.sns.Topic("twin")
