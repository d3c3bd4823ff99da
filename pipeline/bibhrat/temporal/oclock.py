"""Whether a bare "৯টা" tells the hour or counts things, by what stands around it."""

from collections.abc import Sequence

from bibhrat.temporal.lexer import DASH, SPACE, Token
from bibhrat.temporal.neighbours import before_hedges
from bibhrat.text import fold

_LOCATIVE = ("য়", "য়ে", "য়ই", "য়ও")
_LOCATIVES = frozenset(fold(e).text for e in _LOCATIVE)
_FACES = tuple(fold(w).text + " " for w in ("ঘড়ির কাঁটা", "ঘড়িতে", "ঘড়ির কাঁটায়"))
_ABOUT = ("APPROX", "LIKE")
_CLOCK_POSTS = ("থেকে", "পর্যন্ত")


def tells_the_hour(text: str, toks: Sequence[Token], i: int, j: int, fraction: bool) -> bool:
    """Whether "৯টা" with no part of day is an hour: by its ending and what follows."""
    head, ta = toks[i], toks[j]
    nxt = toks[j + 1]
    one = head.kind == "num" and head.value == 1 and not head.width
    if (fraction and head.kind == "frac") or (fraction and ta.ending):
        return True
    if head.value == 0:
        return False
    if ta.ending in _LOCATIVES:
        return not one
    begin = before_hedges(text, head.start)
    if text[max(0, begin - 14) : begin].endswith(_FACES):
        return True  # ঘড়ির কাঁটা দশটা পেরোতেই
    if nxt.gap == SPACE and not one:
        if nxt.kind == "post" and nxt.value in _CLOCK_POSTS and not ta.ending:
            far = toks[j + 2]
            return not (far.gap == SPACE and far.kind == "num" and toks[j + 3].kind == "count")
        if ta.ending == "র":
            behind = nxt.kind in ("post", "hedge") and (
                nxt.value in ("পর", "আগে", "মধ্যে", *_ABOUT) and not _counts_after(toks, j + 2)
            )
            far = toks[j + 2]
            little = nxt.kind in ("vague", "slightly") and far.kind == "post" and far.gap == SPACE
            # সাতটার একটু আগে, ১২টার সময় জানানো হলো
            return behind or little or nxt.kind == "timeword"
        if nxt.kind == "strikes" or (nxt.kind == "hedge" and nxt.value in _ABOUT):
            return True
    return nxt.kind == "num" and nxt.gap == DASH and toks[j + 2].kind == "ta"


def _counts_after(toks: Sequence[Token], i: int) -> bool:
    """৫টার মধ্যে ৩টি: out of five, three."""
    t = toks[i]
    return t.gap == SPACE and (t.kind == "count" or (t.kind == "num" and toks[i + 1].kind == "ta"))
