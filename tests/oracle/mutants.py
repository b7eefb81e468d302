"""Errors that an engine may have, each of one semantic; random networks must show every one of them."""

from oracle.grafting import Mutant
from oracle.mutants_of_replies import ANSWERS, REPLIES

FILTERS = (
    Mutant("the lowest number decides", "lambda one: -one.number", "lambda one: one.number"),
    Mutant("a denial denies", "part &= ~mask", "part |= mask"),
    Mutant(
        "what no entry matches is denied",
        "np.zeros((len(acls) + 1, 2, len(addresses.atoms), traffic.words), np.uint64)",
        "np.full((len(acls) + 1, 2, len(addresses.atoms), traffic.words), ~np.uint64(0))",
    ),
    Mutant(
        "an ACL's two lists are apart",
        "OUTBOUND if entry.egress else INBOUND",
        "INBOUND if entry.egress else OUTBOUND",
    ),
    Mutant("the first firewall rule decides", "reversed(endpoint.rules)", "endpoint.rules"),
    Mutant("a firewall's default may deny", "if endpoint.default_allow:", "if True:"),
    Mutant("a firewall's default may allow", "if endpoint.default_allow:", "if False:"),
    Mutant(
        "a firewall rule's sources are the request's",
        "self._among(rule.sources, left) & self._among(rule.destinations, right)",
        "self._among(rule.destinations, left) & self._among(rule.sources, right)",
    ),
    Mutant("no group filters what carries none", "if not role or ignored:", "if ignored:"),
    Mutant("groups add up", "for name in role:", "for name in role[:1]:"),
    Mutant(
        "inbound rules are not outbound rules",
        "known[name].ingress, addresses",
        "known[name].egress, addresses",
    ),
    Mutant("each block of a rule counts", "for block in rule.cidrs:", "for block in rule.cidrs[:1]:"),
    Mutant(
        "a reference names the sender of what comes in",
        "peer * self.roles + own if ingress else own * self.roles + peer",
        "own * self.roles + peer",
    ),
    Mutant(
        "a reference is not the rules of the group",
        "for key in self._keys(mine, holders.get(rule.group, ()), ingress=ingress):",
        "for key in self._keys(mine, mine, ingress=ingress):",
    ),
    Mutant("both ends' groups must admit", "named[0])) & (received", "named[0])) | (received"),
    Mutant(
        "ACLs and routes don't matter inside a subnet",
        "pairs = np.flatnonzero(~self._same_subnet())",
        "pairs = np.arange(sites * sites)",
    ),
    Mutant("firewalls judge requests", "words &= self.judges.firewalls.seen(sight, sources, destinations)", "pass"),
    Mutant("NAT gateways translate three protocols", "if recipe.nats:", "if False:"),
    Mutant(
        "inbound entries look at the source",
        "{SOURCE: sources, DESTINATION: destinations}",
        "{SOURCE: destinations, DESTINATION: destinations}",
    ),
    Mutant(
        "ACLs judge what leaves a subnet",
        "return state.checked(Check(state.acl, OUTBOUND, DESTINATION))",
        "return state",
    ),
    Mutant(
        "ACLs judge what leaves a subnet for a transit gateway",
        "state.checked(Check(state.acl, OUTBOUND, DESTINATION), entry)",
        "state.checked(entry)",
    ),
    Mutant(
        "ACLs judge what enters a subnet",
        "state if same else state.checked(Check(destination.acl, INBOUND, state.source))",
        "state",
    ),
    Mutant(
        "nothing judges what a transit gateway brings to its own subnet",
        "same = bool(state.subnet) and state.subnet == destination.subnet",
        "same = False",
    ),
    Mutant(
        "every protocol is every protocol",
        "if span.protocol == ANY_PROTOCOL or (",
        "if (span.protocol == ANY_PROTOCOL and atom.protocol >= 0) or (",
    ),
)

