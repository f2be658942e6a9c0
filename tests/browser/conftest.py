"""A real browser on a real server over an atlas of the five texts; any complaint of a page fails."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from mapapp.store.reading import open_atlas
from mapapp.web import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A browser that asks nobody anything by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and skip it with the reason where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium here; on Debian: apt-get install chromium")
                )


@pytest.fixture(scope="module")
def address(atlas_file: Path) -> Iterator[str]:
    """The address of a server of that atlas."""
    atlas = open_atlas(atlas_file)
    server = create_server(create_app(atlas), host="127.0.0.1", port=0, threads=6)
    # asyncore's own loop can be left only through an exception or an empty map; close_all empties it.
    thread = threading.Thread(target=serve, args=(server,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=5)
    atlas.engine.dispose()


def serve(server: object) -> None:
    """Run a server until its sockets are closed under it."""
    try:
        server.run()
    except OSError:
        return


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Watch:
    """What pages complained of, and what they asked other hosts."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []

    def on(self, context: BrowserContext) -> None:
        context.on(
            "console",
            lambda message: message.type in ("error", "warning") and self.faults.append(message.text),
        )
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("request", lambda request: self.check(request.url))

    def check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.faults.append(f"a request to another host: {url}")

    def told(self) -> list[str]:
        """What there was since this was asked last."""
        faults, self.faults = self.faults, []
        return faults


Contexts = Callable[[dict[str, Any]], tuple[BrowserContext, Watch]]


@pytest.fixture(scope="module")
def contexts(browser: Browser, address: str) -> Iterator[Contexts]:
    """A context for each set of options: files of a page that one test has fetched, the next has at hand.

    Nothing else passes from test to test, since no page may keep anything in the browser.
    """
    opened: dict[str, tuple[BrowserContext, Watch]] = {}

    def context_of(options: dict[str, Any]) -> tuple[BrowserContext, Watch]:
        if (key := repr(options)) not in opened:
            opened[key] = browser.new_context(base_url=address, **options), Watch(address)
            opened[key][1].on(opened[key][0])
        return opened[key]

    yield context_of
    kept = [context.storage_state() for context, _ in opened.values()]
    for context, _ in opened.values():
        context.close()
    assert [state for state in kept if state != {"cookies": [], "origins": []}] == []
    assert [fault for _, watch in opened.values() for fault in watch.told()] == []


@pytest.fixture(params=[None])
def page(contexts: Contexts, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a desk's size; parametrise indirectly with other options of a browser context."""
    options = {
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        **(request.param or {}),
    }
    context, watch = contexts(options)
    yield context.new_page()
    for opened in context.pages:
        opened.close()
    assert watch.told() == []
