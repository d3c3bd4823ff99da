"""The one way to the web: an address → its bytes, safely and politely.

    Fetcher().get("https://example.org/feed").body

Safe: only http and https, only public addresses (what was checked is what is connected to),
limits of time, of redirects and of bytes, packed and unpacked. Polite: robots.txt, and one
request a host at a time with a pause behind it.
"""

from bibhrat.fetch.fetcher import AGENT, Fetcher
from bibhrat.fetch.model import LARGEST, Answer, FetchError, Limits, StoppedError

__all__ = ["AGENT", "LARGEST", "Answer", "FetchError", "Fetcher", "Limits", "StoppedError"]
