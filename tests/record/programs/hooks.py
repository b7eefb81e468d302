"""Hooks, which run only when something is deployed."""

import pulumi
import pulumi_aws as aws

hook = pulumi.ResourceHook("after", lambda _: 1 / 0)
aws.s3.Bucket("b", bucket="b", opts=pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(after_create=[hook])))
