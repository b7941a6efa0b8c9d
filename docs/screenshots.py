"""Takes the pictures in the README again: two made-up people, a phone and a desk, by day and by night.

    make screenshots            the README's pictures
    make screenshots ALL=1      every page, for looking at a change

Nothing is downloaded: the Chromium of this machine is used.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"phone": (360, 780), "desk": (1280, 860)}
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PORT = "8777"
README = ["landing", "today", "kept", "opened"]


def main() -> None:
    """Serve the demo from a throwaway folder and walk through it twice."""
    everything = bool(os.environ.get("ALL"))
    folder = Path(os.environ.get("TO", PICTURES))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server, people = _served(data)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        )
        try:
            for size in SIZES:
                for dark in (False, True):
                    _walk(browser, size, dark, people, folder, everything)
        finally:
            browser.close()
            server.terminate()


def _served(data: str) -> tuple["subprocess.Popen[str]", list[tuple[str, str]]]:
    environment = {**os.environ, "NEARER_PORT": PORT, "TMPDIR": data, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "nearer", "demo"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    people: list[tuple[str, str]] = []
    assert server.stdout is not None
    for line in server.stdout:
        found = re.match(r"\s+(\w+): ([a-z ]+)$", line)
        if found:
            people.append((found[1], found[2]))
        if "Stop with" in line:
            break
    return server, people


def _walk(browser: Browser, size: str, dark: bool, people: list[tuple[str, str]], folder: Path, all_: bool) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=f"http://localhost:{PORT}",
        viewport={"width": width, "height": height},
        device_scale_factor=2 if size == "phone" else 1,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()

    def shoot(name: str, full: bool = False) -> None:
        if all_ or name in README:
            page.wait_for_load_state("load")
            page.wait_for_timeout(150)
            page.screenshot(path=folder / f"{name}-{size}-{'night' if dark else 'day'}.png", full_page=full)

    page.goto("/")
    shoot("landing")
    for name in ("start", "sign-in", "help", "recover"):
        page.goto(f"/{name}/")
        shoot(name, full=True)
    _sign_in(page, *people[0])
    _inside(page, shoot)
    context.close()


def _sign_in(page: Page, name: str, passphrase: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", passphrase)
    page.click("form[method=post] button.button >> text=Unlock")
    page.wait_for_selector("h1.prompt")


def _inside(page: Page, shoot: Any) -> None:
    shoot("today", full=False)
    answer = page.locator("textarea[name=answer-answer]").first
    if answer.is_visible():
        answer.fill("Patching old jackets. I like that it shows afterwards, and that nobody minds.")
        shoot("today-typed")
        page.click("text=Keep my answer")
        page.wait_for_selector(".kept, .opening")
    shoot("kept")
    page.goto("/ours/")
    shoot("ours")
    page.click("ul.list a >> nth=1")
    page.wait_for_selector(".said")
    shoot("opened", full=True)
    for name, address in [
        ("mine", "/mine/"),
        ("page", "/mine/new/"),
        ("you", "/you/"),
        ("together", "/together/"),
        ("devices", "/you/devices/"),
        ("leave", "/together/leave/"),
        ("welcome", "/welcome/"),
        ("passphrase", "/you/passphrase/"),
        ("patterns", "/patterns/"),
    ]:
        page.goto(address)
        shoot(name, full=True)


if __name__ == "__main__":
    main()
