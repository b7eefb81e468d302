"""What the site holds, looked at as text: links, escapes, determinism, and folders that it may not replace."""

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag

import pytest

from bastide.app import site as app
from bastide.model.control import Status
from bastide.model.diagnostic import CannotAnswerError
from bastide.model.finding import Word
from bastide.report.site import build
from bastide.report.site.access import COPIES, gathered
from bastide.report.site.page import anchor, asset
from bastide.report.site.verdict import answer
from support.maps import city
from support.review_site import ATTACKS, STACK, attacked, review

VOID = {"meta", "link", "input", "br", "wbr", "img", "hr"}


class Reader(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self, text, *, strict=True):
        super().__init__()
        self.strict = strict
        self.tags, self.ids, self.links, self.attributes, self.open = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.leave_cell(tag)
        if tag not in VOID:
            self.open.append(tag)

    def leave_cell(self, tag):
        """A cell may end where the next one or its row does: the matrix has thousands."""
        if tag in ("td", "th") and self.open[-1:] == ["td"]:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag == "tr" and self.open[-1:] == ["td"]:
            self.open.pop()
        assert not self.strict or self.open.pop() == tag, self.getpos()


@pytest.fixture(scope="module")
def files():
    return {path: content.decode() for path, content in build.files(review()).items()}


@pytest.fixture(scope="module")
def pages(files):
    return {path: Reader(text) for path, text in files.items() if path.endswith(".html")}


def broken_links(pages, files):
    found = []
    for path, page in pages.items():
        for link in page.links:
            to, part = urldefrag(link)
            target = str(PurePosixPath(path).parent.joinpath(to)) if to else path
            target = re.sub(r"[^/]+/\.\./", "", target)
            if target not in files or (part and unquote(part) not in pages[target].ids):
                found.append(f"{path}: {link}")
    return found


def test_every_link_leads_somewhere(pages, files):
    assert broken_links(pages, files) == []


@pytest.mark.parametrize("link", ["nowhere.html", "stores.html#store-none"])
def test_a_planted_dead_link_is_seen(pages, files, link):
    page = Reader(f'<a href="{link}">x</a>')
    assert broken_links({**pages, "en/planted.html": page}, files) == [f"en/planted.html: {link}"]


def test_no_id_stands_twice_on_a_page(pages):
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_both_languages_have_the_same_pages_and_places(pages):
    for name in build.TITLES:
        english, chinese = pages[f"en/{name}.html"], pages[f"zh/{name}.html"]
        assert set(english.ids) == set(chinese.ids), name


def test_a_chinese_page_says_so_and_speaks_chinese(files):
    for name, title in build.TITLES.items():
        assert '<html lang="zh-CN">' in files[f"zh/{name}.html"]
        assert title.zh in files[f"zh/{name}.html"]
        assert '<html lang="en">' in files[f"en/{name}.html"]


def test_nothing_is_asked_of_any_host(files, pages):
    for path, page in pages.items():
        assert not [link for link in page.links if re.match(r"[a-z]+:|//", link)], path
        policy = next(value for tag, name, value in page.attributes if tag == "meta" and "default-src" in value)
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    for path in ("assets/site.css", "assets/site.js"):
        assert "http://" not in files[path].replace("http://www.w3.org/", "")
        assert "@import" not in files[path]
        assert "fetch(" not in files[path]


def test_no_page_holds_what_its_policy_refuses(pages):
    for path, page in pages.items():
        assert [one for one in page.attributes if one[1] == "style" or one[1].startswith("on")] == [], path
        assert "style" not in page.tags, path


def dangers(page):
    """Return what a browser would run, that no page of ours has."""
    scripts = [value for tag, name, value in page.attributes if tag == "script" and name == "src"]
    handlers = [one for one in page.attributes if one[1].startswith("on")]
    links = [one for one in page.links if one.strip().lower().startswith(("javascript:", "data:"))]
    return (
        [one for one in scripts if not re.fullmatch(r"(\.\./)?assets/\w+\.js", one)]
        + handlers
        + links
        + [tag for tag in page.tags if tag == "img"]
    )


