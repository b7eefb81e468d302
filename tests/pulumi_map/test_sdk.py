"""The shipped maps say what the SDKs say, and are what deriving them again gives."""

import json
import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from bastide.bridge.load import PROVIDERS, bridge
from pulumi_map import checks
from support.pulumi_sdk import interpreter
from update import CannotDeriveError, derived, introspected, schema

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.pulumi


@pytest.fixture(scope="module", params=PROVIDERS)
def provider(request):
    return request.param


@pytest.fixture(scope="module")
def sdk(provider):
    """What the SDK says of its types."""
    return introspected(provider, interpreter(ROOT))


@pytest.fixture
def shipped(provider):
    return json.loads((ROOT / f"generator/bastide/bridge/{provider}.json").read_text())


def test_the_sdk_has_every_class_and_every_property_and_a_changed_one_is_noticed(provider, sdk, shipped):
    said = json.loads(sdk)
    everything = set(bridge(provider).by_terraform)
    assert len(everything) > 1_000
    assert checks.second_tokens(shipped, said) == []
    assert checks.foreign(bridge(provider), everything, said) == []
    for name, change, fault in faults(shipped, provider):
        copy = deepcopy(shipped)
        change(copy)
        assert checks.foreign(checks.bridge_of(copy), {name}, said) == [fault]


def faults(said, provider):
    """Yield a type, a change of it, and what the check must say."""
    name = f"{provider}_security_group"
    other = f"{provider}_vpc"
    token, cls, number, _ = said["types"][name]
    twin, _, _, inner = said["types"][other]

    def swap(copy):
        one, two = copy["types"][name], copy["types"][other]
        one[0], two[0] = two[0], one[0]

    def change(copy, entry, key="description"):
        copy["structures"][number][key] = entry

    yield name, swap, f"{name} is not {twin}, {cls}"
    yield name, lambda copy: change(copy, ["V", "str", "story"]), f"{name}.description has no story"
    yield name, lambda copy: change(copy, ["V", "str", "", "story"]), f"{name}.description has no story"
    yield name, lambda copy: change(copy, ["O", inner]), f"{name}.description is not one"
    if provider == "aws":
        entry = ["M", inner, "", "", "aws.ec2.Story"]
        yield name, lambda copy: change(copy, entry, "ingress"), f"{name}.ingress has no aws.ec2.Story"
    assert token != twin


def test_deriving_again_changes_nothing(provider, sdk, shipped):
    if provider == "aws" and shutil.which("terraform") is None:
        pytest.skip("terraform is not on PATH: install it")
    try:
        described = schema(provider)
    except CannotDeriveError as error:
        pytest.skip(str(error))
    text = derived(provider, sdk, described)
    assert checks.differences(shipped, json.loads(text)) == []
    assert text == (ROOT / f"generator/bastide/bridge/{provider}.json").read_text()
