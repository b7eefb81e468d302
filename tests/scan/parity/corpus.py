"""Ordinary AWS trees of literals and references, made from a seed: good and bad settings mixed at random."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

Maker = Callable[[Random, int], str]


def write_trees(folder: Path, count: int, resources: int) -> list[Path]:
    """Write `count` trees with about `resources` blocks each and return their directories."""
    trees = []
    for seed in range(count):
        tree = folder / f"tree-{seed:02}"
        tree.mkdir()
        random = Random(seed)  # noqa: S311 - reproducible, not secret
        blocks = [MAKERS[(seed + index) % len(MAKERS)](random, index) for index in range(resources)]
        half = len(blocks) // 2
        (tree / "main.tf").write_text(PROVIDERS + "\n".join(blocks[:half]), encoding="utf-8")
        (tree / "more.tf").write_text("# 第二部分\n\n" + "\n".join(blocks[half:]), encoding="utf-8")
        trees.append(tree)
    return trees


PROVIDERS = """\
terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.80.0"
    }
  }
}

provider "aws" {
  region = "ap-southeast-1"
  default_tags {
    tags = { Owner = "municipal-data-bureau", System = "cloud-window" }
  }
}

provider "aws" {
  alias  = "dr"
  region = "ap-northeast-1"
}

"""


def flag(random: Random) -> str:
    return random.choice(("true", "false"))


def bucket(random: Random, index: int) -> str:
    inline = random.choice(("", f"  force_destroy = {flag(random)}\n", "  provider = aws.dr\n"))
    access = f"""
resource "aws_s3_bucket_public_access_block" "b{index}" {{
  bucket                  = aws_s3_bucket.b{index}.id
  block_public_acls       = {flag(random)}
  block_public_policy     = true
  ignore_public_acls      = {flag(random)}
  restrict_public_buckets = true
}}

resource "aws_s3_bucket_versioning" "b{index}" {{
  bucket = aws_s3_bucket.b{index}.id
  versioning_configuration {{
    status = "{random.choice(("Enabled", "Suspended"))}"
  }}
}}

resource "aws_s3_bucket_server_side_encryption_configuration" "b{index}" {{
  bucket = aws_s3_bucket.b{index}.id
  rule {{
    apply_server_side_encryption_by_default {{
      sse_algorithm = "{random.choice(("aws:kms", "AES256"))}"
    }}
  }}
}}
"""
    return f"""resource "aws_s3_bucket" "b{index}" {{
  bucket = "records-{index}"
{inline}  tags   = {{ Name = "b{index}", note = "a \\"quoted\\" word, and {{braces}}" }}
}}
""" + random.choice(("", access))


def key(random: Random, index: int) -> str:
    principal = random.choice(('{ AWS = "*" }', '{ AWS = "arn:aws:iam::111122223333:root" }'))
    return f"""resource "aws_kms_key" "k{index}" {{
  description             = "key {index}" # the key
  deletion_window_in_days = {random.choice((7, 30))}
  enable_key_rotation     = {flag(random)}

  policy = jsonencode({{
    Version = "2012-10-17"
    Statement = [
      {{
        Sid       = "Root"
        Effect    = "Allow"
        Principal = {principal}
        Action    = "kms:*"
        Resource  = "*"
      }},
    ]
  }})
}}
"""


def policy(random: Random, index: int) -> str:
    action = random.choice(("*", "s3:*", "s3:GetObject", "iam:PassRole", "kms:Decrypt"))
    resource = random.choice(("*", "arn:aws:s3:::records/*"))
    statement = {"Sid": "One", "Effect": "Allow", "Action": [action], "Resource": resource}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    forms = (
        f"jsonencode({json.dumps(document)})",
        json.dumps(json.dumps(document)),
        f"<<EOF\n{json.dumps(document, indent=2)}\nEOF",
    )
    return f'resource "aws_iam_policy" "p{index}" {{\n  name   = "p{index}"\n  policy = {random.choice(forms)}\n}}\n'


def group(random: Random, index: int) -> str:
    port = random.choice((22, 443, 3389, 5432))
    source = random.choice(("0.0.0.0/0", "10.0.0.0/8"))
    return f"""resource "aws_security_group" "g{index}" {{
  name        = "g{index}"
  description = "flow: edge to app tcp/{port}"
  vpc_id      = aws_vpc.v{index}.id
}}