def test_no_string_of_a_spec_becomes_markup():
    sound = {path: text.decode() for path, text in build.files(review()).items()}
    for path, content in build.files(attacked()).items():
        text = content.decode()
        assert "\u202e" not in text, path
        assert "\u0007" not in text, path
        if path.endswith(".html"):
            page = Reader(text)
            assert dangers(page) == [], path
            assert page.tags.count("script") == Reader(sound[path]).tags.count("script"), path
        elif path.startswith("assets/search"):
            assert "<script" not in text
            assert json.loads(text.removeprefix("window.bastideIndex=").rstrip(";\n"))


@pytest.mark.parametrize("attack", ATTACKS[:2] + ATTACKS[3:4])
def test_an_attack_that_isnt_escaped_is_seen(attack):
    page = Reader(f'<p class="x">{attack}</p>', strict=False)
    assert dangers(page) or page.tags.count("script")


def test_the_same_review_gives_the_same_bytes():
    assert build.files(review()) == build.files(replace(review()))


def test_each_control_leads_to_its_evidence_and_each_clause_to_its_controls(files):
    for ruling in review().assessment.rulings:
        assert f'id="{anchor("control", ruling.control.id)}"' in files["en/controls.html"]
    for clause in review().assessment.catalog.clauses:
        assert f'id="{anchor("mlps3", clause.id)}"' in files["zh/standards.html"]


def test_a_finding_is_shown_with_its_code_and_what_explain_says(files):
    page = files["en/findings.html"]
    entry = review().explained["NET001"]
    assert "bastide explain NET001" in page
    assert entry.title in page.replace("&#39;", "'").replace("&#34;", '"')
    assert "resource &#34;aws_security_group&#34; &#34;edge&#34;" in page


def test_coverage_is_never_one_percentage(files):
    for path, text in files.items():
        if path.endswith(".html"):
            assert not re.search(r"\d\s*%", re.sub(r"<[^>]*>", "", text)), path


def test_the_answer_is_never_better_than_what_was_judged():
    sound = review()
    silent = replace(sound, verdict=replace(sound.verdict, evaluated=0))
    assert silent.verdict.word is Word.NO_VERDICT
    assert answer(silent)[0] == "bad"
    rulings = tuple(replace(one, status=Status.SATISFIED) for one in sound.assessment.rulings)
    clean = replace(
        sound,
        assessment=replace(sound.assessment, rulings=rulings),
        verdict=replace(sound.verdict, findings=(), unknowns=()),
    )
    assert answer(clean)[0] == "good"
    assert answer(replace(clean, verdict=sound.verdict))[0] == "bad"
    gap = (replace(rulings[0], status=Status.NO_EVIDENCE), *rulings[1:])
    assert answer(replace(clean, assessment=replace(sound.assessment, rulings=gap)))[0] == "doubt"


def test_a_review_without_declaration_or_proof_still_has_every_page():
    bare = replace(review(), proof=None, identity=None, intent=None, pathways=None, graph=None, texts={}, changes=None)
    files = build.files(bare)
    assert {f"{code}/{name}.html" for code in ("en", "zh") for name in build.TITLES} <= set(files)


def test_dark_colours_answer_to_the_switch_and_never_to_print():
    css = asset("site.css")
    assert css.count('[data-theme="dark"]') == 1
    assert "@media (prefers-color-scheme: dark)" not in css


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_ink_can_be_read_on_its_wash_in_both_themes():
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", asset("site.css"))
    assert len(blocks) == 3
    for block in blocks:
        inks = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for name in ("ok", "bad", "doubt", "people", "calm", "accent"):
            for back in (f"{name}-wash", "paper", "raise"):
                assert contrast(inks[name], inks[back]) >= 4.5, (name, back)


@pytest.fixture
def _reported(monkeypatch):
    monkeypatch.setattr(app, "review", lambda *_: review())


@pytest.mark.usefixtures("_reported")
def test_a_site_replaces_a_former_site_whole(tmp_path):
    target = tmp_path / "review"
    app.site(None, STACK, target)
    (target / "en/verdict.html").unlink()
    number = app.site(None, STACK, target)
    assert (target / "en/verdict.html").is_file()
    assert len([one for one in target.rglob("*") if one.is_file()]) == number


