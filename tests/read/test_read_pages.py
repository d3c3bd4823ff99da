"""Pages, archives, feeds and sitemaps, as outlets publish them."""

import gzip
import threading
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from bibhrat.article import Article
from bibhrat.errors import StopError
from bibhrat.fetch import Fetcher, Limits
from bibhrat.read import Rejection, feed, read
from read.pages import PARAGRAPHS, TITLE, item, json_ld, page, rss

PRINTED = "প্রকাশ: ০৫ মার্চ ২০২৪, ২২: ১০"
LOCAL = datetime(2024, 3, 5, 22, 10)
PROTHOM_ALO = '<link rel="canonical" href="https://www.prothomalo.com/technology/x1">'
ANANDABAZAR = '<link rel="canonical" href="https://www.anandabazar.com/world/x1">'


def one(path: Path, content: bytes) -> Article:
    path.write_bytes(content)
    (article,) = read(path)
    assert isinstance(article, Article)
    return article


def test_the_text_of_a_page_is_its_paragraphs(tmp_path: Path) -> None:
    between = "<p>আরও পড়ুন: অন্য খবর</p><p>বিজ্ঞাপন</p>"
    content = page(head=PROTHOM_ALO, dateline=PRINTED, between=between)
    article = one(tmp_path / "a.html", content)
    assert article.title == TITLE
    assert article.text == "\n".join(PARAGRAPHS)
    assert (article.source, article.tz) == ("prothomalo", "Asia/Dhaka")
    assert article.id == article.url == "https://www.prothomalo.com/technology/x1"
    assert article.notes == ()


@pytest.mark.parametrize(
    ("head", "printed", "expected"),
    [
        ("", PRINTED, LOCAL),
        (json_ld("2024-03-05T16:10:00Z"), "", LOCAL),
        (json_ld("2024-03-05T22:10:00+06:00"), PRINTED, LOCAL),
        # Local time stamped as UTC: what people see on the page counts.
        (json_ld("2024-03-05T22:10:00Z"), PRINTED, LOCAL),
        (json_ld("2024-03-05T22:10:00+0000"), "৫ মার্চ ২০২৪, ১০:১০ পিএম", LOCAL),
        # A day, or midnight, that the dateline makes finer.
        (json_ld("2024-03-05"), PRINTED, LOCAL),
        (json_ld("2024-03-05T00:00:00+06:00"), PRINTED, LOCAL),
        ('<meta property="article:published_time" content="2024-03-05">', PRINTED, LOCAL),
        # A dateline of another day makes nothing finer.
        (json_ld("2024-03-04"), PRINTED, date(2024, 3, 4)),
        # Metadata with a clock goes before a dateline that only tells an update.
        (json_ld("2024-03-05T22:10:00+06:00"), "আপডেট: ৬ মার্চ ২০২৪, ০৮:০০", LOCAL),
        ("", "আপডেট: ২২১০ ঘণ্টা, মার্চ ৫, ২০২৪", LOCAL),
        ("", "প্রকাশ: ৫ মার্চ ২০২৪", date(2024, 3, 5)),
        ('<meta itemprop="datePublished" content="2024-03-05T22:10:00">', "", LOCAL),
        ('<script type="application/ld+json">{broken</script>', PRINTED, LOCAL),
        (json_ld("গতকাল"), PRINTED, LOCAL),
    ],
)
def test_when_a_page_came_out(
    tmp_path: Path, head: str, printed: str, expected: datetime | date
) -> None:
    content = page(head=PROTHOM_ALO + head, dateline=printed)
    assert one(tmp_path / "a.html", content).published_at == expected


def test_a_page_that_says_nothing_of_its_time_has_none(tmp_path: Path) -> None:
    # The page's head shows the day of the visit; that is not when the article came out.
    article = one(tmp_path / "a.html", page(head=PROTHOM_ALO))
    assert article.published_at is None
    assert article.notes == ("published_at: missing, relative times stay unresolved",)


def test_paragraphs_that_only_begin_like_boilerplate_stay(tmp_path: Path) -> None:
    sentences = (
        "বিজ্ঞাপন দেখানো বন্ধ করে দিয়েছে ফেসবুক, জানিয়েছে প্রতিষ্ঠানটি।",
        "বিজ্ঞাপনদাতারাও ঢুকতে পারছেন না",
        "নিজস্ব প্রতিবেদক, ঢাকা: মঙ্গলবার রাত ৯টা থেকে ফেসবুক অচল।",
    )
    article = one(tmp_path / "a.html", page(head=PROTHOM_ALO, paragraphs=PARAGRAPHS + sentences))
    assert article.text.split("\n") == [*PARAGRAPHS, *sentences]


