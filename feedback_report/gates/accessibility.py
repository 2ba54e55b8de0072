"""The gate for the page: axe-core and checks of our own, as readers with different screens meet it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from feedback_report.errors import ReportError
from feedback_report.gates.browser import axe_script, open_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

LAW = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADVICE = "best-practice"
# Good practice by axe-core's list; for a committee paper it is a fault.
ADVICE_WE_REQUIRE = frozenset(
    {"heading-order", "empty-heading", "page-has-heading-one", "landmark-one-main", "skip-link", "scope-attr-valid"}
)
CHECKS = Path(__file__).with_name("accessibility.js")
ELEMENTS_SHOWN = 5

REMEDIES = {
    "reflow": (
        "Content needs scrolling sideways",
        "Let it wrap or shrink; put a wide table or chart in a region that scrolls.",
    ),
    "text-spacing": (
        "Content is lost when the reader widens the spaces",
        "Do not fix heights or cut off what overflows.",
    ),
    "focus-visible": ("The keyboard's focus cannot be seen", "Give the element an outline when it has the focus."),
    "table-headers": ("A table does not name its columns", "Write the first row as header cells with a scope."),
    "figure-alt": (
        "A figure's text alternative does not say what it shows",
        "State the finding with its numbers in fig-alt, not the caption again.",
    ),
    "duplicate-id": ("Two elements have the same id", "Give each label, anchor and heading an id of its own."),
    "picture-loads": ("A picture is not shown", "Embed the picture in the page."),
    "self-contained": ("The page loads something from outside", "Embed it in the page, or remove it."),
    "script-error": ("The browser reports an error", "Correct what the message names."),
    "without-script": ("Words appear only where scripts run", "Write them into the page."),
}


@dataclass(frozen=True)
class State:
    """One way to meet the page: the colours preferred, and the size of the screen in CSS pixels."""

    colours: Literal["light", "dark"]
    width: int
    height: int

    @property
    def size(self) -> "ViewportSize":
        return {"width": self.width, "height": self.height}

    def __str__(self) -> str:
        return f"{self.colours}, {self.width} px"


# 1280 x 1024 is the screen of WCAG; 320 x 256 is the same one at 400% zoom.
STATES = (
    State("light", 1280, 1024),
    State("dark", 1280, 1024),
    State("light", 320, 256),
    State("dark", 320, 256),
)


@dataclass(frozen=True)
class Problem:
    """A rule that the page breaks: on which elements, in which states (none: whatever the state), and what to do.

    A ``warning`` is good practice that the law does not ask for, or something that only a person
    can judge.
    """

    rule: str
    found: str
    elements: tuple[str, ...]
    remedy: str
    states: tuple[str, ...]
    warning: bool = False

    def __str__(self) -> str:
        shown = "; ".join(self.elements[:ELEMENTS_SHOWN])
        if len(self.elements) > ELEMENTS_SHOWN:
            shown += f"; and {len(self.elements) - ELEMENTS_SHOWN} more"
        everywhere = len(self.states) in (0, len(STATES))
        where = "" if everywhere else f" ({' and '.join(self.states)})"
        return f"{self.rule}: {self.found}{where}: {shown}. {self.remedy}"


def check_html(path: Path) -> list[Problem]:
    """Hold a page against WCAG 2.2 AA in Chromium, light and dark, wide and at 400% zoom.

    Runs axe-core with every details element open, then our own checks: nothing but tables
    scrolls sideways, the reader's own spacing loses nothing, the focus can be seen, tables name their
    columns, figures say what they show, nothing is loaded from outside the file, the browser
    reports no error, and all words are there without scripts. Problems come first, then
    warnings. Raises ReportError when the page or the browser is missing.
    """
    if not path.is_file():
        raise ReportError(f"{path.name}: not found. Expected a page: build the paper first.")
    with ThreadPoolExecutor(max_workers=1) as own_thread:  # Playwright refuses a thread that runs an event loop
        return own_thread.submit(_check_alone, path).result()


def _check_alone(path: Path) -> list[Problem]:
    with open_browser() as browser:
        return check_page(browser, path)


def check_page(browser: "Browser", path: Path, states: Sequence[State] = STATES) -> list[Problem]:
    """Do what ``check_html`` does, in a browser that is already open, in some of the states."""
    problems: list[Problem] = []
    with _open_page(browser, path, problems) as page:
        words = page.evaluate(f"({_checks()}).words()")
        page.evaluate(f"({_checks()}).openAll()")
        page.evaluate(axe_script())
        for state in states:
            problems += _check_state(page, state)
    with _open_page(browser, path, [], scripts=False) as page:
        lost = len(words.split()) - len(page.evaluate(f"({_checks()}).words()").split())
    if lost > 0:
        problems.append(_own("without-script", f"{lost} words are missing"))
    return sorted(_merged(problems), key=lambda problem: problem.warning)


def _checks() -> str:
    return CHECKS.read_text(encoding="utf-8")


@contextmanager
def _open_page(browser: "Browser", path: Path, problems: list[Problem], scripts: bool = True) -> Iterator["Page"]:
    """Open the page with the network shut, noting what it tries to load and what the browser reports."""
    address = path.resolve().as_uri()
    context = browser.new_context(
        viewport=STATES[0].size, color_scheme="light", reduced_motion="reduce", java_script_enabled=scripts
    )

    def watch(route: Any) -> None:
        if route.request.url.partition("#")[0] == address:
            route.continue_()
        else:
            problems.append(_own("self-contained", route.request.url))
            route.abort()

    def listen(message: Any) -> None:
        if message.type == "error" and "net::ERR_FAILED" not in message.text:
            problems.append(_own("script-error", message.text))

    try:
        page = context.new_page()
        page.route("**/*", watch)
        page.on("console", listen)
        page.on("pageerror", lambda error: problems.append(_own("script-error", error.message)))
        page.goto(address)
        yield page
    finally:
        context.close()


def _check_state(page: "Page", state: State) -> list[Problem]:
    page.set_viewport_size(state.size)
    page.emulate_media(color_scheme=state.colours)
    options = {"runOnly": {"type": "tag", "values": [*LAW, ADVICE]}, "resultTypes": ["violations", "incomplete"]}
    results = page.evaluate("options => axe.run(document, options)", options)
    problems = [_of_axe(rule, state, unsure=False) for rule in results["violations"]]
    problems += [_of_axe(rule, state, unsure=True) for rule in _in_sight(page, results["incomplete"])]
    own = page.evaluate(f"({_checks()}).check()")
    return problems + [_own(one["rule"], f"{one['element']} {one['detail']}", state) for one in own]


def _in_sight(page: "Page", unsure: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what axe-core cannot judge because a table is scrolled; the cells in sight look the same."""
    targets = [_target(node["target"]) for rule in unsure for node in rule["nodes"]]
    hidden = set(page.evaluate(f"targets => ({_checks()}).scrolledAway(targets)", targets))
    for rule in unsure:
        rule["nodes"] = [node for node in rule["nodes"] if _target(node["target"]) not in hidden]
    return [rule for rule in unsure if rule["nodes"]]


