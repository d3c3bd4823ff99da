"""The one way to the web, against a server that misbehaves and resolvers that lie."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpcore
import pytest

from bibhrat.fetch import Answer, Fetcher, FetchError, Limits, StoppedError
from bibhrat.fetch.addresses import is_public, sendable
from bibhrat.fetch.transport import Transport
from watch.site import Site, endless, packed, running, says, sends_to

HERE = ["127.0.0.1"]
QUICK = Limits(bytes=1 << 16, connect=1.0, read=0.2, whole=0.4)


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with running() as made:
        yield made


@pytest.fixture
def site(server: Site) -> Site:
    server.pages.clear()
    for noted in (server.asked, server.headers, server.bodies):
        noted.clear()
    return server


def fetcher(limits: Limits = QUICK, **settings: Any) -> Fetcher:
    return Fetcher(limits, **{"private": HERE, "pause": 0.0, **settings})


def refusal(site: Site, path: str, **settings: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher(**settings).get(site.url + path)
    assert site.url in str(caught.value)
    return caught.value


def test_an_answer(site: Site) -> None:
    site.pages["/a"] = says(b"<rss/>", ETag='"1"', kind="Application/RSS+xml; charset=utf-8")
    answer = fetcher().get(site.url + "/a#part")
    assert (answer.status, answer.body) == (200, b"<rss/>")
    assert answer.content_type == "application/rss+xml"
    assert answer.headers["etag"] == '"1"'
    assert site.asked == ["/robots.txt", "/a"]
    assert site.headers[1]["user-agent"].startswith("bibhrat/")


def test_an_answer_that_is_had_already(site: Site) -> None:
    site.pages["/a"] = says(status=304)
    answer = fetcher().get(site.url + "/a", etag='W/"7"', last_modified="Tue, 05 Mar 2024")
    assert (answer.status, answer.body) == (304, b"")
    assert site.headers[1]["if-none-match"] == 'W/"7"'
    assert site.headers[1]["if-modified-since"] == "Tue, 05 Mar 2024"
    assert refusal(site, "/a").status == 304  # nobody asked for that


def test_packed_answers_and_packed_files(site: Site) -> None:
    site.pages["/a"] = packed(b"plain")
    site.pages["/b.gz"] = packed(gzip.compress(b"plain"))
    site.pages["/br"] = says(b"\x1b\x00", Content_Encoding="br")
    site.pages["/half"] = says(gzip.compress(b"plain" * 100)[:-9], Content_Encoding="gzip")
    assert fetcher().get(site.url + "/a").body == b"plain"
    assert fetcher().get(site.url + "/b.gz").body == b"plain"
    assert "packed as 'br'" in str(refusal(site, "/br"))
    assert refusal(site, "/half").code == "not_fetched"


@pytest.mark.parametrize(
    "behaviour",
    [
        packed(b"\x00" * (1 << 20)),
        says(gzip.compress(gzip.compress(b"\x00" * (1 << 20)))),
        says(gzip.compress(b"\x00" * (1 << 15)) * 3),
        says(b"x" * (1 << 17)),
        endless,
    ],
    ids=["zip bomb", "a bomb in a bomb", "many small ones", "long", "endless"],
)
def test_what_is_too_large(site: Site, behaviour: Any) -> None:
    site.pages["/bomb"] = behaviour
    assert refusal(site, "/bomb", limits=Limits(bytes=1 << 16)).code == "too_large"


def test_slow_servers(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\n"
    site.pages["/silent"] = site.silent
    site.pages["/head"] = site.drips(head, b"X-A: b\r\n")
    site.pages["/body"] = site.drips(head + b"\r\n", b"x")
    site.pages["/early"] = site.drips(
        b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 102 P\r\n\r\n"
    )
    for path in ("/silent", "/head", "/body", "/early"):
        begin = time.monotonic()
        assert "too slow" in str(refusal(site, path)), path
        assert time.monotonic() - begin < 5


def test_whoever_is_asked_to_end_waits_for_no_server(site: Site) -> None:
    site.pages["/silent"] = site.silent
    asked = threading.Event()
    transport = Transport(private=HERE, stop=asked.is_set)
    patient = Limits(read=30.0, whole=30.0)
    timer = threading.Timer(0.05, asked.set)
    timer.start()
    begin = time.monotonic()
    with pytest.raises(StoppedError):
        fetcher(patient, transport=transport).get(site.url + "/silent")
    assert time.monotonic() - begin < 5
    timer.join()


def test_answers_that_are_no_http(site: Site) -> None:
    for body in (b"\x00\xff" * 50, b"HTTP/1.1 200 OK\r\nA" + b"a" * 200_000, b""):
        site.pages["/x"] = lambda request, body=body: request.wfile.write(body)  # type: ignore[misc]
        assert refusal(site, "/x").code == "not_fetched"
    site.pages["/x"] = says(b"four", Content_Length="9")
    assert refusal(site, "/x").code == "not_fetched"


def test_redirects_and_loops(site: Site) -> None:
    site.pages["/a"] = sends_to("b?q=খবর".encode().decode("latin-1"))
    site.pages["/b?q=" + sendable("http://x/?খবর")[10:]] = says(b"here")
    site.pages["/loop"] = sends_to("/loop", 301)
    site.pages["/1"] = sends_to("/2")
    site.pages["/2"] = sends_to("/1")
    assert fetcher().get(site.url + "/a").body == b"here"
    for path in ("/loop", "/1"):
        site.asked.clear()
        assert "more than 5 redirects" in str(refusal(site, path))
        assert len(site.asked) == 7


@pytest.mark.parametrize(
    "where",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x", "//[::1", "data:,x"],
)
def test_redirects_to_what_is_no_web(site: Site, where: str) -> None:
    site.pages["/a"] = sends_to(where)
    with pytest.raises(FetchError):
        fetcher().get(site.url + "/a")
    assert site.asked == ["/robots.txt", "/a"]


def test_wrong_types_are_not_read(site: Site) -> None:
    site.pages["/a"] = says(b"\x89PNG" * 1000, kind="image/png")
    with pytest.raises(FetchError, match="'image/png' is not what is looked for"):
        fetcher().get(site.url + "/a", accepts=lambda kind: "xml" in kind)


@pytest.mark.parametrize(
    ("told", "wait"), [("120", 120.0), ("Tue, 05 Mar 2024 10:02:00 GMT", 120.0), ("soon", None)]
)
def test_retry_after(site: Site, told: str, wait: float | None) -> None:
    def busy(request: Any) -> None:
        request.send_response_only(503)
        request.send_header("Date", "Tue, 05 Mar 2024 10:00:00 GMT")
        request.send_header("Retry-After", told)
        request.end_headers()

    site.pages["/a"] = busy
    error = refusal(site, "/a")
    assert (error.status, error.wait) == (503, wait)


def test_robots(site: Site) -> None:
    site.pages["/robots.txt"] = says(
        b"User-agent: bibhrat\nDisallow: /secret/*.html$\nCrawl-delay: 7\n\n"
        b"User-agent: *\nDisallow: /"
    )
    site.pages["/a"] = sends_to("/secret/1.html")
    waited: list[float] = []
    one = fetcher(sleep=waited.append)
    with pytest.raises(FetchError, match=r"/secret/1\.html: robots\.txt does not allow it"):
        one.get(site.url + "/a")
    assert site.asked == ["/robots.txt", "/a"]
    site.pages["/b"] = says(b"b")
    one.get(site.url + "/b")
    assert site.asked == ["/robots.txt", "/a", "/b"]
    assert 6.0 < waited[-1] <= 7.0


@pytest.mark.parametrize("status", [401, 404, 410])
def test_no_robots(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": says(status=status), "/a": says(b"a")}
    assert fetcher().get(site.url + "/a").body == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_that_cannot_be_told_now(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": says(status=status, Retry_After="60"), "/a": says(b"a")}
    error = refusal(site, "/a")
    assert (error.status, error.wait) == (status, 60.0)
    assert "/a" not in site.asked


def test_robots_that_lead_nowhere(site: Site) -> None:
    site.pages |= {"/robots.txt": sends_to("/robots.txt"), "/a": says(b"a")}
    assert fetcher().get(site.url + "/a").body == b"a"


def test_a_host_gets_one_request_at_a_time_with_pauses(site: Site) -> None:
    now, most = [0], [0]

    def counts(request: Any) -> None:
        now[0] += 1
        most[0] = max(most[0], now[0])
        site.over.wait(0.005)
        now[0] -= 1
        says(b"a")(request)

    site.pages["/a"] = counts
    waited: list[float] = []
    one = fetcher(pause=5.0, sleep=waited.append)
    threads = [threading.Thread(target=one.get, args=(site.url + "/a",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.asked.count("/a") == 8
    assert most == [1]
    assert len(waited) == len(site.asked) - 1
    assert all(0 < pause <= 5.0 for pause in waited)


def test_hosts_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibhrat.fetch.fetcher._MOST_HOSTS", 10)

    class Anything(Transport):
        def send(self, url: str, *arguments: Any, **settings: Any) -> Answer:
            return Answer(url, 200, {}, b"")

    one = fetcher(transport=Anything())
    for number in range(100):
        one.get(f"http://h{number}.example/a")
    assert len(one._hosts) <= 11


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "no number",
    ],
)  # fmt: skip
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_numbers_that_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::1]", "0"]
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    def nobody(number: str, port: int, timeout: float) -> httpcore.NetworkStream:
        raise AssertionError(f"connected to {number}")

    one = Fetcher(QUICK, pause=0.0, transport=Transport(connect=nobody))
    with pytest.raises(FetchError, match=r"not a public address|not found"):
        one.get(f"http://{host}:9/a")


def lying(site: Site, **names: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver: a name's answers one after the other, the last one again and again."""
    left = {name.replace("_", "."): list(numbers) for name, numbers in names.items()}

    def look(host: str, port: int) -> Sequence[str]:
        answers = left[host]
        return [answers.pop(0) if len(answers) > 1 else answers[0]]

    return look


