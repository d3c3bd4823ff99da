import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from evaluate.build import article, call, event, record, write

NEWS = event("facebook", start="2024-03-05T21:00")
EVIL = "</script><script>document.title='broken'</script><img src=x onerror=alert(1)>"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    # 12 code points of title and newline, then an emoji that JavaScript counts twice.
    mark = {"start": 12 + 2, "end": 12 + 8, "label": "affected", "id": "facebook", "event": 0}
    rows = [
        article("fine", NEWS, topic="social", text="😶 ফেসবুক অচল", mentions=[mark], timexes=[]),
        article("late", NEWS, topic="social"),
        article("gone", NEWS, topic=EVIL),
        article("evil", title=EVIL, text=EVIL, url="javascript:alert(1)"),
    ]
    records = [record("fine", NEWS), record("late", event("facebook", start="2024-03-05T22:00"))]
    out = tmp_path / "report.html"
    code = call(
        write(tmp_path / "gold.jsonl", rows), "--records", write(tmp_path / "r.jsonl", records),
        "--system", "<ours>", "--system", "baseline:keyword", "--report", out,
        "--bootstrap", 50, "--quiet",
    )  # fmt: skip
    assert code == 0
    return out


def test_the_page_loads_nothing_and_escapes_everything(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r'\b(?:src|href)="([^"]*)"', text)
    assert links
    assert all(link.startswith(("#", "data:")) for link in links)
    assert not re.search(r"@import|@font-face|url\(", text)
    assert "default-src 'none'" in text
    assert EVIL not in text
    assert text.count("</script>") == 2
    assert "&lt;ours&gt;" in text
    assert "javascript:alert" not in text


def test_bangla_is_marked_as_bangla_and_has_its_fonts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert '<span class="title" lang="bn">ফেসবুক ডাউন</span>' in text
    stack = '"Noto Sans Bengali", "Kalpurush", "SolaimanLipi", "Vrinda", "Nirmala UI", sans-serif'
    assert stack in text
    assert "prefers-color-scheme: dark" in text


def test_the_data_of_the_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    raw = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert raw is not None
    assert not set("<>&") & set(raw.group(1))
    items = {item["id"]: item for item in json.loads(raw.group(1))}
    assert items["evil"]["text"] == EVIL
    assert items["evil"]["url"] is None
    # Offsets in UTF-16 units: the emoji before the name counts twice.
    assert items["fine"]["gold"] == [[15, 21, "affected", "affected facebook, event 1"]]
    assert items["late"]["events"][0][1][1] == [
        "start",
        "2024-03-05T21:00",
        "2024-03-05T22:00",
        False,
    ]
    kinds = re.findall(r'data-kinds="([^"]*)"', text)
    assert kinds == ["right", "start", "missed", "right"]


def test_charts_are_drawn_inline(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for label in ("Outcomes by slot", "Scores by topic", "Reliability of the confidence"):
        assert f'aria-label="{label}"' in text


@pytest.mark.slow
def test_the_page_works_in_a_browser(page: Path, tmp_path: Path) -> None:
    dom = _dom(page, tmp_path, "#kind=right&kind=start&q=ফেসবুক&id=fine")
    assert "<title>bibhrat evaluation: gold.jsonl</title>" in dom
    assert re.search(r'<output id="count"[^>]*>2 of 4 articles</output>', dom)
    hidden = re.findall(r'<details class="card"([^>]*)>', dom)
    assert ["hidden" in attributes for attributes in hidden] == [False, False, True, True]
    # The chosen article is unfolded, its gold mark on the very letters.
    assert re.search(r'<mark class="affected"[^>]*>ফেসবুক</mark>', dom)
    assert dom.count('class="pane"') == 2
    assert 'aria-pressed="true" data-kind="start"' in dom


@pytest.mark.slow
def test_a_hostile_text_stays_text_in_a_browser(page: Path, tmp_path: Path) -> None:
    dom = _dom(page, tmp_path, "#id=evil")
    assert "<title>bibhrat evaluation: gold.jsonl</title>" in dom
    assert "<img" not in dom
    assert '<p lang="bn">&lt;/script&gt;&lt;script&gt;' in dom


def _dom(page: Path, tmp_path: Path, fragment: str) -> str:
    """The page's tree after its script ran."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip(f"no browser on PATH ({', '.join(BROWSERS)})")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom",
         f"{page.as_uri()}{fragment}"],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-500:]
    return done.stdout.decode("utf-8")
