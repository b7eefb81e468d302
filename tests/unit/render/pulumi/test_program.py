"""What a Terraform text becomes in Python, construct by construct."""

import ast

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from bastide.hcl.literal import literal
from unit.render.pulumi.written import PROVIDER, component, given, sources, written

BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n'
KEY = 'resource "aws_kms_key" "k" {\n  description = "x"\n}\n'


def resource(kind, *lines):
    return "\n".join([f'resource "{kind}" "r" {{', *lines, "}", ""])


def test_a_resource_is_called_as_terraform_calls_it_and_says_its_parent_and_provider():
    text = component(resource("aws_subnet", 'cidr_block = "10.0.0.0/24"', 'vpc_id = "vpc-1"'))
    assert (
        """        self.r_subnet = aws.ec2.Subnet(
            "r",
            cidr_block="10.0.0.0/24",
            vpc_id="vpc-1",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )
"""
        in text
    )


@pytest.mark.parametrize(
    ("kind", "line", "name", "python"),
    [
        ("aws_subnet", "map_public_ip_on_launch = true", "map_public_ip_on_launch", "True"),
        ("aws_subnet", 'map_public_ip_on_launch = "true"', "map_public_ip_on_launch", "True"),
        ("aws_subnet", "vpc_id = 12", "vpc_id", "'12'"),
        ("aws_db_instance", 'port = "5432"', "port", "5432"),
        ("aws_db_instance", "port = null", "port", None),
        ("aws_security_group", "ingress = []", "ingress", "[]"),
        ("aws_network_acl", 'subnet_ids = ["a", "b"]', "subnet_ids", "['a', 'b']"),
        ("aws_cloudwatch_log_subscription_filter", 'log_group_name = "x"', "log_group", "'x'"),
        ("aws_s3_bucket", 'bucket = "$${aws:username} %%{x}"', "bucket", "'${aws:username} %{x}'"),
        ("aws_s3_bucket", 'tags = { "a b" = "c", for-x = 1 }', "tags", "{'a b': 'c', 'for-x': '1'}"),
        ("aws_iam_policy", "policy = jsonencode({ a = [true, null, 1.5] })", "policy",
         "json.dumps({'a': [True, None, 1.5]})"),
        ("aws_iam_policy", "policy = jsonencode({ a = 1.0, b = 1e3 })", "policy", "json.dumps({'a': 1, 'b': 1000})"),
        ("aws_subnet", "vpc_id = 12345678901234567890", "vpc_id", "'12345678901234567890'"),
        ("aws_iam_policy", 'policy = "{\\"a\\": {}}"', "policy", """'{"a": {}}'"""),
    ],
)  # fmt: skip
def test_values_are_literals_of_the_sdks_type(kind, line, name, python):
    assert given(resource(kind, line), name) == python


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("kms_key_id = aws_kms_key.k.arn", "self.k_key.arn"),
        ("kms_key_id = aws_kms_key.k.id", "self.k_key.id"),
        ('name = "a-${aws_kms_key.k.arn}/*{}"', "pulumi.Output.concat('a-', self.k_key.arn, '/*{}')"),
    ],
)
def test_references_are_attributes(line, python):
    assert given(KEY + resource("aws_cloudwatch_log_group", line), line.split()[0]) == python


def test_a_number_in_a_text_becomes_one_when_it_is_known():
    database = 'resource "aws_db_instance" "d" {\n  identifier = "x"\n}\n'
    text = database + resource("aws_ssm_parameter", 'name = "n"', 'value = "${aws_db_instance.d.port}/x"')
    assert given(text, "value") == "pulumi.Output.concat(self.d_instance.port.apply(str), '/x')"


def test_components_whose_names_end_as_those_of_arguments_stay_apart():
    vpc = resource("aws_vpc", 'cidr_block = "10.0.0.0/16"')
    main = written(x=vpc, x_args=vpc.replace('"r"', '"s"'))["__main__.py"]
    imported = [
        one.name for node in ast.walk(ast.parse(main)) if isinstance(node, ast.ImportFrom) for one in node.names
    ]
    assert len(imported) == len(set(imported)) == 4


