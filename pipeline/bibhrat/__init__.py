"""bibhrat (বিভ্রাট, "outage"): Bangla outage reports as data.

>>> records = extract({
...     "title": "ফেসবুক ডাউন",
...     "text": "মঙ্গলবার রাত ৯টা থেকে ফেসবুকে ঢুকতে পারছেন না ব্যবহারকারীরা।",
...     "published_at": "2024-03-05T22:00",
... })
>>> [(record.services[0].id, record.start.value) for record in records]
[('facebook', '2024-03-05T21:00')]
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bibhrat._version import __version__
from bibhrat.article import Article, from_row
from bibhrat.record import OutageRecord

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Article", "OutageRecord", "__version__", "extract", "load"]


def extract(
    article: Article | Mapping[str, Any], *, profile: str | Path | None = None
) -> list[OutageRecord]:
    """Read one article.

    Args:
        article: an `Article`, or a mapping with `title` and `text` and, optional, `id`,
            `url`, `source`, `published_at` (local ISO time) and `tz` (IANA name).
        profile: a TOML file laid over the default profile.

    Returns:
        Its outage records, the primary first; empty where it reports no outage.

    Raises:
        SkipError: a field has the wrong type, or there is no text.
        ProfileError: the profile cannot be used.
    """
    from bibhrat.extractor import extract as read  # noqa: PLC0415 - keeps `import bibhrat` light
    from bibhrat.profile import read_profile  # noqa: PLC0415

    settings = read_profile(profile)
    if not isinstance(article, Article):
        article = from_row(article, default_id="article", zones=settings.zones)
    return list(read(article, settings).records)


def load(
    profile: str | Path | None = None,
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> "Language":
    """The spaCy pipeline: Bangla tokenizer and bibhrat's rooms as components.

    Feed it articles (mappings or `Article`s) or strings: `nlp.pipe(articles)`. Records are
    in `doc._.outages`, mentions in `doc.spans["timex"]`, `["services"]` and `["cues"]`.
    `spacy.load("bibhrat")` calls this, hence the keyword arguments of `spacy.load`.

    Args:
        profile: a TOML file laid over the default profile.
        vocab, disable, enable, exclude, config: as for `spacy.load`.

    Raises:
        ProfileError: the profile cannot be used.
    """
    from bibhrat.components import load as build  # noqa: PLC0415 - imports spaCy

    return build(
        profile=None if profile is None else str(profile),
        vocab=vocab,
        disable=disable,
        enable=enable,
        exclude=exclude,
        config=config,
    )
