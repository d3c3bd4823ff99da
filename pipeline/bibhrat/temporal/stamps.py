"""Whether a time stands at the begin of its line, as those of live updates do."""

#: What stands behind the time of a stamp.
STAMP_MARKS = (":", "|", "-")
_BOLD = "**"
_BULLETS = " \t*\u2022\u2192\u2726-"


def begins_line(text: str, start: int) -> bool:
    """Whether nothing but a bullet stands before `start` in its line."""
    return text[max(0, start - 4) : start].rstrip(_BULLETS)[-1:] in ("", "\n")


def is_stamp(text: str, start: int, end: int) -> bool:
    """A time at the begin of a line with a colon or a dash behind it: a live update."""
    if text.startswith(_BOLD, end) and text.endswith(_BOLD, 0, start):
        return begins_line(text, start)  # **৮টা ২৫**
    tail = text[end : end + 3].lstrip(" ")
    if tail[:1] == "-" and text[end : end + 1] == "-" and tail[1:2].isdigit():
        return False  # রাত ১২-৩টা is a range
    return tail[:1] in STAMP_MARKS and bool(tail) and begins_line(text, start)


def is_bold(text: str, start: int, end: int) -> bool:
    """Whether a time alone is in bold at the begin of its line: **৮টা**."""
    return text.startswith(_BOLD, end) and begins_line(text, start)
