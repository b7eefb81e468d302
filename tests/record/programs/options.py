"""Every option that a registration can carry."""

import pulumi
import pulumi_aws as aws

oregon = aws.Provider("oregon", region="us-west-2", opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="west")]))
first = aws.s3.Bucket("first", bucket="first", opts=pulumi.ResourceOptions(provider=oregon, protect=True))
aws.rds.Instance(
    "second",
    instance_class="db.t3.micro",
    tags={"bucket": first.arn},
    opts=pulumi.ResourceOptions(
        depends_on=[first],
        ignore_changes=["engine_version", "tags"],
        custom_timeouts=pulumi.CustomTimeouts(create="1h", delete="10m"),
        delete_before_replace=True,
        retain_on_delete=True,
        aliases=[pulumi.Alias(name="old"), "urn:pulumi:dev::program::aws:rds/instance:Instance::older"],
        import_="db-1",
    ),
)
