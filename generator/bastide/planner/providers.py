"""The providers: one for each region, nothing anywhere else."""

from collections.abc import Iterator

from bastide.planner.context import Context, StackFile

AWS_PROVIDER = "5.100.0"
TERRAFORM = ">= 1.11.0, < 2.0.0"


def files(context: Context) -> Iterator[StackFile]:
    """Plan `providers.tf`."""
    platform = context.platform
    yield StackFile(
        path="providers.tf",
        template="providers/providers.tf.j2",
        target="providers",
        inputs={
            "terraform": TERRAFORM,
            "version": AWS_PROVIDER,
            "account": platform.account,
            "primary": platform.regions.primary,
            "replica": platform.regions.dr,
        },
    )