def test_a_page_of_kolkata_is_read_by_its_clock(tmp_path: Path) -> None:
    head = ANANDABAZAR + json_ld("2024-03-05T16:40:00Z")
    article = one(tmp_path / "a.html", page(head=head))
    assert (article.published_at, article.tz) == (LOCAL, "Asia/Kolkata")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_rejected(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    (bad,) = read(path)
    assert isinstance(bad, Rejection)
    assert bad.code in ("bad_page", "empty_text")
    assert str(bad).startswith(f"{path}:1: ")


def test_a_page_that_a_library_fails_on_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: Any, **options: Any) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    path = tmp_path / "a.html"
    path.write_bytes(page())
    (bad,) = read(path)
    assert isinstance(bad, Rejection)
    assert bad.message == "no HTML that can be read: RecursionError: too deep"


def test_a_page_nested_ten_thousand_deep(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><body>" + b"<div>" * 10_000 + "ফেসবুক ডাউন".encode())
    assert len(list(read(path))) == 1


def warc(path: Path, *answers: tuple[str, int, str, bytes]) -> None:
    """An archive written by hand, a request before each answer; .gz is packed by record."""
    records = []
    for url, status, kind, body in answers:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        records.append(record("request", url, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        records.append(record("response", url, head.encode() + body))
    packed = path.suffix == ".gz"
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))


def record(kind: str, url: str, block: bytes) -> bytes:
    head = f"""WARC/1.1\r
WARC-Type: {kind}\r
WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url + kind)}>\r
WARC-Date: 2024-06-12T00:00:00Z\r
WARC-Target-URI: {url}\r
Content-Type: application/http; msgtype={kind}\r
Content-Length: {len(block)}\r
\r
"""
    return head.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    base = "https://www.prothomalo.com/technology/"
    html = "text/html; charset=utf-8"
    warc(
        path,
        (f"{base}1", 200, html, page(dateline=PRINTED)),
        (f"{base}2", 404, html, page()),
        (f"{base}x.png", 200, "image/png", b"\x89PNG"),
        (f"{base}3", 200, html, b"<html></html>"),
        (f"{base}4", 200, html, page(dateline=PRINTED, title="মেসেঞ্জার ডাউন")),
    )
    items = list(read(path))
    found = [i for i in items if isinstance(i, Article)]
    assert [(a.url, a.title) for a in found] == [(f"{base}1", TITLE), (f"{base}4", "মেসেঞ্জার ডাউন")]
    assert {a.published_at for a in found} == {LOCAL}
    (bad,) = (i for i in items if isinstance(i, Rejection))
    assert (bad.line, bad.raw) == (4, f"{base}3")


def test_an_answer_that_was_sent_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    kind = "text/html\r\nContent-Encoding: gzip"
    warc(path, ("https://x.test/1", 200, kind, gzip.compress(page(dateline=PRINTED))))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.title, article.published_at) == (TITLE, LOCAL)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_cut_archive_stops_with_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    warc(path, *[(f"https://x.test/{n}", 200, "text/html", page()) for n in range(3)])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(StopError, match=r"a\.warc.*: reading failed"):
        list(read(path))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("<pubDate>Tue, 05 Mar 2024 16:10:00 GMT</pubDate>", LOCAL),
        ("<pubDate>Tue, 05 Mar 2024 22:10:00 +0600</pubDate>", LOCAL),
        ("<pubDate>Tue, 05 Mar 2024 22:10:00</pubDate>", LOCAL),  # no zone: the outlet's own
        ("<pubDate>2024-03-05 22:10:00</pubDate>", LOCAL),
        ("<pubDate>০৫ মার্চ ২০২৪, ২২:১০</pubDate>", LOCAL),
        ("", None),
    ],
)
def test_when_an_entry_came_out(tmp_path: Path, when: str, expected: datetime | None) -> None:
    article = one(tmp_path / "a.rss", rss(item(1, date=when)))
    assert article.published_at == expected
    assert (article.id, article.source) == ("news-1", "আমাদের খবর")
    assert PARAGRAPHS[0] in article.text


def test_an_atom_feed_in_xml(tmp_path: Path) -> None:
    content = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>খ</title>
