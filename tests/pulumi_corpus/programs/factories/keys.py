"""Makes customer keys."""

import json

import pulumi_aws as aws


def customer_key(name: str, services: tuple[str, ...] = (), *, rotate: bool = True) -> aws.kms.Key:
    """Make a key that the account administers and that services may use."""
    account = aws.get_caller_identity().account_id
    administration = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    use = {
        "Effect": "Allow",
        "Principal": {"Service": list(services)},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "*",
    }
    key = aws.kms.Key(
        name,
        description=f"Key of {name}",
        enable_key_rotation=rotate,
        deletion_window_in_days=30,
        policy=json.dumps(
            {"Version": "2012-10-17", "Statement": [administration, use] if services else [administration]}
        ),
    )
    aws.kms.Alias(name, name=f"alias/library-{name}", target_key_id=key.key_id)
    return key
