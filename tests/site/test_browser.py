"""The site in Chromium, opened from disk as a reader opens it."""

from dataclasses import replace

import pytest

from bastide.report.site import build
from support.chromium import axe, chromium
from support.review_site import attacked, review

pytestmark = pytest.mark.browser

PAGES = [f"{code}/{name}" for code in ("en", "zh") for name in build.TITLES]
RULES = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def browser():
    path = chromium()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - where it is installed

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return written(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The site with a tenth of the controls: all kinds of things on each page, few of each."""
    return written(tmp_path_factory.mktemp("small"), fewer(review()))


def fewer(sound):
    kept = {one.status: one for one in sound.assessment.rulings}
    rulings = tuple(one for one in sound.assessment.rulings if one in (*kept.values(), *sound.assessment.rulings[::12]))
    catalog = replace(sound.assessment.catalog, clauses=sound.assessment.catalog.clauses[::10])
    return replace(sound, assessment=replace(sound.assessment, catalog=catalog, rulings=rulings))


def written(folder, sound=None):
    for path, content in build.files(sound or review()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def watched(context):
    """Return a page, and the list of all that it shouldn't have said or asked for."""
    page, faults = context.new_page(), []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
    return page, faults


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield watched(context)
    context.close()


def at(site, name):
    return (site / f"{name}.html").as_uri()


def test_no_page_says_an_error_breaks_its_policy_or_asks_a_host(site, tab):
    page, faults = tab
    for name in ("index", *(f"../{site.name}/{one}" for one in PAGES)):
        page.goto(at(site, name))
    assert faults == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>document.title = 1</script>",
        '<p style="color: red">x</p>',
        '<img src="http://198.51.100.1/x.png" alt="">',
        '<script src="../assets/none.js"></script>',
    ],
)
def test_a_planted_breach_is_seen(site, browser, planted):
    text = (site / "en/changes.html").read_text(encoding="utf-8").replace("</main>", f"{planted}</main>")
    (site / "en/planted.html").write_text(text, encoding="utf-8")
    context = browser.new_context()
    page, faults = watched(context)
    page.goto(at(site, "en/planted"))
    assert faults
    context.close()


def graves(page, script):
    page.evaluate(script)
    found = page.evaluate("options => axe.run(document, options)", RULES)["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_no_page_shuts_a_reader_out(small, browser, code, theme):
    context = browser.new_context(color_scheme=theme, viewport={"width": 1280, "height": 900})
    page, script = context.new_page(), axe()
    found = {}
    for name in build.TITLES:
        page.goto(at(small, f"{code}/{name}"))
        found[name] = graves(page, script)
    context.close()
    assert {name: said for name, said in found.items() if said} == {}


def test_a_page_that_shuts_a_reader_out_is_seen(site, tab):
    page, faults = tab
    page.goto(at(site, "en/changes"))
    page.evaluate(
        "() => document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"x.png\"><a href=\"#a\"></a>')"
    )
    assert {one.partition(":")[0] for one in graves(page, axe())} >= {"image-alt", "link-name"}
    faults.clear()


def test_a_square_leads_to_the_line_of_code(site, tab):
    page, _ = tab
    page.goto(at(site, "en/verdict"))
    page.click("a[href='controls.html#control-DAT-01']")
    control = page.locator("#control-DAT-01")
    assert control.evaluate("one => one.open")
    control.locator("details.more > summary").first.click()
    assert control.locator("pre code").first.is_visible()
    assert "resource" in control.locator("pre code").first.inner_text()
    assert ".tf:" in control.locator("figcaption").first.inner_text()


def test_filters_leave_what_was_asked_for(site, tab):
    page, _ = tab
    page.goto(at(site, "en/controls"))
    every = page.locator("details.item").count()
    page.click(".filters button[data-status='not-applicable']")
    shown = page.locator("details.item:visible").count()
    assert 0 < shown < every
    assert page.inner_text("#shown").startswith(str(shown))
    page.select_option(".filters select", "gm3")
    assert page.locator("details.item:visible").count() <= shown


def test_search_finds_over_all_pages_by_keys_alone(site, tab):
    page, faults = tab
    page.goto(at(site, "zh/verdict"))
    page.keyboard.press("/")
    page.keyboard.type("加密")
    page.wait_for_selector("#hits li")
    assert page.locator("#hits li").count() > 1
    page.keyboard.press("ArrowDown")
    assert page.locator("#hits li[aria-selected='true']").get_attribute("id") == "hit-1"
    page.keyboard.press("Escape")
    assert not page.locator("#search").evaluate("one => one.open")
    page.keyboard.press("/")
    page.fill("#query", "civil-affairs data")
    page.wait_for_selector("#hits li")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zh/*.html#*")
    assert faults == []


def test_the_first_key_skips_to_the_content(site, tab):
    page, _ = tab
    page.goto(at(site, "en/stores"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_switches_keep_the_place_and_the_choice(site, browser):
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(at(site, "en/controls") + "#control-DAT-01")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    page.click("#other")
    page.wait_for_url("**/zh/controls.html#control-DAT-01")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    context.close()


def test_every_page_is_whole_without_scripts(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("index", *PAGES):
        page.goto(at(site, name))
        assert page.locator("h1").is_visible()
    page.goto(at(site, "en/controls"))
    assert not page.locator(".filters").is_visible()
    page.click("#control-DAT-01 > summary")
    assert page.locator("#control-DAT-01 .body").is_visible()
    page.click("#other")
    assert page.url.endswith("zh/controls.html")
    context.close()


def test_chinese_is_drawn_with_glyphs_of_its_own(site, tab):
    """A missing glyph is the same box for every character."""
    page, _ = tab
    page.goto(at(site, "zh/verdict"))
    drawn = page.evaluate(
        """() => ["证", "据", "豁"].map((char) => {
            const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
            pen.font = `24px ${getComputedStyle(document.body).fontFamily}`;
            pen.fillText(char, 2, 28);
            return canvas.toDataURL();
        })"""
    )
    assert len(set(drawn)) == 3


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_is_wider_than_the_window(site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for name in PAGES:
        page.goto(at(site, name))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    context.close()
    assert wide == []


def test_the_matrix_shows_a_packets_way_and_what_stops_one(site, tab):
    page, faults = tab
    page.goto(at(site, "en/matrix"))
    page.click("#x-matrix td.k-flow >> nth=0")
    page.wait_for_function("document.getElementById('x-panel').innerText.includes('.tf')")
    page.click("#x-matrix tbody tr:nth-child(1) td:nth-child(9)")
    page.wait_for_function("document.getElementById('x-panel').innerText.length > 40")
    assert faults == []


def test_print_opens_what_is_folded(site, tab):
    page, _ = tab
    page.goto(at(site, "en/controls"))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.item:not([open])").count() > 0


def test_a_name_that_attacks_runs_nothing(browser, tmp_path):
    for path, content in build.files(attacked()).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    context = browser.new_context()
    page, faults = watched(context)
    page.on("dialog", lambda one: faults.append(one.message) or one.dismiss())
    for name in PAGES:
        page.goto(at(tmp_path, name))
    context.close()
    assert faults == []
