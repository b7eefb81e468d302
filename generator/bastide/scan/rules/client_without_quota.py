"""Agency that may ask a model without a quota of its own, or model that answers unsigned requests.

What it does:
    For every client of a declared model, wants its usage plan on the model's API, with the declared requests a day and
    a second at most, and a key that no other plan has. Wants the API private, and each of its methods signed and keyed.

Why is this bad:
    One agency could use up what all others need, and nobody could tell who asked.

Example:
    # model declared: assistant; client: health, 20000 requests a day, 5 a second
    resource "aws_api_gateway_rest_api" "assistant" {
      name = "assistant"
      endpoint_configuration {
        types = ["PRIVATE"]
      }
    }

Use instead:
    resource "aws_api_gateway_rest_api" "assistant" {
      name = "assistant"
      endpoint_configuration {
        types = ["PRIVATE"]
      }
    }
    resource "aws_api_gateway_usage_plan" "assistant_health" {
      name = "health"
      api_stages {
        api_id = aws_api_gateway_rest_api.assistant.id
        stage  = "v1"
      }
      quota_settings {
        limit  = 20000
        period = "DAY"
      }
      throttle_settings {
        rate_limit  = 5
        burst_limit = 10
      }
    }
    resource "aws_api_gateway_api_key" "assistant_health" {
      name = "health"
    }
    resource "aws_api_gateway_usage_plan_key" "assistant_health" {
      key_id        = aws_api_gateway_api_key.assistant_health.id
      key_type      = "API_KEY"
      usage_plan_id = aws_api_gateway_usage_plan.assistant_health.id
    }

Source:
    GB/T 22239-2019 8.1.4.1 a; NIST SP 800-53r5 SC-5, IA-9; AI-02. A key is no proof of who asks: the signature is.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links, pointed
from bastide.facts.rule import Answer, Fault, Meta, Spot
from bastide.facts.values import entries, flag, number, text, texts
from bastide.model.declared_use import DeclaredClient, DeclaredModel
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("ACC013", Severity.HIGH, "Give the agency a usage plan of its own, and sign every request.", __doc__)
API, METHOD = "aws_api_gateway_rest_api", "aws_api_gateway_method"
PLAN, PLAN_KEY, KEY = "aws_api_gateway_usage_plan", "aws_api_gateway_usage_plan_key", "aws_api_gateway_api_key"


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared model's door, and every client's plan, also one that the tree lacks."""
    for model in () if case.intent is None else case.intent.models:
        api = case.graph.by_address.get(model.api)
        spot = Spot(model.api, None if api is None else api.place)
        yield from META.settle(spot, partial(_door, case, model, api))
        for client in model.clients:
            plan = case.graph.by_address.get(client.plan)
            spot = Spot(client.plan, None if plan is None else plan.place)
            yield from META.settle(spot, partial(_client, case, model, client, plan))


def _door(case: Case, model: DeclaredModel, api: Resource | None) -> Iterator[Answer]:
    if api is None:
        yield Fault(f"the door of model `{model.name}` is not in the tree")
        return
    kinds = [kind for one in entries(api, "endpoint_configuration") for kind in texts(case.graph, one.get("types"))]
    if kinds != ["PRIVATE"]:
        yield Fault(f"`{api.address}` is not private", api.place)
    for method in links(case, METHOD, "rest_api_id", API).of(api.address):
        if text(case.graph, method.get("authorization")) in (None, "NONE"):
            yield Fault(f"`{method.address}` takes requests that nobody signed", method.place)
        if flag(case.graph, method.get("api_key_required")) is not True:
            yield Fault(f"`{method.address}` takes requests that count against no quota", method.place)


def _client(case: Case, model: DeclaredModel, client: DeclaredClient, plan: Resource | None) -> Iterator[Answer]:
    if plan is None:
        yield Fault(f"agency `{client.agency}` may ask model `{model.name}` and has no usage plan")
        return
    stages = entries(plan, "api_stages")
    served = [pointed(case, one.get("api_id"), API) for one in stages]
    if model.api not in [one.address for one in served if one is not None]:
        yield Fault(f"`{plan.address}` is no plan of `{model.api}`", plan.place)
    yield from _limits(case, client, plan)
    yield from _keys(case, plan)


def _limits(case: Case, client: DeclaredClient, plan: Resource) -> Iterator[Answer]:
    quota = next(iter(entries(plan, "quota_settings")), None)
    limit = None if quota is None else number(case.graph, quota.get("limit"))
    period = None if quota is None else text(case.graph, quota.get("period"))
    if limit is None or period != "DAY" or limit > client.per_day:
        yield Fault(f"`{plan.address}` lets `{client.agency}` ask more than {client.per_day} times a day", plan.place)
    throttle = next(iter(entries(plan, "throttle_settings")), None)
    rate = None if throttle is None else number(case.graph, throttle.get("rate_limit"))
    if rate is None or rate > client.per_second:
        said = f"`{plan.address}` lets `{client.agency}` ask more than {client.per_second} times a second"
        yield Fault(said, plan.place)


def _keys(case: Case, plan: Resource) -> Iterator[Answer]:
    held = links(case, PLAN_KEY, "usage_plan_id", PLAN).of(plan.address)
    if not held:
        yield Fault(f"no key counts against `{plan.address}`", plan.place)
    by_key = links(case, PLAN_KEY, "key_id", KEY)
    for one in held:
        key = pointed(case, one.get("key_id"), KEY)
        if key is not None and len(by_key.of(key.address)) > 1:
            yield Fault(f"the key of `{plan.address}` counts against another plan as well", one.place)
