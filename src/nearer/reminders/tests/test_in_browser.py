"""push.js in Chromium: it asks only when pressed, hands over what the browser gives, and says when it cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.listening import Browser, push_service
from tests.served import Served
from tests.test_axe import INLINE, OPTIONS, SMALL, TOUCH

pytestmark = pytest.mark.browser
PHRASE = "marble otter lantern quick sofa"
# A test's browser reaches no push service. Everything but that service's answer is the browser's own.
STUB = """
window.asked = 0;
Notification.requestPermission = async () => { window.asked += 1; return "%s"; };
const pushManager = {
  getSubscription: async () => null,
  subscribe: async (wanted) => { sessionStorage.wanted = wanted.applicationServerKey; return { toJSON: () => (%s) }; },
};
const registration = { pushManager };
Object.defineProperty(navigator.serviceWorker, "ready", { get: () => Promise.resolve(registration) });
navigator.serviceWorker.getRegistration = async () => registration;
"""


def window(served: Served, visit: Callable[..., Any], name: str = "Ana", **options: Any) -> Any:
    """This person's, signed in."""
    ana = served.visitor()
    ana.post("/start/", {"name": name, "partner": "", "passphrase": PHRASE, "adult": "on"})
    page = visit(served.url, **options)
    page.context.add_cookies([{"name": one.name, "value": one.value, "url": served.url} for one in ana.jar])
    return page


def with_stub(page: Any, permission: str, subscription: dict[str, Any] | None = None) -> Any:
    given = subscription or {}
    told = {"endpoint": given.get("endpoint"), "keys": given}
    page.add_init_script(STUB % (permission, str(told).replace("None", "null")))
    page.goto("/you/reminders/")
    return page.locator("[data-push]")


def test_pressing_it_subscribes_and_the_browser_can_open_what_comes(
    serve: Callable[..., Served], visit: Callable[..., Any]
) -> None:
    with push_service() as service:
        served, browser = serve(NEARER_PUSH_HOSTS=service.host).start(), Browser()
        page = window(served, visit)
        part = with_stub(page, "granted", browser.subscription(service.endpoint()))
        expect(part.get_by_text("This needs a script")).to_be_hidden()
        assert page.evaluate("window.asked") == 0
        assert part.locator("[name=push-zone]").input_value() == page.evaluate(
            "Intl.DateTimeFormat().resolvedOptions().timeZone"
        )
        part.get_by_text("Choose days and hour").click()
        part.get_by_text("Monday").click()
        part.get_by_role("button", name="Remind me on this device").click()
        expect(part.get_by_text("is on")).to_be_visible()
        assert page.evaluate("sessionStorage.wanted") == part.get_attribute("data-push")
        part.get_by_role("button", name="Send me one now to try").click()
        expect(page.get_by_text("Sent. It may take a minute.")).to_be_visible()
        assert browser.opened(service.asked[0][2]) == "A card is ready when you are."
        page.goto("/you/reminders/")
        part.get_by_text("Tuesday").click()
        part.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert page.evaluate("window.asked") == 0  # other days need no new address


def test_a_browser_that_says_no_is_believed(served: Served, visit: Callable[..., Any]) -> None:
    part = with_stub(window(served, visit), "denied")
    part.get_by_text("Choose days and hour").click()
    part.get_by_text("Monday").click()
    part.get_by_role("button", name="Remind me on this device").click()
    expect(part.get_by_text("does not allow it")).to_be_visible()


def test_without_scripts_and_without_such_a_browser_it_says_so(served: Served, visit: Callable[..., Any]) -> None:
    page = window(served, visit, scripts=False)
    page.goto("/you/reminders/")
    expect(page.get_by_text("This needs a script")).to_be_visible()
    expect(page.get_by_role("button", name="Remind me on this device")).to_be_hidden()
    page.get_by_text("Choose days and hour").last.click()
    expect(page.get_by_role("button", name="Switch on")).to_have_count(1)  # the calendar needs no script
    other = window(served, visit, "Ben")
    other.add_init_script("delete window.PushManager;")
    other.goto("/you/reminders/")
    expect(other.get_by_text("cannot show such notes")).to_be_visible()
    expect(other.get_by_role("button", name="Remind me on this device")).to_be_hidden()


def test_the_page_is_for_everybody(serve: Callable[..., Served], visit: Callable[..., Any]) -> None:
    served = serve(NEARER_SMTP_URL="smtp://127.0.0.1:9", NEARER_MAIL_FROM="notes@example.org").start()
    for dark, size in ((False, "phone"), (True, "desktop")):
        page = window(served, visit, f"Ana{size}", dark=dark, size=size)
        page.goto("/you/reminders/")
        for fold in page.get_by_text("Choose days and hour").all():
            fold.click()
        for _ in "12":
            found = Axe().run(page, options=OPTIONS)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate(SMALL, [TOUCH, INLINE]) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.locator("[name=mail-mail]").fill("ana@example.net")
            page.get_by_role("button", name="Switch on").first.click()
        expect(page.get_by_text("Something needs another look")).to_be_visible()
