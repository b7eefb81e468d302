"""Names of generated things: derived from the spec's own names, never from chance."""

from zlib import crc32

from bastide.model.platform import ZoneRef

BUCKET_NAME_LIMIT = 63
"""Longest S3 bucket name, in characters (S3 user guide, bucket naming rules)."""


def label(*parts: str) -> str:
    """Join spec names into one Terraform label: `app@civil-affairs`, `a` gives `app_civil_affairs_a`."""
    return "_".join(part.replace("-", "_").replace("@", "_") for part in parts)


def file_stem(reference: ZoneRef) -> str:
    """Return the part of a file name that says which zone copy it holds."""
    return str(reference).replace("@", "-")


def bucket(platform: str, purpose: str, account: str, region: str) -> str:
    """Return a bucket name that is unique in the whole cloud without a random suffix.

    Account and region make it unique; the spec's limits on names keep it within `BUCKET_NAME_LIMIT`
    (20 + 24 + 12 characters for platform, purpose and region, 12 for the account would exceed it, so the region
    is written in the provider's short form).
    """
    return f"{platform}-{purpose}-{account}-{short_region(region)}"


def short(name: str, limit: int) -> str:
    """Cut a name to a service's limit in characters; what is cut off stays in a checksum, so names stay apart."""
    if len(name) <= limit:
        return name
    checksum = f"{crc32(name.encode()):08x}"
    return f"{name[: limit - len(checksum) - 1].rstrip('-')}-{checksum}"


def short_region(region: str) -> str:
    """Return a region's short form: `ap-southeast-1` gives `apse1`; unique over AWS's published regions."""
    area, *middle, number = region.split("-")
    return area + "".join(_DIRECTIONS.get(word, word) for word in middle) + number


_DIRECTIONS = {
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "central": "c",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
    "gov": "g",
    "iso": "i",
}