def test_what_refers_is_encoded_when_it_is_known():
    text = BUCKET + resource(
        "aws_s3_bucket_policy",
        "bucket = aws_s3_bucket.b.id",
        'policy = jsonencode({ Resource = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"] })',
    )
    resources = "[self.b_bucket.arn, pulumi.Output.concat(self.b_bucket.arn, '/*')]"
    assert given(text, "policy") == f"pulumi.Output.json_dumps({{'Resource': {resources}}})"


def test_blocks_are_typed_arguments_and_several_are_a_list():
    lines = ["rule {", 'id = "a"', 'status = "Enabled"', "expiration {", "days = 3", "}", "}"]
    text = resource("aws_s3_bucket_lifecycle_configuration", 'bucket = "b"', *lines, *lines)
    rules = given(text, "rules")
    assert rules.startswith("[aws.s3.BucketLifecycleConfigurationRuleArgs(id='a', status='Enabled', expiration=")
    assert rules.count("BucketLifecycleConfigurationRuleArgs(") == 2
    assert "expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=3)" in rules


def test_an_empty_block_is_an_empty_object():
    text = resource("aws_wafv2_web_acl", "default_action {", "allow {}", "}")
    expected = "aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs())"
    assert given(text, "default_action") == expected


def test_attributes_that_hold_objects_are_typed_too():
    text = resource("aws_security_group", "ingress = [{ protocol = 6, from_port = 1, to_port = 2, self = null }]")
    expected = "[aws.ec2.SecurityGroupIngressArgs(protocol='6', from_port=1, to_port=2)]"
    assert given(text, "ingress") == expected


@pytest.mark.parametrize(
    ("lines", "python"),
    [
        (["lifecycle {", "prevent_destroy = true", "}"], "protect=True"),
        (["lifecycle {", "create_before_destroy = true", "}"], "delete_before_replace=False"),
        (["lifecycle {", "create_before_destroy = false", "}"], "delete_before_replace=True"),
        (["lifecycle {", "ignore_changes = [subnet_ids, tags.Name]", "}"], None),
        (["lifecycle {", "ignore_changes = [subnet_ids]", "}"], "ignore_changes=['subnetIds']"),
        (["lifecycle {", "ignore_changes = all", "}"], "ignore_changes=['*']"),
        (["depends_on = [aws_kms_key.k]"], "depends_on=[self.k_key]"),
        (["timeouts {", 'create = "5m"', "}"], "custom_timeouts=pulumi.CustomTimeouts(create='5m')"),
    ],
)
def test_meta_arguments_are_options(lines, python):
    text = KEY + resource("aws_network_acl", 'vpc_id = "v"', *lines)
    if python is None:
        with pytest.raises(Exception, match="PUL042"):
            written(one=text)
        return
    options = [one for one in ast.walk(ast.parse(written(one=text)["components/one.py"])) if isinstance(one, ast.Call)]
    assert any(f"provider=args.primary, {python})" in ast.unparse(one) for one in options)


def test_each_region_has_an_explicit_provider():
    text = PROVIDER + 'provider "aws" {\n  alias = "dr"\n  region = "eu-west-2"\n  allowed_account_ids = ["1"]\n}\n'
    found = written(providers=text, one=resource("aws_vpc", "provider = aws.dr", 'cidr_block = "10.0.0.0/16"'))
    assert 'primary = aws.Provider("primary", region="eu-west-1")\n' in found["__main__.py"]
    assert 'dr = aws.Provider("dr", region="eu-west-2", allowed_account_ids=["1"])\n' in found["__main__.py"]
    assert 'one = One("one", OneArgs(dr=dr))' in found["__main__.py"]
    assert "provider=args.dr" in found["components/one.py"]


def test_a_comment_inside_a_resource_stays_in_it_when_another_is_made_first():
    text = component(
        """resource "aws_db_instance" "d" {
  db_subnet_group_name = aws_db_subnet_group.g.name

  # kept by the secret store
  username = "steward"
}

resource "aws_db_subnet_group" "g" {
  name = "g"
}
"""
    )
    first, second = text.partition("aws.rds.Instance(")[::2]
    assert "aws.rds.SubnetGroup(" in first
    assert "kept by the secret store" not in first
    assert "# kept by the secret store\n            username=" in second


