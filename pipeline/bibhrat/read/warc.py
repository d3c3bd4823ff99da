"""Web archives → rows, one for each HTML page that was answered with 200."""

from collections.abc import Iterator
from typing import Any

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.fetch import LARGEST
from bibhrat.read import html
from bibhrat.read.rows import Columns, Row
from bibhrat.read.sources import Source
from bibhrat.read.streams import OnBytes, opened

_HTML = ("text/html", "application/xhtml+xml")


def rows(source: Source, mapped: Columns, told: OnBytes) -> Iterator[Row]:
    """One row a page, numbered by its record's place among the responses, from 1.

    Records that are no answer, no HTML, or no 200 are no articles and are passed over. The
    date of the crawl is not the date of publication and is not used for it.

    Raises:
        StopError: fastwarc is missing, or the archive is broken.
    """
    warc = need("fastwarc.warc", "feeds", "reading .warc")
    # fastwarc unpacks by itself, too, but takes an archive that breaks off for one that ends.
    with opened(source.path, told) as stream:
        try:
            responses = warc.ArchiveIterator(
                stream,
                record_types=warc.WarcRecordType.response,
                parse_http=True,
                auto_decode="all",
            )
            for number, record in enumerate(responses, start=1):
                if record.http_headers is None or record.http_headers.status_code != 200:
                    continue
                if record.http_content_type not in _HTML:
                    continue
                url = record.headers.get("WARC-Target-URI")
                expected = record.content_length
                body = record.reader.read(LARGEST + 1)
                if len(body) < expected and not _is_encoded(record.http_headers):
                    raise EOFError(f"breaks off in response {number}")
                yield html.page(body, number, url=url)
        except (OSError, EOFError, ValueError) as error:
            raise StopError(f"{source.name}: reading failed: {error}") from None


def _is_encoded(headers: Any) -> bool:
    """Whether a body was sent in another form than it has now, so that its length says nothing."""
    return any(headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))
