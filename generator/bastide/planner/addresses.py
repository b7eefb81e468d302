"""The address plan: a block for each zone, a part of it for each copy, a subnet for each availability zone.

Sizes follow the platform's block: a zone with one copy gets 1/64 of it, an agency's copy 1/256, each cut into
four availability-zone slots. AWS limits: a subnet is /28 at the smallest, and a load balancer's /27.
"""

from collections.abc import Iterable
from ipaddress import IPv4Network
from itertools import chain

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.exchange import Side
from bastide.model.platform import EGRESS, OUTER_SERVICES, RECOVERY, SERVICES, Platform, Zone
from bastide.planner import copies, names
from bastide.planner.lockfile import Lock, ZoneLock

SLOT_BITS = 2
"""Each copy is cut into four availability-zone slots, so that a third and fourth can be added later."""

LARGEST_VPC = 16
"""AWS's largest VPC block, as a prefix length."""

SMALLEST_SINGLE = 25
SMALLEST_COPY = 26
ONLY = ""
"""The lock's name for the copy of a zone that has only one."""


def allocate(platform: Platform, lock: Lock | None) -> Lock:
    """Return the lock extended by whatever the platform needs and it does not hold yet.

    Raises CannotAnswerError: PLAN002 when the platform's block is exhausted, PLAN003 when the spec's block or a
    zone's `cidr` differs from the pinned one, or lies in the other side's block.
    """
    lock = lock or Lock(platform.cidr, platform.availability_zones)
    _refuse_moved(platform, lock)
    letters = lock.availability_zones + tuple(
        letter for letter in platform.availability_zones if letter not in lock.availability_zones
    )
    if len(letters) > 1 << SLOT_BITS:
        raise CannotAnswerError([_too_many_slots(letters)])
    zones = dict(lock.zones)
    for zone in sorted(platform.zones, key=lambda zone: (zone.cidr is None, zone.name)):
        zones[zone.name] = _zone(platform, zone, zones)
    zones[SERVICES] = _grow(platform, SERVICES, [ONLY], zones, prefix=_copy_prefix(platform, SERVICES))
    if copies.has_outer(platform):
        prefix = _copy_prefix(platform, OUTER_SERVICES)
        zones[OUTER_SERVICES] = _grow(platform, OUTER_SERVICES, [ONLY], zones, prefix=prefix)
    for name in copies.firewall_zones(platform):
        zones[name] = _grow(platform, name, [ONLY], zones, prefix=_copy_prefix(platform, name))
    if copies.has_way_out(platform):
        zones[EGRESS] = _grow(platform, EGRESS, [ONLY], zones, prefix=_copy_prefix(platform, EGRESS))
    if copies.has_recovery(platform):
        zones[RECOVERY] = _grow(platform, RECOVERY, [ONLY], zones, prefix=_single_prefix(platform, RECOVERY))
    return Lock(platform.cidr, letters, zones, platform.outer_cidr or lock.outer_cidr)


def room(platform: Platform, zone: str) -> IPv4Network:
    """Return the block that a zone's addresses are taken from, its side's."""
    is_outer = copies.sides(platform).get(zone) is Side.OUTER
    return platform.outer_cidr if is_outer and platform.outer_cidr is not None else platform.cidr


def _refuse_moved(platform: Platform, lock: Lock) -> None:
    if lock.cidr != platform.cidr:
        raise CannotAnswerError([_moved("platform", str(lock.cidr), str(platform.cidr), ())])
    if None not in (lock.outer_cidr, platform.outer_cidr) and lock.outer_cidr != platform.outer_cidr:
        moved = _moved("platform's outer side", str(lock.outer_cidr), str(platform.outer_cidr), ())
        raise CannotAnswerError([moved])
    derived = (EGRESS,) if copies.has_way_out(platform) else ()
    for zone in (*(zone.name for zone in platform.zones), *derived):
        for block in lock.zones.get(zone, ZoneLock((), {})).blocks:
            if not block.subnet_of(room(platform, zone)):
                raise CannotAnswerError([_changed_sides(platform, zone, block)])


def subnets_of(block: IPv4Network, lock: Lock) -> dict[str, IPv4Network]:
    """Return a copy's subnets by availability-zone letter."""
    return dict(zip(lock.availability_zones, block.subnets(SLOT_BITS), strict=False))


def _zone(platform: Platform, zone: Zone, zones: dict[str, ZoneLock]) -> ZoneLock:
    if zone.cidr is not None:
        pinned = zones.get(zone.name)
        if pinned is not None and pinned.blocks != (zone.cidr,):
            moved = _moved(f"zone `{zone.name}`", str(pinned.blocks[0]), str(zone.cidr), (Label(zone.place),))
            raise CannotAnswerError([moved])
        zones = {**zones, zone.name: pinned or ZoneLock((zone.cidr,), {})}
    if not zone.per_agency:
        prefix = zone.cidr.prefixlen if zone.cidr else _single_prefix(platform, zone.name)
        return _grow(platform, zone.name, [ONLY], zones, prefix=prefix)
    wanted = [agency.name for agency in platform.agencies]
    usual = _copy_prefix(platform, zone.name)
    prefix = usual if zone.cidr is None else _share(zone.cidr, len(wanted), usual)
    return _grow(platform, zone.name, wanted, zones, prefix=prefix)


def _single_prefix(platform: Platform, zone: str) -> int:
    return min(room(platform, zone).prefixlen + 6, SMALLEST_SINGLE)


