"""Policy documents that more than one resource needs."""

import pulumi
import pulumi_aws as aws


def trusted_service(service: str) -> str:
    """Return the trust in one service of AWS."""
    document = aws.iam.get_policy_document(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                effect="Allow",
                actions=["sts:AssumeRole"],
                principals=[aws.iam.GetPolicyDocumentStatementPrincipalArgs(type="Service", identifiers=[service])],
            )
        ]
    )
    return document.json


def trusted_people(account: str) -> str:
    """Return the trust in people of the account who came with a second factor."""
    document = aws.iam.get_policy_document(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                effect="Allow",
                actions=["sts:AssumeRole"],
                principals=[
                    aws.iam.GetPolicyDocumentStatementPrincipalArgs(
                        type="AWS", identifiers=[f"arn:aws:iam::{account}:root"]
                    )
                ],
                conditions=[
                    aws.iam.GetPolicyDocumentStatementConditionArgs(
                        test="Bool", variable="aws:MultiFactorAuthPresent", values=["true"]
                    )
                ],
            )
        ]
    )
    return document.json


def reading(bucket: aws.s3.Bucket, prefix: str) -> pulumi.Output[str]:
    """Return the right to read what a bucket keeps under a prefix."""
    document = aws.iam.get_policy_document_output(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                sid="List",
                actions=["s3:ListBucket"],
                resources=[bucket.arn],
            ),
            aws.iam.GetPolicyDocumentStatementArgs(
                sid="Read",
                actions=["s3:GetObject"],
                resources=[pulumi.Output.concat(bucket.arn, "/", prefix, "/*")],
            ),
        ]
    )
    return document.json
