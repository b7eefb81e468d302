"""Whatever passes `check` becomes a tree that parses, is literal, and holds every string of the spec unchanged."""

import json
import os
import random
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from bastide.hcl.parse import parse
from bastide.library.locate import library_root
from bastide.model import intent_json
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.graph import Encoded, Joined, Unknown
from bastide.planner.lockfile import dumps
from bastide.planner.plan import plan
from bastide.render.stack import files
from bastide.spec.load import load
from support.specs import names, specs

TODAY = date(2026, 11, 22)
LIBRARY = library_root()
EXAMPLE = LIBRARY / "examples" / "cloud-window" / "platform.yaml"
LOOPS = re.compile(r"^\s*(for_each|count|dynamic)\b", re.MULTILINE)
SUBNET = re.compile(rb'resource "aws_subnet" "([^"]+)" \{[^}]*?cidr_block\s+= "([^"]+)"', re.DOTALL)

# A health check fails the run if most of what is drawn were refused by `check`: then nothing would be proven.
drawn = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MANY = int(os.environ.get("BASTIDE_EXAMPLES", "25"))


def generated(document, folder, lock=None):
    """Return the platform, its plan and its files; what `check` refuses is drawn again."""
    path = folder / "platform.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    try:
        platform = load(path, today=TODAY, library=LIBRARY).platform
        made = plan(platform, lock)
        return platform, made, files(made, LIBRARY)
    except CannotAnswerError:
        return reject()


def values(block):
    for attribute in block.attributes.values():
        yield attribute.value
    for inner in block.blocks:
        yield from values(inner)


def leaves(value):
    match value:
        case Encoded(inner):
            yield from leaves(inner)
        case Joined(parts):
            for part in parts:
                yield from leaves(part)
        case tuple():
            for item in value:
                yield from leaves(item)
        case dict():
            for item in value.values():
                yield from leaves(item)
        case _:
            yield value


@settings(drawn, max_examples=MANY)
@given(document=specs())
def test_whatever_passes_check_becomes_a_literal_tree_that_keeps_every_string(tmp_path_factory, document):
    platform, made, written = generated(document, tmp_path_factory.mktemp("spec"))
    texts = {path: content.decode() for path, content in written.items() if path.endswith(".tf")}
    trees = [parse(text, path) for path, text in texts.items()]
    found = [leaf for tree in trees for value in values(tree) for leaf in leaves(value)]
    assert [leaf for leaf in found if isinstance(leaf, Unknown)] == []
    assert [path for path, text in texts.items() if LOOPS.search(text)] == []
    assert {platform.owner, *(one.owner for one in platform.agencies)} <= {one for one in found if isinstance(one, str)}
    intent = intent_json.loads(written["intent.json"].decode())
    assert intent == made.intent
    told = "\n".join(flow.why for flow in intent.flows)
    assert [flow.why for flow in platform.flows if flow.why not in told] == []


def shuffled(value, order):
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


@settings(drawn, max_examples=8)
@given(document=specs(), seed=st.integers(0, 1000))
def test_the_order_of_keys_changes_no_byte(tmp_path_factory, document, seed):
    folder = tmp_path_factory.mktemp("spec")
    _, first, written = generated(document, folder)
    _, second, again = generated(shuffled(document, random.Random(seed)), folder)  # noqa: S311 - a shuffle, no secret
    assert again == written
    assert dumps(second.lock) == dumps(first.lock)


@settings(drawn, max_examples=8)
@given(document=specs(), newcomer=names)
def test_an_agency_more_keeps_every_subnet_where_it_was(tmp_path_factory, document, newcomer):
    folder = tmp_path_factory.mktemp("spec")
    _, before, written = generated(document, folder)
    more = {**document["agencies"], newcomer: {"owner": "x"}}
    _, _, grown = generated({**document, "agencies": more}, folder, before.lock)
    zones = [path for path in written if path.startswith("zone-") and path in grown]
    old = dict(pair for path in zones for pair in SUBNET.findall(written[path]))
    new = dict(pair for path in zones for pair in SUBNET.findall(grown[path]))
    assert old
    assert {label: new[label] for label in old} == old


@pytest.mark.parametrize(("language", "tree"), [("terraform", "stack"), ("pulumi", "pulumi")])
@pytest.mark.parametrize("seed", ["0", "31337"])
def test_another_process_with_another_hash_seed_writes_the_committed_bytes(tmp_path, seed, language, tree):
    target, copy = tmp_path / tree, tmp_path / "spec"
    (copy / "agencies").mkdir(parents=True)
    for source in (EXAMPLE, *sorted((EXAMPLE.parent / "agencies").iterdir()), EXAMPLE.parent / "bastide.lock"):
        (copy / source.relative_to(EXAMPLE.parent)).write_bytes(source.read_bytes())
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai", "LANG": "C"}
    arguments = ["--target", language, "--output", str(target), "--today", TODAY.isoformat()]
    command = [sys.executable, "-m", "bastide", "generate", str(copy / "platform.yaml"), *arguments]
    run = subprocess.run(command, env=env, cwd=tmp_path, check=False, capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    written, kept = contents(target), contents(EXAMPLE.parent / tree)
    assert written == kept, "the committed example is stale: run `make golden`"


def contents(tree):
    """Return a tree's files; what Python and linters keep beside a program that was run or read is none of them."""
    files = {path.relative_to(tree): path for path in tree.rglob("*") if path.is_file()}
    kept = {name: path for name, path in files.items() if not name.parts[0].startswith(".") and path.suffix != ".pyc"}
    return {name.as_posix(): path.read_bytes() for name, path in kept.items()}
