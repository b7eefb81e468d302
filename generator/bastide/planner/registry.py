"""The registry: a repository for each image of the platform's own account, and what roles may fetch from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bastide.hcl.literal import Address, Traversal
from bastide.model.kinds import WorkloadKind
from bastide.model.platform import Platform, Workload
from bastide.planner import names
from bastide.planner.context import Context, StackFile
from bastide.planner.statements import Statement, allow

KEY_LABEL = "images"
KEY = Address("aws_kms_key", KEY_LABEL)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository of the platform's own registry."""

    name: str
    tags: dict[str, str]

    @property
    def label(self) -> str:
        """Its Terraform label."""
        return _label(self.name)


def containers(platform: Platform) -> tuple[Workload, ...]:
    """Return the workloads that run as containers."""
    return tuple(one for one in platform.workloads if one.kind is WorkloadKind.CONTAINER)


def own(platform: Platform) -> tuple[str, ...]:
    """Return the names of the repositories that lie in the platform's own account, sorted."""
    images = (one.compute.image for one in containers(platform) if one.compute is not None)
    parts = (image.partition("/") for image in images)
    found = {rest.partition("@")[0] for host, _, rest in parts if host.partition(".")[0] == platform.account}
    return tuple(sorted(found))


def files(context: Context) -> Iterator[StackFile]:
    """Plan `registry.tf`, if any image lies in the platform's own account."""
    found = own(context.platform)
    if found:
        tags = {one: context.tags(f"image-{_dashed(one)}", zone="platform", level="platform") for one in found}
        yield StackFile(
            path="registry.tf",
            template="compute/registry.tf.j2",
            target="compute",
            inputs={"repositories": tuple(Repository(one, tags[one]) for one in found), "key": KEY},
        )


def arn(context: Context, image: str) -> Traversal | str:
    """Return the ARN of an image's repository: a reference where it is the platform's own."""
    host, _, rest = image.partition("/")
    account, name = host.partition(".")[0], rest.partition("@")[0]
    if account == context.platform.account:
        return Address("aws_ecr_repository", _label(name)).arn
    return f"arn:{context.partition}:ecr:{context.platform.regions.primary}:{account}:repository/{name}"


def boundary(context: Context) -> tuple[Statement, ...]:
    """Return what the platform's boundary leaves to those who fetch images and write what containers say."""
    images = [one.compute.image for one in containers(context.platform) if one.compute is not None]
    if not images:
        return ()
    region, platform = context.platform.regions.primary, context.platform
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    repositories = sorted({_plain_arn(context, image) for image in images})
    groups = context.arn("logs", f"log-group:/aws/ecs/{platform.name}-*", region=region)
    return (
        allow("Images", pull, repositories),
        allow("Registry", ["ecr:GetAuthorizationToken"], ["*"]),
        allow("OutputOfContainers", ["logs:CreateLogStream", "logs:PutLogEvents"], [groups]),
    )


def _plain_arn(context: Context, image: str) -> str:
    """The boundary is made before what it bounds: it names repositories without referring to them."""
    host, _, rest = image.partition("/")
    name = rest.partition("@")[0]
    return f"arn:{context.partition}:ecr:{context.platform.regions.primary}:{host.partition('.')[0]}:repository/{name}"


def _label(name: str) -> str:
    return names.label(_dashed(name))


def _dashed(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name)
