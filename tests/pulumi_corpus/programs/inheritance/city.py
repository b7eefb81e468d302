"""What the city demands of every resource, applied as transformations."""

import pulumi

DEMANDED = {"owner": "archive", "cost-centre": "4711"}
TAGGED = ("aws:s3/", "aws:kms/", "aws:dynamodb/", "aws:ec2/vpc:", "aws:ec2/subnet:", "aws:sqs/")
LONGEST_SESSION = 3600
KEEP_DAYS = 731


def tagged(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """Add the city's tags."""
    if not args.type_.startswith(TAGGED) or args.type_.endswith(("Policy", "Block", "Alias:Alias", "Versioning")):
        return None
    if "tags" not in args.props:
        return None
    args.props["tags"] = {**(args.props["tags"] or {}), **DEMANDED}
    return pulumi.ResourceTransformationResult(args.props, args.opts)


def kept(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """Keep every log for the city's term."""
    if args.type_ != "aws:cloudwatch/logGroup:LogGroup":
        return None
    args.props["retention_in_days"] = KEEP_DAYS
    return pulumi.ResourceTransformationResult(args.props, args.opts)


def closed(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """Close what stands in a public access block."""
    if args.type_ != "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":
        return None
    args.props["block_public_acls"] = True
    args.props["block_public_policy"] = True
    args.props["ignore_public_acls"] = True
    args.props["restrict_public_buckets"] = True
    return pulumi.ResourceTransformationResult(args.props, args.opts)


def register() -> None:
    """Apply all of them to the stack."""
    for transformation in (tagged, kept, closed):
        pulumi.runtime.register_stack_transformation(transformation)
