from support.judging import answers, outcomes

RULE = "undeclared_region"


def test_a_provider_in_another_region_is_found():
    assert answers(RULE, 'provider "aws" {\n  region = "us-east-1"\n}') == [("fail", "", 2)]
    assert outcomes(RULE, 'provider "aws" {\n  region = "ap-southeast-1"\n}') == ["pass"]


def test_a_region_from_the_environment_is_unknown():
    assert outcomes(RULE, 'provider "aws" {}') == ["unknown"]
    assert outcomes(RULE, 'provider "aws" {\n region = var.region\n}') == ["unknown"]


def test_a_resource_with_a_region_of_its_own_is_judged():
    assert answers(RULE, 'resource "aws_s3_bucket" "x" {\n region = "us-east-1"\n}') == [("fail", "aws_s3_bucket.x", 2)]


def test_other_clouds_and_undeclared_trees_are_left_alone():
    assert outcomes(RULE, 'provider "random" {\n region = "x"\n}') == []
    assert outcomes(RULE, 'provider "aws" {\n region = "us-east-1"\n}', None) == []
