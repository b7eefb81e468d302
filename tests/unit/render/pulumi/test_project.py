"""Whole projects: the example's, those of every sound spec, and those of specs drawn at random."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, reject, settings

from bastide.bridge.load import bridge
from bastide.hcl.parse import parse
from bastide.library.locate import library_root
from bastide.model import intent_json
from bastide.model.diagnostic import CannotAnswerError
from bastide.planner.plan import plan
from bastide.render import stack
from bastide.render.pulumi.project import files
from bastide.spec.load import load
from support.spec_fixtures import PASS, fixtures, loaded
from support.specs import specs

LIBRARY = library_root()
EXAMPLE = LIBRARY / "examples/cloud-window/platform.yaml"
SOUND = {**fixtures(PASS), "cloud-window": EXAMPLE}
PLANS = {name: plan(loaded(path).platform, None) for name, path in SOUND.items()}
LOOSE = {"ERA001", "D107", "E501", "S106", "S108", "PLR0915"}
"""Not ours to avoid: a comment like code, a class that documents its constructor, long texts, many resources."""


def python(written):
    return {path: content.decode() for path, content in written.items() if path.endswith(".py")}


def made(sources):
    """Return the resources that a program makes, as class and name."""
    calls = [node for text in sources.values() for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    resources = [one for one in calls if any(keyword.arg == "opts" for keyword in one.keywords)]
    return [(ast.unparse(one.func), one.args[0].value) for one in resources if ast.unparse(one.func).startswith("aws.")]


def declared(texts):
    """Return the resources that a stack declares, as Python class and name."""
    blocks = [block for path, text in texts.items() for block in parse(text, path).blocks if block.type == "resource"]
    return [(bridge("aws").by_terraform[one.labels[0]].python, one.labels[1]) for one in blocks]


def of_the_platform(plan):
    """Return the stack's Terraform without the roots of other accounts, which stay Terraform."""
    return {path: text for path, text in stack.rendered(plan, LIBRARY).items() if "/" not in path}


@pytest.mark.parametrize("name", SOUND)
def test_every_resource_is_made_once(name):
    sources = python(files(PLANS[name], LIBRARY))
    wanted = declared(of_the_platform(PLANS[name]))
    assert Counter(made(sources)) == Counter(wanted)


@pytest.mark.parametrize("name", SOUND)
def test_a_formatter_and_a_linter_leave_it_alone(name, tmp_path):
    for path, content in files(PLANS[name], LIBRARY).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "--no-cache", "--check", "."], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([*ruff, "check", "--no-cache", "."], cwd=tmp_path, check=True, capture_output=True)
    everything = ["check", "--no-cache", "--select=ALL", "--ignore=COM812,D203,D213,CPY,INP001", "--output-format=json"]
    found = subprocess.run([*ruff, *everything, "."], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert {one["code"] for one in json.loads(found.stdout)} <= LOOSE


def words(lines):
    return re.findall(r"\w+", " ".join(lines))


@pytest.mark.parametrize("name", SOUND)
def test_every_comment_of_the_stack_is_in_the_program(name):
    terraform = of_the_platform(PLANS[name])
    sources = python(files(PLANS[name], LIBRARY))
    for path, text in terraform.items():
        module = f"components/{path.removesuffix('.tf').replace('-', '_')}.py"
        comments = [line.strip() for line in sources.get(module, sources["__main__.py"]).split("\n")]
        wanted = Counter(words(line.strip() for line in text.split("\n") if line.strip().startswith("#")))
        assert not wanted - Counter(words(line for line in comments if line.startswith("#"))), path


def test_there_is_no_logic_in_a_program():
    allowed = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.Assign, ast.AnnAssign, ast.Expr)
    plain = (
        ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.List, ast.Dict, ast.keyword, ast.UnaryOp, ast.USub,
        ast.BinOp, ast.BitOr, ast.Module, ast.arguments, ast.arg, ast.alias, ast.Load, ast.Store,
    )  # fmt: skip
    functions = re.compile(
        r"(aws\.\w+(\.\w+)?|pulumi\.(ResourceOptions|CustomTimeouts|Output\.(concat|json_dumps))|json\.dumps|dataclass|super"
        r"|super\(\)\.__init__|self\.register_outputs|\w+\.connect\d*|[A-Z]\w+)\Z"
    )
    for text in python(files(PLANS["cloud-window"], LIBRARY)).values():
        for node in ast.walk(ast.parse(text)):
            assert isinstance(node, (*allowed, *plain)), ast.dump(node)
            assert not isinstance(node, ast.Call) or functions.match(ast.unparse(node.func)), ast.unparse(node)


def test_names_are_always_set():
    """Pulumi would add chance to a name that is left out."""
    tree = ast.walk(ast.parse("\n".join(python(files(PLANS["cloud-window"], LIBRARY)).values())))
    by_class = {one.python: one for one in bridge("aws").by_terraform.values() if "name" in one.by_pulumi}
    calls = [node for node in tree if isinstance(node, ast.Call) and ast.unparse(node.func) in by_class]
    unnamed = Counter(
        ast.unparse(one.func)
        for one in calls
        if not {keyword.arg for keyword in one.keywords} & {by_class[ast.unparse(one.func)].by_pulumi["name"].python}
    )
    assert unnamed == {}


@pytest.mark.parametrize("name", SOUND)
def test_manifest_and_waivers_speak_of_the_files_of_the_project(name):
    written = files(PLANS[name], LIBRARY)
    manifest = json.loads(written["manifest.json"])["files"]
    assert manifest.keys() == written.keys() - {"manifest.json"}
    targets = {file.target for file in PLANS[name].files}
    assert {entry["target"] for entry in manifest.values() if "target" in entry} == targets
    waivers = intent_json.loads(written["intent.json"].decode()).waivers
    assert {path for waiver in waivers for path in waiver.files} <= written.keys()


def test_the_project_is_described_in_the_words_of_the_spec():
    yaml = files(PLANS["cloud-window"], LIBRARY)["Pulumi.yaml"].decode()
    assert 'name: "cloud-window"\n' in yaml
    assert 'description: "云窗口 政务服务中心"\n' in yaml


drawn = settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@drawn
@given(document=specs())
def test_whatever_passes_check_becomes_a_program(tmp_path_factory, document):
    path = tmp_path_factory.mktemp("spec") / "platform.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    try:
        planned = plan(load(path, today=date(2026, 11, 22), library=LIBRARY).platform, None)
    except CannotAnswerError:
        reject()
    sources = python(files(planned, LIBRARY))
    assert Counter(made(sources)) == Counter(declared(stack.rendered(planned, LIBRARY)))
    owners = {planned.platform.owner, *(one.owner for one in planned.platform.agencies)}
    constants = {node.value for text in sources.values() for node in ast.walk(ast.parse(text)) if is_text(node)}
    assert owners <= constants


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