def to_site(site: Site, connected: list[str]) -> Callable[..., httpcore.NetworkStream]:
    """Connects to the site in place of a public number."""

    def connect(number: str, port: int, timeout: float) -> httpcore.NetworkStream:
        connected.append(number)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", site.port, timeout)

    return connect


def test_a_redirect_to_a_private_address(site: Site) -> None:
    look = lying(site, news_example=["8.8.8.8"], inner_example=["10.0.0.7"])
    connected: list[str] = []
    transport = Transport(look=look, connect=to_site(site, connected))
    for target in ("http://inner.example/x", "http://inner.example:8080/x"):
        site.pages["/a"] = sends_to(target)
        with pytest.raises(FetchError, match=r"inner\.example: not a public address \(10\.0\.0\.7"):
            fetcher(transport=transport).get("http://news.example/a")
    assert set(connected) == {"8.8.8.8"}


def test_a_name_that_answers_differently_the_second_time(site: Site) -> None:
    site.pages["/a"] = says(b"a")
    look = lying(site, news_example=["8.8.8.8", "8.8.4.4", "127.0.0.1"])
    connected: list[str] = []
    one = fetcher(transport=Transport(look=look, connect=to_site(site, connected)))
    assert one.get("http://news.example/a").body == b"a"
    with pytest.raises(FetchError, match="not a public address"):
        one.get("http://news.example/a")
    # Each connection went to the very number that was looked up and checked for it.
    assert connected == ["8.8.8.8", "8.8.4.4"]


