"""The spaCy shell: one short factory a room, found through entry points.

Rooms work on characters; `doc.spans` is a view of them, widened to whole tokens, since
Bangla case endings make tokens that cut names and times. Articles go in as mappings or
`Article`s, too: `nlp.pipe([{"title": …, "text": …, "published_at": …}])`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from spacy.lang.bn import Bengali
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import get_words_and_spaces, registry

from bibhrat import extractor
from bibhrat.article import Article, from_row
from bibhrat.coined import Coined
from bibhrat.mention import Mention
from bibhrat.profile import read_profile
from bibhrat.record import OutageRecord
from bibhrat.transformer.opinions import Reader
from bibhrat.with_bnlp.text import tokens

_ARTICLE, _RECORDS = "bibhrat_article", "bibhrat_outages"


# Components of one pipeline see a document one after the other, so a few entries suffice.
@lru_cache(maxsize=8)
def _annotation(
    article: Article, models: Reader | None, coined: Coined | None
) -> extractor.Annotation:
    return extractor.annotate(article, models=models, coined=coined)


class BanglaNews(Bengali):
    """spaCy's Bengali that also takes articles where it takes texts."""

    def _ensure_doc(self, doc_like: Any) -> Doc:
        if isinstance(doc_like, Article):
            doc_like = _row(doc_like)
        if not isinstance(doc_like, Mapping):
            return super()._ensure_doc(doc_like)
        article = from_row(doc_like, default_id="article")
        doc = self.make_doc(article.body)
        doc.user_data[_ARTICLE] = _row(article)
        return doc


def _row(article: Article) -> dict[str, Any]:
    """An article as plain values, which survive `Doc.to_bytes` and other processes."""
    row = asdict(article)
    row.pop("notes")
    when = row["published_at"]
    if isinstance(when, datetime | date):
        row["published_at"] = (
            when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()
        )
    return {key: value for key, value in row.items() if value is not None}


def article_of(doc: Doc) -> Article:
    """The article that a document was made from; of a plain text, its first line is the title."""
    row = doc.user_data.get(_ARTICLE)
    if row is not None:
        return from_row(row)
    title, _, text = doc.text.partition("\n")
    return from_row({"id": "text", "title": title, "text": text})


def _outages(doc: Doc) -> list[OutageRecord]:
    return [OutageRecord.model_validate(row) for row in doc.user_data.get(_RECORDS, [])]


if not Doc.has_extension("outages"):
    Doc.set_extension("outages", getter=_outages)


def bnlp_tokenizer() -> Callable[[Language], Callable[[str], Doc]]:
    """bnlp's tokenizer, for `bibhrat.load(config={"nlp.tokenizer": {"@tokenizers": …}})`."""

    def create(nlp: Language) -> Callable[[str], Doc]:
        def tokenize(text: str) -> Doc:
            words = [text[start:end] for start, end in tokens(text)]
            return Doc(nlp.vocab, *get_words_and_spaces(words, text))

        return tokenize

    return create


registry.tokenizers("bibhrat_bnlp.v1", func=bnlp_tokenizer)


@Language.factory("bibhrat_time", assigns=["doc.spans"])
def time_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Temporal expressions → `doc.spans["timex"]`, label the type, `kb_id_` the value."""
    # Asked for names, too, so that one reading serves the components behind it.
    coined = extractor.coined_of(read_profile())

    def component(doc: Doc) -> Doc:
        found = _annotation(article_of(doc), None, coined).times
        doc.spans["timex"] = _spans(doc, found, lambda timex: (timex.type, timex.value))
        return doc

    return component


@Language.factory("bibhrat_service", assigns=["doc.spans"], default_config={"profile": None})
def service_component(nlp: Language, name: str, profile: str | None) -> Callable[[Doc], Doc]:
    """Services by name → `doc.spans["services"]`, label the kind, `kb_id_` the id.

    Args:
        nlp, name: given by spaCy.
        profile: a TOML file laid over the default profile; its models find names, too.
    """
    settings = read_profile(profile)
    models, coined = extractor.reader(settings), extractor.coined_of(settings)

    def component(doc: Doc) -> Doc:
        found = _annotation(article_of(doc), models, coined).services
        doc.spans["services"] = _spans(doc, found, lambda service: (service.kind, service.id))
        return doc

    return component


@Language.factory("bibhrat_cue", assigns=["doc.spans"])
def cue_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Cues → `doc.spans["cues"]`, label the kind, `kb_id_` its value."""
    # Asked for names, too, so that one reading serves the components behind it.
    coined = extractor.coined_of(read_profile())

    def component(doc: Doc) -> Doc:
        found = _annotation(article_of(doc), None, coined).cues
        doc.spans["cues"] = _spans(doc, found, lambda cue: (cue.kind, cue.value))
        return doc

    return component


@Language.factory("bibhrat_outage", assigns=["doc._.outages"], default_config={"profile": None})
def outage_component(nlp: Language, name: str, profile: str | None) -> Callable[[Doc], Doc]:
    """Outage records → `doc._.outages`.

    Args:
        nlp, name: given by spaCy.
        profile: a TOML file laid over the default profile.
    """
    settings = read_profile(profile)
    models, coined = extractor.reader(settings), extractor.coined_of(settings)

    def component(doc: Doc) -> Doc:
        article = article_of(doc)
        # What the other components found serves again, unless this one looks for names otherwise.
        own = settings.services.recogniser
        annotation = None if own else _annotation(article, models, coined)
        records = extractor.extract(article, settings, annotation=annotation).records
        doc.user_data[_RECORDS] = [record.to_dict() for record in records]
        return doc

    return component


def _spans(
    doc: Doc, mentions: Iterable[Mention[Any]], describe: Callable[[Any], tuple[str, str]]
) -> list[Span]:
    folded = article_of(doc).folded
    found: list[Span] = []
    for mention in mentions:
        start, end = folded.span(mention.start, mention.end)
        label, identity = describe(mention.value)
        span = doc.char_span(start, end, label=label, kb_id=identity, alignment_mode="expand")
        if span is not None:
            found.append(span)
    return found


PIPES = ("bibhrat_time", "bibhrat_service", "bibhrat_cue", "bibhrat_outage")


def load(
    profile: str | None = None,
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Build the pipeline; the keyword arguments are those of `spacy.load`."""
    settings: dict[str, Any] = {
        "nlp": {"lang": "bn", "pipeline": list(PIPES)},
        "components": {pipe: {"factory": pipe} for pipe in PIPES},
    }
    for pipe in ("bibhrat_service", "bibhrat_outage"):
        settings["components"][pipe]["profile"] = profile
    for key, value in (config or {}).items():
        _set(settings, key.split("."), value)
    return BanglaNews.from_config(
        settings, vocab=vocab, disable=disable, enable=enable, exclude=exclude
    )


def _set(table: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        table = table.setdefault(part, {})
    if isinstance(value, Mapping) and isinstance(table.get(path[-1]), dict):
        for key, below in value.items():
            _set(table[path[-1]], [key], below)
    else:
        table[path[-1]] = value