def test_comments_stay_where_they_were():
    text = (
        "# NET-01 Zones (x 1; y 2); NET-04 Paths\n# spec: zones.edge\n"
        + resource("aws_vpc", 'cidr_block = "10.0.0.0/16"', "# the tags", 'tags = { a = "b" }')
        + "\n# at the end"
    )
    found = component(text)
    head = "        # NET-01 Zones (x 1; y 2)\n        # NET-04 Paths\n        # spec: zones.edge\n        self.r_vpc"
    assert head in found
    assert "            # the tags\n            tags=" in found
    assert "        # at the end\n        self.register_outputs" in found


def test_a_section_is_named_again_where_a_resource_is_made_elsewhere():
    one = '# NET-01 One\nresource "aws_security_group" "a" {\n  name = "a"\n}\n\n# why\n' + rule("a", "b")
    two = 'resource "aws_security_group" "b" {\n  name = "b"\n}\n' + rule("b", "a")
    found = written(one=one, two=two)["components/one.py"]
    assert found.count("# NET-01 One") == 2
    assert "        # NET-01 One\n        # why\n        self.a_security_group_ingress_rule" in found


def rule(group, peer):
    return (
        f'resource "aws_vpc_security_group_ingress_rule" "{group}" {{\n'
        f'  security_group_id = aws_security_group.{group}.id\n  ip_protocol = "-1"\n'
        f"  referenced_security_group_id = aws_security_group.{peer}.id\n}}\n"
    )


def test_files_that_need_each_other_are_connected_when_both_are_there():
    one = 'resource "aws_security_group" "a" {\n  name = "a"\n}\n' + rule("a", "b")
    two = 'resource "aws_security_group" "b" {\n  name = "b"\n}\n' + rule("b", "a")
    found = written(one=one, two=two)
    main = found["__main__.py"]
    wanted = [
        'one = One("one", OneArgs(primary=primary))',
        'two = Two("two", TwoArgs(primary=primary))',
        "one.connect(OnePeers(b_security_group=two.b_security_group))",
        "two.connect(TwoPeers(a_security_group=one.a_security_group))",
    ]
    places = [main.index(line) for line in wanted]
    assert places == sorted(places)
    assert "referenced_security_group_id=peers.b_security_group.id" in found["components/one.py"]
    assert "    # two\n    b_security_group: aws.ec2.SecurityGroup\n" in found["components/one.py"]
    assert 'self.register_outputs({"a_security_group_id": self.a_security_group.id})' in found["components/one.py"]


def test_what_others_need_is_typed():
    found = written(keys=KEY, one=resource("aws_cloudwatch_log_group", "kms_key_id = aws_kms_key.k.arn"))
    assert "    k_key: aws.kms.Key\n" in found["components/one.py"]
    assert 'one = One("one", OneArgs(primary=primary, k_key=keys.k_key))' in found["__main__.py"]
    assert 'self.register_outputs({"k_key_arn": self.k_key.arn})' in found["components/keys.py"]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)


@drawn(texts)
def test_a_text_of_the_spec_is_the_same_text_in_python(text):
    source = resource("aws_s3_bucket", f"bucket = {literal(text)}", f"tags = {literal({text: text})}")
    assert ast.literal_eval(given(source, "bucket")) == text
    assert ast.literal_eval(given(source, "tags")) == {text: text}


@drawn(texts)
def test_a_text_of_the_spec_is_the_same_text_beside_a_reference(text):
    line = f'name = "{literal(text)[1:-1]}\\u002F${{aws_kms_key.k.arn}}"'
    found = given(KEY + resource("aws_cloudwatch_log_group", line), "name")
    assert ast.literal_eval(ast.parse(found).body[0].value.args[0]) == f"{text}/"


def test_the_same_files_give_the_same_program_in_any_order():
    files = {"keys": KEY, "one": resource("aws_cloudwatch_log_group", "kms_key_id = aws_kms_key.k.arn"), "b": BUCKET}
    assert written(**files) == written(**dict(reversed(files.items())))
    assert [one.path for one in sources(b="")] == ["providers.tf", "b.tf"]
