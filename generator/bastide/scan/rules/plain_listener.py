"""Listener that speaks in plain text or with an outdated TLS.

What it does:
    Judges load balancer listeners: HTTP may only redirect to HTTPS, TCP and UDP may only be internal, and HTTPS
    and TLS need a policy that starts at TLS 1.2. A listener rule that forwards from an HTTP listener counts as
    well, and so do the listeners of classic load balancers.

Why is this bad:
    Anyone between a citizen and the portal reads and changes the traffic. Without a policy AWS uses one of
    2016 that still accepts TLS 1.0.

Example:
    resource "aws_lb" "portal" {
      internal = false
    }
    resource "aws_lb_listener" "portal" {
      load_balancer_arn = aws_lb.portal.arn
      port              = 443
      protocol          = "TCP"
    }

Use instead:
    resource "aws_lb" "portal" {
      internal = false
    }
    resource "aws_lb_listener" "portal" {
      load_balancer_arn = aws_lb.portal.arn
      port              = 443
      protocol          = "TLS"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    }

Source:
    checkov 3.3.30 passes a public TCP listener (measured).
"""

import re
from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, opaque, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource

META = Meta("NET004", Severity.HIGH, "Use HTTPS or TLS with a policy that starts at TLS 1.2.", __doc__)
LISTENERS = ("aws_lb_listener", "aws_alb_listener")
RULES = ("aws_lb_listener_rule", "aws_alb_listener_rule")
MODERN = re.compile(r"ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)")


def check(case: Case) -> Iterator[Finding]:
    """Judge every listener, listener rule and classic load balancer."""
    yield from META.judge(case.graph.of_type(*LISTENERS), partial(_listener, case))
    yield from META.judge(case.graph.of_type(*RULES), partial(_listener_rule, case))
    yield from META.judge(case.graph.of_type("aws_elb"), partial(_classic, case))


def _listener(case: Case, listener: Resource) -> Iterator[Answer]:
    # The provider's default is HTTP for application load balancers, the only ones that may leave it out.
    protocol = (text(case.graph, listener.get("protocol")) or "HTTP").upper()
    where = listener.at("protocol")
    match protocol:
        case "HTTPS" | "TLS":
            yield from _policy(case, listener)
        case "HTTP":
            if not _redirects(case, listener):
                yield Fault("an HTTP listener serves plain text", where)
        case _:
            if not _internal(case, listener):
                yield Fault(f"a public {protocol} listener serves whatever stands behind it unencrypted", where)


def _policy(case: Case, listener: Resource) -> Iterator[Answer]:
    policy = text(case.graph, listener.get("ssl_policy"))
    if policy is None:
        yield Fault("without `ssl_policy` the listener accepts TLS 1.0")
    elif not MODERN.match(policy):
        yield Fault(f"`{policy}` accepts TLS older than 1.2", listener.at("ssl_policy"))


def _redirects(case: Case, listener: Resource) -> bool:
    actions = list(entries(listener, "default_action"))
    return bool(actions) and all(_is_redirect(case, action) for action in actions)


def _is_redirect(case: Case, action: Block) -> bool:
    kind = text(case.graph, action.get("type"))
    if kind == "fixed-response":
        return True
    targets = action.nested("redirect")
    return kind == "redirect" and all(text(case.graph, target.get("protocol")) == "HTTPS" for target in targets)


def _internal(case: Case, listener: Resource) -> bool:
    balancer = case.target(listener.get("load_balancer_arn"))
    if balancer is None:
        raise opaque(listener.get("load_balancer_arn"))
    return flag(case.graph, balancer.get("internal")) is True


def _listener_rule(case: Case, rule: Resource) -> Iterator[Answer]:
    listener = case.target(rule.get("listener_arn"))
    if listener is None:
        raise opaque(rule.get("listener_arn"))
    if (text(case.graph, listener.get("protocol")) or "HTTP").upper() != "HTTP":
        return
    for action in entries(rule, "action"):
        if not _is_redirect(case, action):
            # Where the listener redirects all else, this rule is the mistake; where it doesn't, its protocol is.
            kinds = {text(case.graph, one.get("type")) for one in entries(listener, "default_action")}
            place = action.place if kinds == {"redirect"} else listener.at("protocol")
            yield Fault(f"the rule serves plain text from `{listener.address}`", place)


def _classic(case: Case, balancer: Resource) -> Iterator[Answer]:
    internal = flag(case.graph, balancer.get("internal")) is True
    for listener in entries(balancer, "listener"):
        protocol = (text(case.graph, listener.get("lb_protocol")) or "").upper()
        if protocol == "HTTP" or (protocol == "TCP" and not internal):
            yield Fault(f"a listener serves plain text by {protocol}", listener.at("lb_protocol"))
