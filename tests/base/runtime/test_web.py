"""The web server: who is slow, stuck or sends nonsense keeps no thread from others."""

import http.client
import socket
import time
from contextlib import ExitStack
from threading import Event, Thread

import pytest
from waitress import wasyncore

from tianmen_congress.base.runtime import web

PATIENCE = 30
BIG = 40 * web.MB


class Application:
    """Answers with the length of what came; one address hangs, one answers at length."""

    def __init__(self) -> None:
        self.hanging, self.goes_on = Event(), Event()
        self.scheme = ""

    def __call__(self, environ, start_response):
        self.scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/hang/":
            self.hanging.set()
            self.goes_on.wait()
        if environ["PATH_INFO"] == "/big/":
            return [b"x" * web.MB] * (BIG // web.MB)
        return [str(len(environ["wsgi.input"].read())).encode()]


class Served:
    """The server in a thread of its own, on a free port."""

    def __init__(self, **more: object) -> None:
        self.application, self.ended = Application(), Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.server = web.make_server(self.application, self.listener, **more)
        self.thread = Thread(target=self.run)
        self.thread.start()

    def run(self) -> None:
        while not self.ended.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=self.server._map, count=1)

    def ask(self, path="/", method="GET", body=None, **headers) -> tuple[int, bytes]:
        port = self.listener.getsockname()[1]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        said = answer.status, answer.read()
        connection.close()
        return said

    def send(self, text: str) -> socket.socket:
        client = socket.create_connection(self.listener.getsockname(), PATIENCE)
        client.sendall(text.encode())
        return client

    def end(self) -> None:
        self.application.goes_on.set()
        self.ended.set()
        self.thread.join(PATIENCE)
        self.server.task_dispatcher.shutdown()
        for channel in list(self.server.active_channels.values()):
            channel.handle_close()
        wasyncore.close_all(self.server._map)


@pytest.fixture
def served():
    with ExitStack() as stack:

        def served(**more):
            one = Served(**more)
            stack.callback(one.end)
            return one

        yield served


@pytest.fixture
def sockets():
    """Closes what a test left open."""
    with ExitStack() as stack:
        yield lambda one: stack.enter_context(one)


def slow_body(path="/accounts/sign-in/", length=500) -> str:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\nuser"


def test_twenty_slow_senders_keep_nobody_else_out(served, sockets):
    server = served()
    for _ in range(10):
        sockets(server.send(slow_body()))
        sockets(server.send("GET /never/ended HTTP/1.1\r\nHost"))

    assert server.ask("/", "POST", b"name=x") == (200, b"6")
    assert server.ask() == (200, b"0")


def test_health_answers_while_every_thread_is_stuck(served, sockets):
    server = served()
    for _ in range(web.THREADS + 3):
        sockets(server.send("GET /hang/ HTTP/1.1\r\nHost: x\r\n\r\n"))
    assert server.application.hanging.wait(PATIENCE)

    assert server.ask(web.HEALTH)[0] == 200
    assert server.ask(web.HEALTH, "HEAD")[0] == 200


def test_a_slow_reader_keeps_no_thread(served, sockets):
    server = served()
    for _ in range(web.THREADS):
        sockets(server.send("GET /big/ HTTP/1.1\r\nHost: x\r\n\r\n"))

    assert server.ask() == (200, b"0")


def test_a_request_that_never_ends_is_closed(served, sockets):
    server = served(cleanup_interval=1)
    server.server.receiving = 0
    client = sockets(server.send(slow_body()))

    assert client.recv(1) == b""


def test_a_connection_that_says_nothing_is_closed(served, sockets):
    server = served(cleanup_interval=1, channel_timeout=1)
    client = sockets(server.send(""))

    assert client.recv(1) == b""


def test_one_who_sends_in_time_is_heard_out(served, sockets):
    """The allowed one beside those who were closed."""
    server = served(cleanup_interval=1, channel_timeout=PATIENCE)
    client = sockets(server.send(slow_body(length=8)))
    time.sleep(1.5)
    client.sendall(b"name")

    assert client.recv(12) == b"HTTP/1.1 200"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (slow_body(length=web.LARGEST + 1), 413, "提交的内容过大"),
        ("GET / HTTP/1.1\r\nHost: x\r\nBad\rname: 1\r\n\r\n", 400, "请求有误"),
        ("nonsense\r\n\r\n", 400, "请求有误"),
        (f"GET / HTTP/1.1\r\nA: {'a' * 70_000}\r\n\r\n", 431, "请求有误"),
    ],
)
def test_what_is_refused_before_a_page_is_refused_in_chinese(
    served, sockets, text, code, words
):
    client = sockets(served().send(text))
    answer = http.client.HTTPResponse(client)
    answer.begin()

    assert answer.status == code
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Server" not in answer.headers
    assert words in answer.read().decode()


def test_what_the_server_in_front_tells_of_https_arrives(served):
    server = served()
    server.ask(**{"X-Forwarded-Proto": "https"})
    assert server.application.scheme == "https"
