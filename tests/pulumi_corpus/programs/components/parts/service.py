"""A web service - balancer, tasks and log - as one component."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class ServiceArgs:
    """What a service is made from."""

    vpc: pulumi.Input[str]
    public: Sequence[pulumi.Input[str]]
    private: Sequence[pulumi.Input[str]]
    certificate: pulumi.Input[str]
    key: pulumi.Input[str]
    records: pulumi.Input[str]
    image: str
    source: str = "198.51.100.0/24"
    policy: str = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    keep_days: int = 400


class Service(pulumi.ComponentResource):
    """A service on Fargate behind a balancer that speaks TLS."""

    def __init__(self, name: str, args: ServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("school:web:Service", name, {}, opts)
        self._name, self._args = name, args
        self._inside = pulumi.ResourceOptions(parent=self)
        self.front = self._group("front", "Takes orders")
        self.tasks = self._group("tasks", "Handles orders")
        self._rules()
        self.log = aws.cloudwatch.LogGroup(
            name, name=f"/school/{name}", retention_in_days=args.keep_days, kms_key_id=args.key, opts=self._inside
        )
        target = self._balancer()
        self._service(target)
        self.register_outputs({})

    def _group(self, part: str, words: str) -> aws.ec2.SecurityGroup:
        name = f"{self._name}-{part}"
        return aws.ec2.SecurityGroup(name, name=name, description=words, vpc_id=self._args.vpc, opts=self._inside)

    def _rules(self) -> None:
        aws.vpc.SecurityGroupIngressRule(
            f"{self._name}-front",
            security_group_id=self.front.id,
            description="From the school network",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            cidr_ipv4=self._args.source,
            opts=self._inside,
        )
        aws.vpc.SecurityGroupEgressRule(
            f"{self._name}-front",
            security_group_id=self.front.id,
            description="To the tasks",
            ip_protocol="tcp",
            from_port=8443,
            to_port=8443,
            referenced_security_group_id=self.tasks.id,
            opts=self._inside,
        )
        aws.vpc.SecurityGroupIngressRule(
            f"{self._name}-tasks",
            security_group_id=self.tasks.id,
            description="From the balancer",
            ip_protocol="tcp",
            from_port=8443,
            to_port=8443,
            referenced_security_group_id=self.front.id,
            opts=self._inside,
        )
        aws.vpc.SecurityGroupEgressRule(
            f"{self._name}-tasks",
            security_group_id=self.tasks.id,
            description="To the records and to services of AWS",
            ip_protocol="tcp",
            from_port=443,
            to_port=5432,
            cidr_ipv4="10.60.0.0/16",
            opts=self._inside,
        )

    def _balancer(self) -> aws.lb.TargetGroup:
        args, name = self._args, self._name
        balancer = aws.lb.LoadBalancer(
            name,
            name=name,
            internal=False,
            load_balancer_type="application",
            security_groups=[self.front.id],
            subnets=args.public,
            drop_invalid_header_fields=True,
            enable_deletion_protection=True,
            access_logs=aws.lb.LoadBalancerAccessLogsArgs(bucket=args.records, prefix=name, enabled=True),
            opts=self._inside,
        )
        target = aws.lb.TargetGroup(
            name,
            name=name,
            port=8443,
            protocol="HTTPS",
            target_type="ip",
            vpc_id=args.vpc,
            health_check=aws.lb.TargetGroupHealthCheckArgs(path="/health", protocol="HTTPS"),
            opts=self._inside,
        )
        aws.lb.Listener(
            f"{name}-tls",
            load_balancer_arn=balancer.arn,
            port=443,
            protocol="HTTPS",
            ssl_policy=args.policy,
            certificate_arn=args.certificate,
            default_actions=[aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=target.arn)],
            opts=self._inside,
        )
        return target

    def _service(self, target: aws.lb.TargetGroup) -> None:
        args, name = self._args, self._name
        cluster = aws.ecs.Cluster(
            name,
            name=name,
            settings=[aws.ecs.ClusterSettingArgs(name="containerInsights", value="enabled")],
            opts=self._inside,
        )
        task = aws.ecs.TaskDefinition(
            name,
            family=name,
            cpu="512",
            memory="1024",
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            execution_role_arn=self._role("start", "Starts tasks").arn,
            task_role_arn=self._role("run", "What tasks may do").arn,
            container_definitions=self.log.name.apply(self._containers),
            opts=self._inside,
        )
        aws.ecs.Service(
            name,
            name=name,
            cluster=cluster.arn,
            task_definition=task.arn,
            launch_type="FARGATE",
            desired_count=2,
            network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(
                subnets=args.private,
                security_groups=[self.tasks.id],
                assign_public_ip=False,
            ),
            load_balancers=[
                aws.ecs.ServiceLoadBalancerArgs(target_group_arn=target.arn, container_name=name, container_port=8443)
            ],
            opts=self._inside,
        )

    def _role(self, part: str, words: str) -> aws.iam.Role:
        statement = {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        }
        return aws.iam.Role(
            f"{self._name}-{part}",
            name=f"{self._name}-{part}",
            description=words,
            assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
            opts=self._inside,
        )

    def _containers(self, log: str) -> str:
        options = {"awslogs-group": log, "awslogs-region": "ap-southeast-2", "awslogs-stream-prefix": self._name}
        container = {
            "name": self._name,
            "image": self._args.image,
            "essential": True,
            "readonlyRootFilesystem": True,
            "portMappings": [{"containerPort": 8443}],
            "logConfiguration": {"logDriver": "awslogs", "options": options},
        }
        return json.dumps([container])