def _of_axe(rule: dict[str, Any], state: State, unsure: bool) -> Problem:
    """Turn a result of axe-core into a problem; what axe could not decide becomes a warning."""
    required = not set(rule["tags"]).isdisjoint(LAW) or rule["id"] in ADVICE_WE_REQUIRE
    elements = tuple(f"{_target(node['target'])} ({_message(node)})" for node in rule["nodes"])
    remedy = "Look at it: axe-core could not decide." if unsure else f"See {rule['helpUrl'].partition('?')[0]}."
    return Problem(rule["id"], rule["help"], elements, remedy, (str(state),), warning=unsure or not required)


def _target(target: list[Any]) -> str:
    return " ".join(" ".join(part) if isinstance(part, list) else part for part in target)


def _message(node: dict[str, Any]) -> str:
    """Get the first thing that axe-core says of an element."""
    messages = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return messages[0] if messages else "see the rule"


def _own(rule: str, element: str, state: State | None = None) -> Problem:
    found, remedy = REMEDIES[rule]
    return Problem(rule, found, (element,), remedy, (str(state),) if state else ())


def _merged(problems: list[Problem]) -> list[Problem]:
    """Join what one rule found on several elements and in several states."""
    merged: dict[tuple[str, bool], Problem] = {}
    for problem in problems:
        key = (problem.rule, problem.warning)
        before = merged.get(key, replace(problem, elements=(), states=()))
        merged[key] = replace(
            before,
            elements=tuple(dict.fromkeys(before.elements + problem.elements)),
            states=tuple(dict.fromkeys(before.states + problem.states)),
        )
    return list(merged.values())
