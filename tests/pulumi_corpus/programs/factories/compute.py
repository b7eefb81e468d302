"""Makes functions with a role and a log of their own."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws
from network import Network

Rights = Mapping[str, tuple[list[str], pulumi.Input[str]]]


def role(name: str, rights: Rights) -> aws.iam.Role:
    """Make a role for a function, with exactly these rights."""
    trust = aws.iam.get_policy_document(
        statements=[
            aws.iam.GetPolicyDocumentStatementArgs(
                actions=["sts:AssumeRole"],
                principals=[
                    aws.iam.GetPolicyDocumentStatementPrincipalArgs(
                        type="Service", identifiers=["lambda.amazonaws.com"]
                    )
                ],
            )
        ]
    )
    made = aws.iam.Role(name, name=f"library-{name}", assume_role_policy=trust.json)
    statements = [
        {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resource}
        for sid, (actions, resource) in rights.items()
    ]
    aws.iam.RolePolicy(
        name,
        name="rights",
        role=made.id,
        policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": statements}),
    )
    aws.iam.RolePolicyAttachment(
        name,
        role=made.name,
        policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
    )
    return made


def function(
    name: str, network: Network, key: aws.kms.Key, rights: Rights, dead: aws.sqs.Queue
) -> aws.lambda_.Function:
    """Make a function inside the network."""
    aws.cloudwatch.LogGroup(name, name=f"/aws/lambda/library-{name}", retention_in_days=400, kms_key_id=key.arn)
    return aws.lambda_.Function(
        name,
        name=f"library-{name}",
        runtime="python3.12",
        handler="desk.handle",
        role=role(name, rights).arn,
        code=pulumi.AssetArchive({"desk.py": pulumi.StringAsset("def handle(event, context):\n    return event\n")}),
        timeout=30,
        reserved_concurrent_executions=20,
        kms_key_arn=key.arn,
        tracing_config=aws.lambda_.FunctionTracingConfigArgs(mode="Active"),
        dead_letter_config=aws.lambda_.FunctionDeadLetterConfigArgs(target_arn=dead.arn),
        environment=aws.lambda_.FunctionEnvironmentArgs(variables={"DESK": name}),
        vpc_config=aws.lambda_.FunctionVpcConfigArgs(
            subnet_ids=[one.id for one in network.private],
            security_group_ids=[network.functions.id],
        ),
    )
