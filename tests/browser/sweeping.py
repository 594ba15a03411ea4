"""What must hold on every page, measured in a real browser; each check returns sentences about what is wrong."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MIN_TEXT_PX = 15
MIN_DRAWN_TEXT_PX = 13
# Only what is wrong comes back: all that is right is many times as much.
_BROKEN = """(options) => axe.run(options).then(({violations}) =>
  violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`))"""
_MEASURE = """() => {
  const doc = document.documentElement;
  const shown = (el) => el.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const small = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), el = walker.currentNode.parentElement;
    if (!text || !shown(el) || el.closest("svg")) continue;
    const size = parseFloat(getComputedStyle(el).fontSize);
    if (size < 14.99) small.push(`${text.slice(0, 30)} (${size}px)`);
  }
  const drawn = [...document.querySelectorAll("svg text")].filter(shown)
    .map((el) => [el.textContent, parseFloat(getComputedStyle(el).fontSize) * el.getScreenCTM().d])
    .filter(([, size]) => size < 12.99).map(([text, size]) => `${text} (${size}px)`);
  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  return {
    width: doc.scrollWidth, view: doc.clientWidth, small, drawn,
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    title: document.title,
    tagged: [...document.querySelectorAll("[style], script:not([src])")].map((el) => el.outerHTML.slice(0, 60)),
  };
}"""


def problems_light_and_dark(page: Page) -> list[str]:
    """What is wrong with the layout or for axe, in light or dark; no colour is caught on its way. The page stays dark."""
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        problems += [f"{scheme}: {one}" for one in layout_problems(page) + axe_problems(page)]
    return problems


def axe_problems(page: Page) -> list[str]:
    """Each rule of axe that the page breaks, with the first element that breaks it."""
    # At the end of a page a bar that follows the reader stands in its own place, and hides nothing that one can press.
    page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    return page.evaluate(_BROKEN, options)


def layout_problems(page: Page) -> list[str]:
    """Sideways scrolling, small text, ids used twice, a missing heading, inline style or script."""
    page.evaluate("document.fonts.ready.then(() => null)")  # letters that stand in for others are wider
    seen = page.evaluate(_MEASURE)
    problems = []
    if seen["width"] > seen["view"]:
        problems.append(f"scrolls sideways: {seen['width']} px in {seen['view']}")
    problems += [f"text under {MIN_TEXT_PX} px: {text}" for text in seen["small"][:3]]
    problems += [f"text in a drawing under {MIN_DRAWN_TEXT_PX} px: {text}" for text in seen["drawn"][:3]]
    problems += [f"id used twice: {name}" for name in seen["twice"]]
    if (seen["headings"], seen["mains"]) != (1, 1):
        problems.append(f"{seen['headings']} h1 and {seen['mains']} main")
    problems += [f"inline style or script: {html}" for html in seen["tagged"]]
    return problems
