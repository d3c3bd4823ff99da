"""Pages and feeds in the shapes in which outlets publish, written for these tests."""

TITLE = "ফেসবুক ডাউন, ভোগান্তিতে ব্যবহারকারীরা"
PARAGRAPHS = (
    "মঙ্গলবার (৫ মার্চ) রাত ৯টা থেকে ফেসবুক ও মেসেঞ্জারে ঢুকতে পারছেন না ব্যবহারকারীরা। অনেকেই এক্সে অভিযোগ জানাচ্ছেন।",
    "প্রতিষ্ঠানটি এখনো কিছু জানায়নি। বিশ্বের নানা দেশ থেকে একই অভিযোগ আসছে বলে জানিয়েছে"
    " একটি পর্যবেক্ষক প্রতিষ্ঠান।",
)


def page(
    *,
    head: str = "",
    dateline: str = "",
    between: str = "",
    title: str = TITLE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
) -> bytes:
    """A saved page with the pieces that pages differ in."""
    first, *rest = paragraphs
    body = f"<p>{first}</p>{between}" + "".join(f"<p>{text}</p>" for text in rest)
    return f"""<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8">
<title>{title} | খবর</title><meta property="og:title" content="{title}">{head}</head>
<body><div class="top">ঢাকা, বুধবার, ১২ জুন ২০২৪</div>
<nav><a href="/">মূলপাতা</a> <a href="/r">রাজনীতি</a></nav>
<article><h1>{title}</h1><div class="info">নিজস্ব প্রতিবেদক</div>
<div class="date">{dateline}</div>{body}</article>
<footer>সর্বস্বত্ব সংরক্ষিত</footer></body></html>""".encode()


def json_ld(published: str) -> str:
    """The metadata that most pages have."""
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": '
        f'[{{"@type": "NewsArticle", "datePublished": "{published}"}}]}}</script>'
    )


def rss(*items: str) -> bytes:
    """An RSS feed of items."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>আমাদের খবর</title><link>https://example.test/</link>
{"".join(items)}</channel></rss>""".encode()


def item(number: int, *, link: str | None = None, date: str = "", body: str = "") -> str:
    """One item; the body is in CDATA, as outlets write it."""
    return f"""<item><title>{TITLE}</title><guid>news-{number}</guid>
<link>{link or f"https://example.test/news/{number}"}</link>{date}
<description>সংক্ষেপ</description>
<content:encoded><![CDATA[{body or "".join(f"<p>{text}</p>" for text in PARAGRAPHS)}]]>
</content:encoded></item>"""