resource "aws_vpc" "v{index}" {{
  cidr_block = "10.40.0.0/16"
}}

resource "aws_vpc_security_group_ingress_rule" "g{index}" {{
  security_group_id = aws_security_group.g{index}.id
  {random.choice(("", 'description = "flow"'))}
  cidr_ipv4   = "{source}"
  ip_protocol = "tcp"
  from_port   = {port}
  to_port     = {port}
}}

resource "aws_security_group_rule" "g{index}" {{
  type              = "ingress"
  security_group_id = aws_security_group.g{index}.id
  cidr_blocks       = ["{source}"]
  protocol          = "tcp"
  from_port         = {port}
  to_port           = {port}
}}
"""


def database(random: Random, index: int) -> str:
    return f"""resource "aws_db_instance" "d{index}" {{
  identifier                          = "d{index}"
  engine                              = "postgres"
  engine_version                      = "16.4"
  instance_class                      = "db.t4g.medium"
  allocated_storage                   = 50
  storage_encrypted                   = {flag(random)}
  multi_az                            = {flag(random)}
  publicly_accessible                 = {flag(random)}
  deletion_protection                 = true
  iam_database_authentication_enabled = {flag(random)}
  backup_retention_period             = {random.choice((0, 1, 35))}
  enabled_cloudwatch_logs_exports     = {random.choice(("[]", '["postgresql", "upgrade"]'))}
}}
"""


def instance(random: Random, index: int) -> str:
    profile = random.choice(("", '  iam_instance_profile = "operator"\n'))
    return f"""resource "aws_instance" "i{index}" {{
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = {flag(random)}
  ebs_optimized               = {flag(random)}
{profile}  metadata_options {{
    http_tokens = "{random.choice(("required", "optional"))}"
  }}
  root_block_device {{
    encrypted = {flag(random)}
  }}
}}

resource "aws_ebs_volume" "i{index}" {{
  availability_zone = "ap-southeast-1a"
  size              = 10
  encrypted         = {flag(random)}
}}
"""


def logs(random: Random, index: int) -> str:
    kms = random.choice(("", '  kms_key_id        = "arn:aws:kms:ap-southeast-1:111122223333:key/x"\n'))
    return f"""resource "aws_cloudwatch_log_group" "l{index}" {{
  name              = "/app/l{index}"
  retention_in_days = {random.choice((1, 30, 365))}
{kms}}}

resource "aws_cloudtrail" "t{index}" {{
  name                          = "t{index}"
  s3_bucket_name                = "logs"
  enable_log_file_validation    = {flag(random)}
  is_multi_region_trail         = {flag(random)}
  include_global_service_events = true
}}

resource "aws_sqs_queue" "q{index}" {{
  name                    = "q{index}"
  sqs_managed_sse_enabled = {flag(random)}
}}
"""


def balancer(random: Random, index: int) -> str:
    return f"""resource "aws_lb" "a{index}" {{
  name                       = "a{index}"
  load_balancer_type         = "application"
  internal                   = {flag(random)}
  drop_invalid_header_fields = {flag(random)}
  enable_deletion_protection = {flag(random)}
}}

resource "aws_lb_listener" "a{index}" {{
  load_balancer_arn = aws_lb.a{index}.arn
  port              = {random.choice((80, 443))}
  protocol          = "{random.choice(("HTTP", "HTTPS"))}"
  ssl_policy        = "{random.choice(("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06"))}"
  default_action {{
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-southeast-1:111122223333:targetgroup/x/y"
  }}
}}

resource "aws_efs_file_system" "f{index}" {{
  encrypted = {flag(random)}
}}

resource "aws_dynamodb_table" "n{index}" {{
  name     = "n{index}"
  hash_key = "id"
  attribute {{
    name = "id"
    type = "S"
  }}
  point_in_time_recovery {{
    enabled = {flag(random)}
  }}
}}
"""


MAKERS: tuple[Maker, ...] = (bucket, key, policy, group, database, instance, logs, balancer)
