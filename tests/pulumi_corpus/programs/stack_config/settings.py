"""The settings of a stack, read once."""

from dataclasses import dataclass

import pulumi


@dataclass(frozen=True)
class Settings:
    """What a stack may choose."""

    network_stack: str
    service_block: str
    partner_token: pulumi.Output[str]
    keep_days: int
    encrypted: bool
    multi_zone: bool
    node_count: int
    administrators: list[str]


def settings() -> Settings:
    """Read the settings; what is required and missing stops the program."""
    config = pulumi.Config()
    return Settings(
        network_stack=config.get("networkStack") or "city/network/prod",
        service_block=config.require("serviceBlock"),
        partner_token=config.require_secret("partnerToken"),
        keep_days=config.get_int("keepDays") or 400,
        encrypted=config.get_bool("encrypted", default=True),
        multi_zone=config.get_bool("multiZone", default=True),
        node_count=config.get_int("nodes", default=2),
        administrators=config.get_object("administrators", default=["10.80.250.0/24"]),
    )