<entry><title>{TITLE}</title><id>tag:1</id><link href="https://www.anandabazar.com/1"/>
<updated>2024-03-05T22:10:00+05:30</updated><summary>{PARAGRAPHS[0]}</summary></entry></feed>"""
    article = one(tmp_path / "a.xml", content.encode())
    assert (article.source, article.tz, article.published_at) == (
        "anandabazar",
        "Asia/Kolkata",
        LOCAL,
    )


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_bytes(rss(item(1), item(2)).replace(b"</channel></rss>", b"<item><title>x & <y"))
    items = list(read(path))
    assert [i.id for i in items if isinstance(i, Article)][:2] == ["news-1", "news-2"]
    assert any(isinstance(i, Rejection) and i.code == "bad_xml" for i in items)


@pytest.mark.parametrize("content", [b"", b"{}", b"<html><body>x</body></html>"])
def test_what_is_no_feed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.rss"
    path.write_bytes(content)
    with pytest.raises(StopError, match=r"a\.rss: no feed and no sitemap"):
        list(read(path))


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ক">{steps}]>'
    content = rss(item(1)).replace(b"<rss ", bomb.encode() + b"<rss ", 1)
    path = tmp_path / "a.rss"
    path.write_bytes(content.replace("সংক্ষেপ".encode(), b"&e11;"))
    with pytest.raises(StopError, match="declares entities of its own"):
        list(read(path))


class Site:
    """A server on this machine with some pages; remembers what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                found = site.pages.get(self.path, 404)
                self.send_response(found if isinstance(found, int) else 200)
                if found == 302:
                    self.send_header("Location", self.path)
                self.end_headers()
                if isinstance(found, bytes):
                    self.wfile.write(found)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site()
    # A sitemap that is read from a file names pages of this server.
    monkeypatch.setattr(
        feed,
        "Fetcher",
        lambda private: Fetcher(Limits(bytes=1 << 16), private=["127.0.0.1"], pause=0.0),
    )
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def test_an_address_of_a_feed_a_page_and_nothing(site: Site) -> None:
    site.pages["/rss"] = rss(item(1), item(2))
    site.pages["/page"] = page(dateline=PRINTED)
    site.pages["/packed"] = gzip.compress(rss(item(3)))
    for path, titles in (("/rss", 2), ("/page", 1), ("/packed", 1)):
        items = list(read(site.url + path))
        assert [i.title for i in items if isinstance(i, Article)] == [TITLE] * titles
    with pytest.raises(StopError, match="HTTP 404"):
        list(read(f"{site.url}/none"))
    site.pages["/loop"] = 302
    with pytest.raises(StopError, match=r"/loop: "):
        list(read(f"{site.url}/loop"))


def test_a_sitemap_of_sitemaps(site: Site, tmp_path: Path) -> None:
    def urlset(*names: str) -> bytes:
        urls = "".join(
            f"<url><loc>{site.url}/{name}</loc><news:news><news:publication_date>"
            "2024-03-05T22:10:00+06:00</news:publication_date></news:news></url>"
            for name in names
        )
        return f"""<?xml version="1.0"?><urlset
xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>""".encode()

    site.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /secret",
        "/1": page(),
        "/2": page(title="মেসেঞ্জার ডাউন"),
        "/a.xml": urlset("1", "gone", "secret"),
        "/b.xml": gzip.compress(urlset("2", "1")),
    }
    index = tmp_path / "sitemap.xml"
    maps = "".join(f"<sitemap><loc>{site.url}/{n}.xml</loc></sitemap>" for n in "abc")
    index.write_text(f"<?xml version='1.0'?><sitemapindex>{maps}</sitemapindex>")
    items = list(read(index))
    found = [i for i in items if isinstance(i, Article)]
    assert [a.title for a in found] == [TITLE, "মেসেঞ্জার ডাউন"]
    assert {a.published_at for a in found} == {LOCAL}
    bad = [i for i in items if isinstance(i, Rejection)]
    assert [(b.line, b.code) for b in bad] == [
        (2, "not_fetched"),
        (3, "not_fetched"),
        (5, "not_fetched"),
    ]
    assert "HTTP 404" in bad[0].message
    assert "robots.txt does not allow it" in bad[1].message
    assert "/secret" not in site.asked
    assert site.asked.count("/1") == 1


def test_a_zip_bomb_is_refused(site: Site) -> None:
    site.pages["/bomb"] = gzip.compress(b"\x00" * (1 << 20))
    site.pages["/long"] = b"x" * (1 << 17)
    for name in ("bomb", "long"):
        with pytest.raises(StopError, match=r"more than 0\.0625 MB"):
            list(read(f"{site.url}/{name}"))


def test_an_address_that_is_named_may_be_private_but_not_those_of_its_sitemap(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[list[str]] = []

    def fetcher(private: list[str]) -> Fetcher:
        asked.append(private)
        return Fetcher(private=private, pause=0.0)

    monkeypatch.setattr(feed, "Fetcher", fetcher)
    sitemap = tmp_path / "sitemap.xml"
    sitemap.write_text("<urlset><url><loc>http://127.0.0.1:9/x</loc></url></urlset>")
    (refused,) = read(sitemap)
    assert isinstance(refused, Rejection)
    assert "127.0.0.1: not a public address" in refused.message
    with pytest.raises(StopError, match="Connection refused"):
        list(read("http://127.0.0.1:9/feed"))
    assert asked == [[], ["127.0.0.1"]]