def test_a_host_with_a_dead_number_and_one_that_lives(site: Site) -> None:
    site.pages["/a"] = says(b"a")
    connected: list[str] = []
    alive = to_site(site, connected)

    def connect(number: str, port: int, timeout: float) -> httpcore.NetworkStream:
        if number == "8.8.8.8":
            raise httpcore.ConnectError("dead")
        return alive(number, port, timeout)

    transport = Transport(
        look=lambda host, port: ["10.0.0.1", "8.8.8.8", "8.8.4.4"], connect=connect
    )
    assert fetcher(transport=transport).get("http://news.example/a").body == b"a"
    assert connected == ["8.8.4.4", "8.8.4.4"]


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://user:secret@News.Example:80/a#x", "http://news.example/a"),
        ("https://news.example", "https://news.example/"),
        ("http://news.example/খবর", "http://news.example/%E0%A6%96%E0%A6%AC%E0%A6%B0"),
        ("http://news.example/%E0%A6%96?a=b&c=d", "http://news.example/%E0%A6%96?a=b&c=d"),
        ("http://[2001:db8::1]:8080/a b", "http://[2001:db8::1]:8080/a%20b"),
    ],
)
def test_addresses_as_they_are_sent(url: str, sent: str) -> None:
    assert sendable(url) == sent