@pytest.mark.usefixtures("_reported")
def test_a_folder_that_is_no_former_site_is_left_alone(tmp_path):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "letter.txt").write_text("dear minister")
    with pytest.raises(CannotAnswerError) as refused:
        app.site(None, STACK, target)
    assert [one.code for one in refused.value.diagnostics] == ["APP011"]
    assert [one.name for one in target.iterdir()] == ["letter.txt"]


@pytest.mark.usefixtures("_reported")
def test_a_stack_is_never_taken_for_a_site(tmp_path):
    target = tmp_path / "stack"
    shutil.copytree(STACK, target)
    with pytest.raises(CannotAnswerError):
        app.site(None, STACK, target)
    assert (target / "network.tf").is_file()


@pytest.mark.usefixtures("_reported")
def test_an_edited_page_is_not_lost(tmp_path):
    target = tmp_path / "review"
    app.site(None, STACK, target)
    (target / "en/verdict.html").write_text("my notes")
    with pytest.raises(CannotAnswerError) as refused:
        app.site(None, STACK, target)
    assert [one.code for one in refused.value.diagnostics] == ["GEN001"]
    assert (target / "en/verdict.html").read_text() == "my notes"


def test_many_copies_of_a_zone_are_told_by_their_number():
    many = [f"app@{number}" for number in range(COPIES + 1)]
    assert gathered([*many, "ops"]) == [f"app@* \N{MULTIPLICATION SIGN}{COPIES + 1}", "ops"]
    assert gathered([*many[:COPIES], "ops"]) == [*many[:COPIES], "ops"]


def test_a_store_is_shown_with_its_own_keys_and_what_fails_there(files):
    page = files["en/stores.html"]
    card = page.partition('id="store-identity"')[2].partition("</section>")[0]
    assert "aws_kms_key.core<" in card
    assert "aws_kms_key.general<" not in card
    assert "1 against it" in page


def test_a_site_of_71_zones_stays_under_five_megabytes():
    small, found = review(), city()
    ways = {(one.source, one.destination): one for one in small.pathways.pairs}
    passing, stopped = ways["internet", "edge"], ways["edge", "vault"]
    pairs = tuple(
        replace(passing if cell.declared else stopped, source=cell.source, destination=cell.destination, flows=())
        for cell in found.proof.cells
    )
    pathways = replace(found.pathways, pairs=pairs, quotes=small.pathways.quotes)
    large = replace(small, proof=found.proof, intent=found.intent, pathways=pathways)
    assert len(large.proof.zones) >= 70
    assert sum(map(len, build.files(large).values())) < 5_000_000


@pytest.fixture(scope="module")
def lapsed():
    whole = review()
    unexcused = tuple(one for one in whole.verdict.findings if one.waiver is None)
    verdict = replace(whole.verdict, findings=unexcused, unused_waivers=())
    later = replace(whole, today=whole.today.replace(year=2028), verdict=verdict)
    return {path: content.decode() for path, content in build.files(later).items()}


@pytest.mark.parametrize(("language", "word"), [("en", "has ended"), ("zh", "已到期")])
@pytest.mark.parametrize("name", ["verdict", "findings"])
def test_waivers_that_have_ended_are_listed_as_ended(lapsed, language, word, name):
    text = lapsed[f"{language}/{name}.html"]
    assert f'<td class="nowrap">{word}</td>' in text
    assert "There is no waiver" not in text
    assert "没有豁免。" not in text.replace("也没有豁免。", "")


def test_links_of_waivers_that_have_ended_lead_somewhere(lapsed):
    read = {path: Reader(text) for path, text in lapsed.items() if path.endswith(".html")}
    listing = re.compile("../(verdict|findings).html: ")
    assert [one for one in broken_links(read, lapsed) if listing.match(one)] == []


def test_resources_that_no_check_looks_at_by_themselves_are_told_so(files):
    assert "1 resources that no check looks at by themselves" in files["en/verdict.html"]
    assert "没有检查单独核查的资源" in files["zh/verdict.html"]
    assert "没有检查单独核查的资源" in files["zh/findings.html"]
