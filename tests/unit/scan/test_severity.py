import pytest

from bastide.model.diagnostic import Severity
from bastide.scan.severity import weigh


@pytest.mark.parametrize(
    ("check_id", "name", "severity"),
    [
        (
            "CKV_AWS_62",
            'Ensure IAM policies that allow full "*-*" administrative privileges are not created',
            "critical",
        ),
        ("CKV_AWS_20", "S3 Bucket has an ACL defined which allows public READ access.", "critical"),
        ("CKV_AWS_24", "Ensure no security groups allow ingress from 0.0.0.0:0 to port 22", "high"),
        ("CKV_AWS_16", "Ensure all data stored in the RDS is securely encrypted at rest", "high"),
        ("CKV_AWS_2", "Ensure ALB protocol is HTTPS", "high"),
        ("CKV_AWS_119", "Ensure DynamoDB Tables are encrypted using a KMS Customer Managed CMK", "medium"),
        ("CKV_AWS_23", "Ensure every security group and rule has a description", "low"),
        ("CKV_AWS_67", "Ensure CloudTrail is enabled in all Regions", "high"),
        ("CKV_NEW_1", "Something that no family knows", "medium"),
    ],
)
def test_the_harm_decides(check_id, name, severity):
    assert weigh(check_id, name).severity is Severity(severity)
    assert weigh(check_id, name).why
