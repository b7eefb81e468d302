"""Every way in which a spec can be wrong: its code, the name of the bad pattern, and why it matters."""

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.source.fault import CODES as SOURCE_CODES
from bastide.source.fault import Code

_TABLE = (
    Code("SPEC004", "unknown-key", "a misspelt key that is ignored is a control that was never built", shape=True),
    Code("SPEC005", "missing-key", "nothing is assumed where a decision is needed", shape=True),
    Code("SPEC006", "wrong-type", "a value of another kind would be read as something that nobody meant", shape=True),
    Code("SPEC007", "value-out-of-form", "only a value of this form has a meaning here", shape=True),
    Code("SPEC008", "too-long-or-too-many", "it must be within what a cloud takes and a person can review", shape=True),
    Code(
        "SPEC009",
        "unusable-name",
        "names become resource names in every cloud, which take no other characters",
        shape=True,
    ),
    Code("SPEC011", "include-outside-the-folder", "a spec may only be made of files that stand beside it"),
    Code("SPEC012", "include-matches-nothing", "an agency whose file is missed would silently have no rules"),
    Code("SPEC013", "file-included-again", "the same lines would count twice, or for ever"),
    Code("SPEC014", "unknown-profile", "the classes, tiers and duties that the spec relies on come from its profile"),
    Code("SPEC015", "name-declared-twice", "one of the two would be ignored without a word"),
    Code("SPEC016", "cloud-not-generated", "a stack for another cloud than the one asked for is no answer"),
    Code("SPEC017", "kind-not-generated", "a zone that is accepted and not built would be a promise without a wall"),
    Code("SPEC020", "bad-address-block", "addresses must be private, exact and within what a VPC can hold (RFC 1918)"),
    Code("SPEC021", "overlapping-blocks", "overlapping blocks can't be segmented (8.1.2.1 c)"),
    Code("SPEC022", "unknown-region", "data may only be where the declaration says (8.2.4.3 a)"),
    Code("SPEC023", "dr-in-the-primary-region", "a copy beside the original is lost with it (8.1.4.9 b)"),
    Code("SPEC024", "repeated-item", "a repeated item is a typing error for another one", shape=True),
    Code(
        "SPEC026",
        "text-that-tags-refuse",
        "the text becomes a tag, and AWS takes only letters, digits and few signs there",
    ),
    Code("SPEC030", "unknown-zone", "a rule about a zone that doesn't exist protects nothing"),
    Code("SPEC031", "unknown-agency", "a rule about an agency that doesn't exist protects nothing"),
    Code("SPEC032", "agency-of-a-shared-zone", "only a zone with `per: agency` has copies to name"),
    Code("SPEC033", "copy-not-named", "a store or workload lives in one copy of a zone, and its agency answers for it"),
    Code("SPEC034", "no-agency-for-copies", "a zone with a copy for each agency and no agency has nothing in it"),
    Code(
        "SPEC035", "reserved-zone-name", "`internet` is the world outside and `services` the cloud's private endpoints"
    ),
    Code("SPEC036", "reserved-name", "something generated has this name already; two would share one address"),
    Code("SPEC040", "internet-into-an-inner-zone", "outside connections end at the boundary (8.1.3.1 a)"),
    Code("SPEC041", "isolated-zone-to-internet", "an isolated zone has no way out; data could leave by it (8.1.3.1 c)"),
    Code("SPEC042", "internet-to-internet", "traffic that never touches the platform can't be its rule"),
    Code("SPEC043", "flow-breaks-a-promise", "a promise that the same page breaks is worth nothing"),
    Code("SPEC044", "flow-has-lapsed", "a permission past its day is a permission that nobody answers for"),
    Code("SPEC045", "port-out-of-range", "ports run from 1 to 65535, and a range from low to high"),
    Code("SPEC046", "within-and-across", "the two exclude each other; together they allow nothing"),
    Code("SPEC047", "flow-declared-twice", "one permission has one reason; a second one hides which rule can go"),
    Code("SPEC048", "scope-without-copies", "`within` and `across` compare agencies; both zones need a copy for each"),
    Code("SPEC049", "rule-outside-the-own-agency", "an agency's file is reviewed by that agency alone"),
    Code("SPEC050", "unknown-class", "without a class a store has no floor (8.1.4.2 g)"),
    Code("SPEC051", "unknown-tier", "without recovery targets there is no schedule to derive"),
    Code("SPEC052", "unknown-store", "access to a store that doesn't exist can't be granted or refused"),
    Code("SPEC053", "class-outside-its-zones", "the class says where its data may live"),
    Code(
        "SPEC054",
        "important-data-at-the-edge",
        "important data must not share a zone with anything the internet can reach (8.1.2.1 d)",
    ),
    Code("SPEC055", "class-above-the-ceiling", "the agency said that it holds nothing of this class"),
    Code("SPEC056", "profile-lowered", "a profile is a floor: a spec may raise what it sets, never lower it"),
    Code("SPEC057", "store-lowered", "a store may raise what its class sets, never lower it"),
    Code("SPEC058", "incomplete-entry", "an entry that no profile completes must say everything itself"),
    Code("SPEC059", "size-without-a-server", "only a database runs on machines that have a size"),
    Code("SPEC060", "rpo-that-no-schedule-meets", "a target that nothing can meet is not a target (8.1.4.9 a)"),
    Code("SPEC061", "copy-without-a-region", "a second copy needs a second region"),
    Code("SPEC062", "term-out-of-range", "the cloud keeps and rotates only within these bounds"),
    Code("SPEC063", "rto-that-nothing-meets", "no restore is faster; the target would be missed every time"),
    Code("SPEC064", "class-weaker-than-a-lower-one", "classes are ordered; a higher one protects at least as much"),
    Code("SPEC065", "unclear-class-order", "a class is high or low by its place in the list"),
    Code("SPEC066", "scope-that-fits-nothing", "a rule that fits no pair of zones does nothing"),
    Code("SPEC067", "key-without-effect", "a key that does nothing is a promise that nobody keeps"),
    Code(
        "SPEC070",
        "bastion-in-the-wrong-zone",
        "administration enters in one place that the internet can't reach (8.1.5.4 a)",
    ),
    Code("SPEC071", "role-without-second-factor", "a password alone must not open a way in (8.1.4.1 d)"),
    Code("SPEC072", "session-out-of-range", "sessions that never end are taken over (8.1.4.1 b)"),
    Code("SPEC073", "role-has-lapsed", "a duty past its day is a way in that nobody answers for"),
    Code("SPEC074", "role-reaches-what-it-never-reads", "whoever reaches the database can read it"),
    Code("SPEC075", "separated-roles-overlap", "nobody may both act and touch the record of it (8.1.5.2, 8.1.5.3)"),
    Code("SPEC076", "unknown-role", "separating a duty that doesn't exist separates nothing"),
    Code("SPEC077", "unknown-alert-channel", "an alarm that nobody hears is no alarm (8.1.5.4 f)"),
    Code("SPEC078", "role-reads-what-it-never-reads", "the two contradict each other"),
    Code("SPEC079", "role-without-duty", "a role that may do nothing is forgotten until it may do too much"),
    Code("SPEC080", "log-term-too-short", "network logs are kept six months at least (Cybersecurity Law, article 23)"),
    Code("SPEC081", "no-log-term", "every stream needs a term, or its records end when somebody tidies up"),
    Code("SPEC082", "no-alert-channel", "alarms must reach a person (8.1.5.4 f)"),
    Code("SPEC083", "pair-separated-twice", "the second one hides which of the two may go"),
    Code("SPEC085", "store-of-another-agency", "agencies share data by agreement, not by reaching into stores"),
    Code("SPEC089", "too-many-permissions", "nobody can review as many, and no cloud network holds them"),
    Code("SPEC090", "waiver-has-lapsed", "an exception past its day is a failure again"),
    Code("SPEC091", "waiver-of-nothing", "a waiver on a thing that doesn't exist would hide a later one of that name"),
    Code("SPEC092", "web-without-a-domain", "its certificate needs a name"),
    Code(
        "SPEC093",
        "workload-in-the-wrong-zone",
        "a public entry belongs at the boundary and nothing else does (8.1.2.1 d)",
    ),
    Code("SPEC094", "web-that-nobody-reaches", "an entry without a flow from the internet can't be reached"),
    Code("SPEC095", "domain-without-a-web", "only a `web` workload is known by a public name"),
    Code("SPEC096", "date-that-is-none", "a day that doesn't exist never comes"),
    Code("SPEC097", "scanner-directive-in-text", "scanners obey such words anywhere, and would pass what fails"),
    Code("SPEC098", "domain-of-two-entries", "one name leads to one entry"),
    Code("SPEC099", "use-without-a-flow", "a workload that may not reach its store can't use it"),
)

CODES = {code.code: code for code in sorted((*SOURCE_CODES, *_TABLE), key=lambda one: one.code)}
"""Every code of a spec, by number; numbers are never used again."""


def fault(code: str, message: str, *places: Place | Label, fix: str) -> Diagnostic:
    """Return a diagnostic of a known code, pointing at places, the primary one first."""
    return CODES[code].fault(message, *places, fix=fix)
