"""What is computed goes into the card: Markdown tables, spliced in between two markers.

The markers are `<!-- begin:NAME -->` and `<!-- end:NAME -->`.
"""

from pathlib import Path

from bibhrat.errors import StopError


def splice(card: str, name: str, content: str) -> str:
    """Replace what stands between two markers.

    Raises:
        ValueError: a marker is missing, or is there twice.

    >>> splice("a <!-- begin:x --> old <!-- end:x --> b", "x", "new")
    'a <!-- begin:x -->\\nnew\\n<!-- end:x --> b'
    """
    begin, end = f"<!-- begin:{name} -->", f"<!-- end:{name} -->"
    if card.count(begin) != 1 or card.count(end) != 1 or card.index(begin) > card.index(end):
        raise ValueError(f"{begin} and {end} are needed once each, in this order")
    before, _, rest = card.partition(begin)
    return f"{before}{begin}\n{content.strip()}\n{end}{rest.partition(end)[2]}"


def update(path: str | Path, name: str, content: str) -> None:
    """Splice content into a card on disk.

    Raises:
        StopError: the card cannot be read or written, or a marker is missing.
    """
    try:
        card = Path(path).read_text(encoding="utf-8")
        Path(path).write_text(splice(card, name, content), encoding="utf-8")
    except OSError as error:
        raise StopError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise StopError(f"{path}: {error}") from None


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
