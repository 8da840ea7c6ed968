"""python -m tianmen_congress.base.runtime.web NUMBER: one of the processes that serve pages.

NUMBER is the listening socket, inherited from the runner, which all of them share.

waitress takes in a request whole before a thread is used, and gives out an answer
without one: people on a slow network, or who want to be slow, keep no thread from
others. What it leaves open is closed here: how long a request may take to come in, a
thread of its own for whether we are there, and refusals in the language of the pages.
"""

import logging
import signal
import socket
import sys
import time

from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from .health import PATH as HEALTH

THREADS = 4
# Seconds: without a byte either way; for the whole of a request; to end in.
SILENCE = 60
RECEIVING = 300
ENDING = 10
# Connections cost no thread; each may keep a file open beside its socket.
CONNECTIONS = 400
MB = 1024 * 1024
# The page that says "too large" is only read by whom we let finish (ui/bodies.py);
# beyond this nobody is listened to.
LARGEST = 400 * MB
PAGES = {413: "413.html", 500: "500.html"}


class Request(HTTPRequestParser):
    """One that is being received, and since when."""

    path = ""

    def __init__(self, adj: Adjustments):
        super().__init__(adj)
        self.began = time.time()


class Refusal(ErrorTask):
    """What is no request, or too large a one, is refused on a page of ours."""

    def execute(self) -> None:
        error = self.request.error
        page = render_to_string(PAGES.get(error.code, "400.html")).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(page)
        self.write(page)


class Channel(HTTPChannel):
    parser_class = Request
    error_task_class = Refusal


class Server(TcpWSGIServer):
    channel_class = Channel
    receiving = RECEIVING

    def maintenance(self, now: float) -> None:
        """Close connections that are silent, and those whose request never ends."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.request and channel.request.began < now - self.receiving:
                channel.will_close = True


class Dispatcher(ThreadedTaskDispatcher):
    """Threads for pages, and one that only ever tells that we are there."""

    def __init__(self, threads: int = THREADS):
        super().__init__()
        self.set_thread_count(threads)
        self.for_health = ThreadedTaskDispatcher()
        self.for_health.set_thread_count(1)

    def add_task(self, channel: HTTPChannel) -> None:
        if channel.requests[0].path == HEALTH:
            self.for_health.add_task(channel)
        else:
            super().add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: float = ENDING) -> bool:
        """What is under way is finished, as far as it takes no longer than that."""
        self.for_health.shutdown(timeout=1)
        return super().shutdown(cancel_pending, timeout)


def adjustments(listener: socket.socket, **more: object) -> Adjustments:
    given = {
        "connection_limit": CONNECTIONS,
        "channel_timeout": SILENCE,
        "cleanup_interval": 5,
        "max_request_body_size": LARGEST,
        "max_request_header_size": 64 * 1024,
        # An answer waits in memory or on disk for a slow reader, never in a thread.
        "outbuf_high_watermark": 1024 * MB,
        "asyncore_use_poll": True,
        # The web server in front tells of HTTPS; settings.py says whether we believe it.
        "clear_untrusted_proxy_headers": False,
        "ident": None,
    }
    return Adjustments(sockets=[listener], **given | more)


def make_server(application, listener: socket.socket, **more: object) -> Server:
    return Server(
        application,
        _sock=listener,
        dispatcher=Dispatcher(),
        adj=adjustments(listener, **more),
        sockinfo=(
            listener.family,
            listener.type,
            listener.proto,
            listener.getsockname(),
        ),
        bind_socket=False,
    )


def main() -> None:
    # Read by `run`, which then lets the threads finish.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # It would tell of every request that waits a moment for a thread.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listener = socket.socket(fileno=int(sys.argv[1]))
    make_server(get_wsgi_application(), listener).run()


if __name__ == "__main__":
    main()
