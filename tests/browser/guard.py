"""What no page may do: ask another host for anything, or complain on the console."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Route

LOCAL = {"localhost", "127.0.0.1"}


class Guard:
    """Collects what went wrong on all pages of a test.

    A test that provokes a complaint says so first: `guard.expected.append("409")`.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.expected: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.route("**/*", self._pass)
        context.on("console", self._hear)
        context.on(
            "weberror", lambda error: self.faults.append(f"error: {error.error}")
        )

    @property
    def unexpected(self) -> list[str]:
        return [
            fault
            for fault in self.faults
            if not any(words in fault for words in self.expected)
        ]

    def _pass(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"data", "blob"} or address.hostname in LOCAL:
            route.continue_()
        else:
            self.faults.append(f"request: {route.request.url}")
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")