ROUTES = (
    Mutant("a static route beats a propagated one", "0 if route.propagated", "2.6 if route.propagated"),
    Mutant("a static route beats a prefix list's", "1 if route.from_list", "2.5 if route.from_list"),
    Mutant("a prefix list's route beats a propagated one", "0 if route.propagated", "1.5 if route.propagated"),
    Mutant(
        "a longer route beats the local one",
        "yield (block.first - block.last, OWN), block, LOCAL",
        "yield (0, OWN), block, LOCAL",
    ),
    Mutant(
        "the local route beats a shorter one",
        "yield (block.first - block.last, OWN), block, LOCAL",
        "yield (-(2**200), OWN), block, LOCAL",
    ),
    Mutant("every block of a VPC is local", "for block in own:", "for block in tuple(own)[:1]:"),
    Mutant(
        "a blackhole is a route",
        "for route in table.routes: yield _order(route)",
        "for route in [one for one in table.routes if one.target != 'blackhole']:\n        yield _order(route)",
    ),
    Mutant(
        "a gateway endpoint takes its addresses",
        "for route in table.routes: yield _order(route)",
        "for route in [one for one in table.routes if one.target is not Target.SERVICE]:\n        yield _order(route)",
    ),
    Mutant(
        "a transit gateway's blackhole is a route",
        "for route in table.routes: yield _transit_order",
        "for route in [one for one in table.routes if one.attachment]:\n        yield _transit_order",
    ),
    Mutant(
        "a static transit route beats a propagated one",
        "rank = 2 if not route.propagated",
        "rank = -1 if not route.propagated",
    ),
    Mutant(
        "the internet is what is public",
        "list(_less([Cidr(V4, 0, LAST[V4])], NOT_PUBLIC))",
        "[Cidr(V4, 0, LAST[V4])]",
    ),
    Mutant("an edge table decides what enters", "elif gateway.table:", "elif False:"),
    Mutant(
        "the internet reaches public IPv4 addresses only",
        "if destination.party or (self.atlas.addresses.version == V4 and not destination.public):",
        "if destination.party:",
    ),
    Mutant(
        "IPv6 needs no public address",
        "if destination.party or (self.atlas.addresses.version == V4 and not destination.public):",
        "if destination.party or not destination.public:",
    ),
    Mutant(
        "only internet gateways let the internet in",
        "if gateway.kind in TWO_WAY and gateway.vpc == destination.vpc:",
        "if gateway.vpc == destination.vpc:",
    ),
    Mutant(
        "private addresses don't leave by an internet gateway",
        "(state.public and hop.target is not Target.EGRESS_ONLY)",
        "(hop.target is not Target.EGRESS_ONLY)",
    ),
    Mutant(
        "a gateway serves its own VPC",
        "if not alike or state.sender != state.vpc:",
        "if not alike:",
    ),
    Mutant(
        "a NAT gateway shows its own address",
        "onward._replace(source=atom, seen=inside.seen)",
        "onward._replace(seen=inside.seen)",
    ),
    Mutant(
        "a peering is not transitive",
        "peering is None or state.vpc not in (peering.requester, peering.accepter) or state.sender != state.vpc",
        "peering is None or state.vpc not in (peering.requester, peering.accepter)",
    ),
    Mutant(
        "a peering ends in its VPC", "elif destination.party or destination.vpc != other:", "elif destination.party:"
    ),
    Mutant(
        "references don't hold across regions",
        "left = left if peering.same_region else left.without_references()",
        "left = left",
    ),
    Mutant(
        "references don't hold through a firewall",
        "inside = self._into(state, endpoint.subnet).without_references()",
        "inside = self._into(state, endpoint.subnet)",
    ),
    Mutant(
        "references don't hold outbound over a transit gateway",
        "recipe._replace(checks=checks, egress=False, ingress=ingress, pins=pins)",
        "recipe._replace(checks=checks, ingress=ingress, pins=pins)",
    ),
    Mutant(
        "references need a transit gateway's support",
        "state.recipe.ingress and refers",
        "state.recipe.ingress",
    ),
    Mutant(
        "a transit gateway is entered in the sender's zone",
        "found.setdefault((one.transit, one.vpc, self.zone(subnet)), (one, subnet))",
        "for zone in {each.availability_zone for each in self.network.subnets}: "
        "found.setdefault((one.transit, one.vpc, zone), (one, subnet))",
    ),
    Mutant(
        "a transit gateway keeps to the zone",
        "tuple(subnet for subnet in known if self.zone(subnet) == zone) or known",
        "known",
    ),
    Mutant(
        "a transit gateway takes another zone where there is none",
        "tuple(subnet for subnet in known if self.zone(subnet) == zone) or known",
        "tuple(subnet for subnet in known if self.zone(subnet) == zone)",
    ),
    Mutant("appliance mode takes any zone", "if onto.appliance_mode: pinned", "if False:\n            pinned"),
    Mutant(
        "what arrives without an association is dropped",
        'crossings = self.tables.crossing(attachment.table or "", destination.column)',
        'crossings = self.tables.crossing(attachment.table or "tgw/table", destination.column)',
    ),
    Mutant(
        "the attachment's subnet judges what enters",
        "Check(state.acl, OUTBOUND, DESTINATION), entry",
        "Check(state.acl, OUTBOUND, DESTINATION)",
    ),
)

MUTANTS = (*FILTERS, *ROUTES, *REPLIES, *ANSWERS)
