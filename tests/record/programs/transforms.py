"""Changes registrations on their way, in the old manner and the new."""

import pulumi
import pulumi_aws as aws


def old(arguments):
    if arguments.type_ == "aws:s3/bucket:Bucket":
        return pulumi.ResourceTransformationResult({**arguments.props, "force_destroy": True}, arguments.opts)
    return None


def tagged(arguments):
    if "tags" in arguments.props:
        arguments.props["tags"] = {**arguments.props["tags"], "owner": "city"}
    options = pulumi.ResourceOptions.merge(
        arguments.opts, pulumi.ResourceOptions(protect=True, ignore_changes=["policy"])
    )
    return pulumi.ResourceTransformResult(arguments.props, options)


async def named(arguments):
    arguments.props["bucket"] = "named"
    return pulumi.ResourceTransformResult(arguments.props, arguments.opts)


def asked(arguments):
    return pulumi.InvokeTransformResult({**arguments.args, "state": "available"}, arguments.opts)


class Group(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("city:index:Group", name, None, opts)
        aws.s3.Bucket(f"{name}-inside", tags={"a": "b"}, opts=pulumi.ResourceOptions(parent=self))


pulumi.runtime.register_stack_transformation(old)
aws.s3.Bucket("own", bucket="x", tags={"a": "b"}, opts=pulumi.ResourceOptions(transforms=[named]))
Group("group", opts=pulumi.ResourceOptions(transforms=[named]))
pulumi.runtime.register_resource_transform(tagged)
topic = aws.sns.Topic("late", tags={"a": "b"})
aws.s3.Bucket("late", bucket=pulumi.Output.concat("b-", topic.id), tags={"topic": topic.arn})
pulumi.runtime.register_invoke_transform(asked)
aws.get_availability_zones()
