"""`workload/portal`: what `entry-portal.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class EntryPortalArgs:
    """What `EntryPortal` needs of other components."""

    primary: aws.Provider

    # access-log-bucket
    access_log_bucket: aws.s3.Bucket
    access_log_bucket_policy: aws.s3.BucketPolicy

    # entries
    waf_log_resource_policy: aws.cloudwatch.LogResourcePolicy

    # keys
    logs_key: aws.kms.Key

    # network
    main_vpc: aws.ec2.Vpc

    # zone-edge
    edge_a_subnet: aws.ec2.Subnet
    edge_b_subnet: aws.ec2.Subnet
    edge_security_group: aws.ec2.SecurityGroup


class EntryPortal(pulumi.ComponentResource):
    """Everything that serves `workload/portal`."""

    def __init__(self, name: str, args: EntryPortalArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:edge:EntryPortal", name, opts=opts)

        # BND-01 All ingress enters through the DMZ entry point (mlps3 8.1.3.1 a; nist-800-53r5 sc-7, sc-7.3)
        # NET-04 Redundant paths in two or more availability zones (mlps3 8.1.2.1 e, 8.1.4.9 c; nist-800-53r5 cp-7,
        #   sc-36)
        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # spec: workloads.portal
        self.portal_load_balancer = aws.lb.LoadBalancer(
            "portal",
            name="web-cloud-window-portal",
            load_balancer_type="application",
            internal=False,
            subnets=[args.edge_a_subnet.id, args.edge_b_subnet.id],
            security_groups=[args.edge_security_group.id],
            drop_invalid_header_fields=True,
            desync_mitigation_mode="strictest",
            enable_deletion_protection=True,
            access_logs=aws.lb.LoadBalancerAccessLogsArgs(
                bucket=args.access_log_bucket.id,
                prefix="web-cloud-window-portal",
                enabled=True,
            ),
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.access_log_bucket_policy]),
        )

        # NET-06 TLS 1.2 or newer on every listener (mlps3 8.1.2.2 a, 8.1.2.2 b, 8.1.4.7 a, 8.1.4.8 a; nist-800-53r5
        #   sc-8, sc-8.1)
        # spec: workloads.portal.domain - the domain's owner publishes the validation record; the listener waits for it
        self.portal_certificate = aws.acm.Certificate(
            "portal",
            domain_name="portal.example.gov",
            validation_method="DNS",
            options=aws.acm.CertificateOptionsArgs(certificate_transparency_logging_preference="ENABLED"),
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, delete_before_replace=False),
        )

        self.portal_certificate_validation = aws.acm.CertificateValidation(
            "portal",
            certificate_arn=self.portal_certificate.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # NET-06 TLS 1.2 or newer on every listener (mlps3 8.1.2.2 a, 8.1.2.2 b, 8.1.4.7 a, 8.1.4.8 a; nist-800-53r5
        #   sc-8, sc-8.1)
        # BND-09 Internet exposure equals the declared list (mlps3 8.1.3.1 a, 8.1.4.4 b; nist-800-53r5 sc-7.3, cm-7,
        #   cm-8)
        # What no rule below names is not found.
        self.portal_listener = aws.lb.Listener(
            "portal",
            load_balancer_arn=self.portal_load_balancer.arn,
            port=443,
            protocol="HTTPS",
            ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            certificate_arn=self.portal_certificate_validation.certificate_arn,
            # A browser that came once asks by HTTPS alone for a year; nobody hears what serves it.
            routing_http_response_strict_transport_security_header_value="max-age=31536000",
            routing_http_response_server_enabled=False,
            default_actions=[
                aws.lb.ListenerDefaultActionArgs(
                    type="fixed-response",
                    fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(
                        content_type="text/plain",
                        message_body="not found",
                        status_code="404",
                    ),
                ),
            ],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # flow: edge to app@civil-affairs tcp/8443
        self.portal_app_civil_affairs_8443_target_group = aws.lb.TargetGroup(
            "portal_app_civil_affairs_8443",
            name="web-cloud-window-portal-c87f0417",
            vpc_id=args.main_vpc.id,
            target_type="ip",
            port=8443,
            protocol="HTTPS",
            health_check=aws.lb.TargetGroupHealthCheckArgs(
                enabled=True,
                protocol="HTTPS",
                path="/health",
                matcher="200",
                interval=15,
                timeout=5,
                healthy_threshold=3,
                unhealthy_threshold=3,
            ),
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_app_civil_affairs_8443_listener_rule = aws.lb.ListenerRule(
            "portal_app_civil_affairs_8443",
            listener_arn=self.portal_listener.arn,
            priority=5125,
            conditions=[
                aws.lb.ListenerRuleConditionArgs(
                    path_pattern=aws.lb.ListenerRuleConditionPathPatternArgs(values=["/civil-affairs/*"]),
                ),
            ],
            actions=[
                aws.lb.ListenerRuleActionArgs(
                    type="forward",
                    target_group_arn=self.portal_app_civil_affairs_8443_target_group.arn,
                ),
            ],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # flow: edge to app@social-security tcp/8443
        self.portal_app_social_security_8443_target_group = aws.lb.TargetGroup(
            "portal_app_social_security_8443",
            name="web-cloud-window-portal-e79b0a29",
            vpc_id=args.main_vpc.id,
            target_type="ip",
            port=8443,
            protocol="HTTPS",
            health_check=aws.lb.TargetGroupHealthCheckArgs(
                enabled=True,
                protocol="HTTPS",
                path="/health",
                matcher="200",
                interval=15,
                timeout=5,
                healthy_threshold=3,
                unhealthy_threshold=3,
            ),
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_app_social_security_8443_listener_rule = aws.lb.ListenerRule(
            "portal_app_social_security_8443",
            listener_arn=self.portal_listener.arn,
            priority=17722,
            conditions=[
                aws.lb.ListenerRuleConditionArgs(
                    path_pattern=aws.lb.ListenerRuleConditionPathPatternArgs(values=["/social-security/*"]),
                ),
            ],
            actions=[
                aws.lb.ListenerRuleActionArgs(
                    type="forward",
                    target_group_arn=self.portal_app_social_security_8443_target_group.arn,
                ),
            ],
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # BND-07 Application-layer control on exposed services (mlps3 8.1.3.2 e, 8.1.4.4 d, 8.2.2.1 c; nist-800-53r5
        #   sc-7, si-10, si-4)
        # BND-11 Denial-of-service protection on public entries (mlps3 8.1.3.3 a; nist-800-53r5 sc-5)
        # spec: workloads.portal - what reaches the entry is inspected before it is passed on
        self.portal_web_acl = aws.wafv2.WebAcl(
            "portal",
            name="web-cloud-window-portal",
            description="Guards the public entry web-cloud-window-portal",
            scope="REGIONAL",
            default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
            rules=[
                # addresses known for attacks
                aws.wafv2.WebAclRuleArgs(
                    name="AWSManagedRulesAmazonIpReputationList",
                    priority=10,
                    override_action=aws.wafv2.WebAclRuleOverrideActionArgs(
                        none=aws.wafv2.WebAclRuleOverrideActionNoneArgs(),
                    ),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                            vendor_name="AWS",
                            name="AWSManagedRulesAmazonIpReputationList",
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="AWSManagedRulesAmazonIpReputationList",
                        sampled_requests_enabled=True,
                    ),
                ),
                # anonymising networks: counted, for citizens use them too
                aws.wafv2.WebAclRuleArgs(
                    name="AWSManagedRulesAnonymousIpList",
                    priority=20,
                    override_action=aws.wafv2.WebAclRuleOverrideActionArgs(
                        count=aws.wafv2.WebAclRuleOverrideActionCountArgs(),
                    ),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                            vendor_name="AWS",
                            name="AWSManagedRulesAnonymousIpList",
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="AWSManagedRulesAnonymousIpList",
                        sampled_requests_enabled=True,
                    ),
                ),
                # common attacks; large bodies are counted, for citizens upload documents
                aws.wafv2.WebAclRuleArgs(
                    name="AWSManagedRulesCommonRuleSet",
                    priority=30,
                    override_action=aws.wafv2.WebAclRuleOverrideActionArgs(
                        none=aws.wafv2.WebAclRuleOverrideActionNoneArgs(),
                    ),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                            vendor_name="AWS",
                            name="AWSManagedRulesCommonRuleSet",
                            rule_action_overrides=[
                                aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs(
                                    name="SizeRestrictions_BODY",
                                    action_to_use=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs(
                                        count=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs(),
                                    ),
                                ),
                            ],
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="AWSManagedRulesCommonRuleSet",
                        sampled_requests_enabled=True,
                    ),
                ),
                # known exploits, Log4j among them
                aws.wafv2.WebAclRuleArgs(
                    name="AWSManagedRulesKnownBadInputsRuleSet",
                    priority=40,
                    override_action=aws.wafv2.WebAclRuleOverrideActionArgs(
                        none=aws.wafv2.WebAclRuleOverrideActionNoneArgs(),
                    ),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                            vendor_name="AWS",
                            name="AWSManagedRulesKnownBadInputsRuleSet",
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="AWSManagedRulesKnownBadInputsRuleSet",
                        sampled_requests_enabled=True,
                    ),
                ),
                # SQL injection
                aws.wafv2.WebAclRuleArgs(
                    name="AWSManagedRulesSQLiRuleSet",
                    priority=50,
                    override_action=aws.wafv2.WebAclRuleOverrideActionArgs(
                        none=aws.wafv2.WebAclRuleOverrideActionNoneArgs(),
                    ),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                            vendor_name="AWS",
                            name="AWSManagedRulesSQLiRuleSet",
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="AWSManagedRulesSQLiRuleSet",
                        sampled_requests_enabled=True,
                    ),
                ),
                # one address, five minutes
                aws.wafv2.WebAclRuleArgs(
                    name="rate",
                    priority=60,
                    action=aws.wafv2.WebAclRuleActionArgs(block=aws.wafv2.WebAclRuleActionBlockArgs()),
                    statement=aws.wafv2.WebAclRuleStatementArgs(
                        rate_based_statement=aws.wafv2.WebAclRuleStatementRateBasedStatementArgs(
                            limit=2000,
                            aggregate_key_type="IP",
                        ),
                    ),
                    visibility_config=aws.wafv2.WebAclRuleVisibilityConfigArgs(
                        cloudwatch_metrics_enabled=True,
                        metric_name="rate",
                        sampled_requests_enabled=True,
                    ),
                ),
            ],
            visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(
                cloudwatch_metrics_enabled=True,
                metric_name="web-cloud-window-portal",
                sampled_requests_enabled=True,
            ),
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        self.portal_web_acl_association = aws.wafv2.WebAclAssociation(
            "portal",
            resource_arn=self.portal_load_balancer.arn,
            web_acl_arn=self.portal_web_acl.arn,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # AUD-05 Every log source is switched on (mlps3 8.1.3.5 a, 8.1.4.3 a, 8.1.5.4 d; nist-800-53r5 au-2, au-12)
        # AUD-03 Audit logs kept for six calendar months or more (mlps3 8.1.5.4 d; nist-800-53r5 au-11)
        # spec: logging.access - kept 366 days, rounded up to a term that CloudWatch offers
        self.waf_portal_log_group = aws.cloudwatch.LogGroup(
            "waf_portal",
            name="aws-waf-logs-cloud-window-portal",
            retention_in_days=400,
            kms_key_id=args.logs_key.arn,
            tags={
                "Name": "cloud-window-portal",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "edge",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # A record must not hold what proves who somebody is.
        self.portal_web_acl_logging_configuration = aws.wafv2.WebAclLoggingConfiguration(
            "portal",
            resource_arn=self.portal_web_acl.arn,
            log_destination_configs=[self.waf_portal_log_group.arn],
            redacted_fields=[
                aws.wafv2.WebAclLoggingConfigurationRedactedFieldArgs(
                    single_header=aws.wafv2.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs(
                        name="authorization",
                    ),
                ),
                aws.wafv2.WebAclLoggingConfigurationRedactedFieldArgs(
                    single_header=aws.wafv2.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs(name="cookie"),
                ),
            ],
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[args.waf_log_resource_policy]),
        )

        self.register_outputs(
            {
                "portal_app_civil_affairs_8443_target_group_arn_suffix": self.portal_app_civil_affairs_8443_target_group.arn_suffix,
                "portal_app_social_security_8443_target_group_arn_suffix": self.portal_app_social_security_8443_target_group.arn_suffix,
                "portal_load_balancer_arn_suffix": self.portal_load_balancer.arn_suffix,
                "waf_portal_log_group_name": self.waf_portal_log_group.name,
            }
        )