def _copy_prefix(platform: Platform, zone: str) -> int:
    return min(room(platform, zone).prefixlen + 8, SMALLEST_COPY)


def _share(block: IPv4Network, count: int, usual: int) -> int:
    """Return the prefix of equal parts of a given block, no larger than usual and no smaller than AWS allows."""
    parts = (max(count, 1) - 1).bit_length()
    return min(max(block.prefixlen + parts, usual), SMALLEST_COPY)


def _grow(platform: Platform, name: str, wanted: list[str], zones: dict[str, ZoneLock], *, prefix: int) -> ZoneLock:
    pinned = zones.get(name, ZoneLock((), {}))
    blocks, taken = list(pinned.blocks), dict(pinned.copies)
    for agency in sorted(set(wanted) - set(taken)):
        place = _first_free(chain.from_iterable(_parts(block, prefix) for block in blocks), taken.values())
        if place is None:
            taken_blocks = [*_other_blocks(zones, name), *blocks]
            block = _new_block(room(platform, name), len(wanted), prefix, taken_blocks)
            if block is None:
                raise CannotAnswerError([_exhausted(platform, name, prefix)])
            blocks.append(block)
            place = next(iter(_parts(block, prefix)))
        taken[agency] = place
    return ZoneLock(tuple(blocks), taken)


def _parts(block: IPv4Network, prefix: int) -> Iterable[IPv4Network]:
    return block.subnets(new_prefix=prefix) if prefix >= block.prefixlen else iter(())


def _other_blocks(zones: dict[str, ZoneLock], name: str) -> list[IPv4Network]:
    return [block for other, zone in zones.items() if other != name for block in zone.blocks]


def _new_block(whole: IPv4Network, count: int, prefix: int, taken: list[IPv4Network]) -> IPv4Network | None:
    """Find room for `count` copies, rounded up to a power of two so that the block is one CIDR; else for one."""
    roomy = prefix - (count - 1).bit_length()
    for size in range(max(roomy, whole.prefixlen + 1), prefix + 1):
        block = _first_free(whole.subnets(new_prefix=size), taken)
        if block is not None:
            return block
    return None


def _first_free(candidates: Iterable[IPv4Network], taken: Iterable[IPv4Network]) -> IPv4Network | None:
    occupied = tuple(taken)
    return next((c for c in candidates if not any(c.overlaps(other) for other in occupied)), None)


def _exhausted(platform: Platform, name: str, prefix: int) -> Diagnostic:
    places = [zone.place for zone in platform.zones if zone.name == name]
    whole = room(platform, name)
    size, key = whole.prefixlen, "cidr" if whole == platform.cidr else "outer_cidr"
    bigger = f"give the platform a larger block (`platform.{key}: .../{size - 1}`)"
    return Diagnostic(
        code="PLAN002",
        message=f"the block `{whole}` has no /{prefix} left for zone `{name}`",
        labels=tuple(Label(place) for place in places),
        why="every zone copy needs its own addresses; overlapping blocks can't be segmented (8.1.2.1 c)",
        fix=f"{bigger if size > LARGEST_VPC else 'use fewer copies'}, or free what left the spec in `bastide.lock`",
    )


def _moved(what: str, pinned: str, wanted: str, labels: tuple[Label, ...]) -> Diagnostic:
    return Diagnostic(
        code="PLAN003",
        message=f"{what} has the block `{wanted}`, but `bastide.lock` pins `{pinned}`",
        labels=labels,
        why="changing a block replaces every subnet in it, and all that stands in them",
        fix=f"write `cidr: {pinned}`, or edit `bastide.lock` if nothing is deployed yet",
    )


def _changed_sides(platform: Platform, zone: str, block: IPv4Network) -> Diagnostic:
    places = [one.place for one in platform.zones if one.name == zone]
    return Diagnostic(
        code="PLAN003",
        message=f"zone `{zone}` changes sides: `bastide.lock` pins `{block}`, outside `{room(platform, zone)}`",
        labels=tuple(Label(place) for place in places),
        why="the sides are two networks; all that stands in the zone would be replaced",
        fix="give the zone on the other side a name of its own, or free what nothing stands in from `bastide.lock`",
    )


def _too_many_slots(letters: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        code="PLAN007",
        message=f"zone copies have room for {1 << SLOT_BITS} availability zones, not for `{' '.join(letters)}`",
        labels=(),
        why="slots are never handed on, so that no subnet is renumbered",
        fix="keep `platform.availability_zones` within the letters that `bastide.lock` lists",
    )


def plan_copies(platform: Platform, lock: Lock) -> tuple[copies.ZoneCopy, ...]:
    """Return every zone copy with its subnets, in the order of `copies.references`."""
    planned, sides, given = [], copies.sides(platform), copies.given_network(platform)
    for reference, exposure, title in copies.references(platform):
        block = lock.zones[reference.zone].copies[reference.agency or ONLY]
        by_letter = subnets_of(block, lock)
        subnets = tuple(
            copies.Subnet(
                label=names.label(str(reference), letter),
                letter=letter,
                availability_zone=platform.regions.primary + letter,
                cidr=by_letter[letter],
            )
            for letter in platform.availability_zones
        )
        side = sides[reference.zone]
        stands = given if side is Side.INNER else None
        planned.append(copies.ZoneCopy(reference, exposure, title, block, subnets, side, stands))
    return tuple(planned)
