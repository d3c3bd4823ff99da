"""The names of a text, and who owns what among them.

In go folded text and the names found in it; out comes, for a part, whose it is: named right
before it, of the list or the heading that it stands in, or what the article is about.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bibhrat.catalogue import ServiceName
from bibhrat.endings import GENITIVE
from bibhrat.institutions import institutions
from bibhrat.lexicon import load, pattern
from bibhrat.mention import Mention
from bibhrat.owner_kinds import ONLY, can_have, is_at_home, is_bank, is_owner
from bibhrat.parts import REACH, Part
from bibhrat.shapes import is_plain
from bibhrat.text import WORD, fold

_PARTS = load("context")["parts"]
_BARE = frozenset(_PARTS["bare"]["words"])
_APPS = frozenset({"bank", "mobile-money"})
# A short form in brackets may stand between: "মেঘনা বিশ্ববিদ্যালয়ের (মেবি) ওয়েবসাইট".
_OWNED = re.compile(
    rf"{GENITIVE}? (?:\([^ ()]{{2,14}}\){GENITIVE}? )?((?:[^ ।,;'\"()]{{1,14}}[ -]){{0,2}})$"
)
# What stands before a part in one list with it: "মেঘনা ব্যাংকের সব শাখা, উপশাখা ও এটিএম".
_BRANCH = f"(?:{'|'.join(fold(word).text for word in _PARTS['beside'])})"
_LIST = re.compile(rf"(?:-?এর)? (?:[^ ।,;:'\"()]{{2,8}} )?(?:{_BRANCH}(?:,| ও| এবং) ){{1,3}}")
_CALLED_BY_ITSELF = frozenset({"call-center", "hotline"})  # of whoever the headline names
_COMPOUND = frozenset({"portal", "server", "website"})
_LIMITED = (" লিমিটেডের ", " পিএলসির ", " পিএলসি-র ")
_WHOSE = re.compile(f"{GENITIVE} |{'|'.join(_LIMITED)}")
_BRACKETED = re.compile(rf" \([^ ()]{{2,14}}\){GENITIVE} ")
_LISTED = re.compile(r"(?:,| ও| এবং| আর| বা| কিংবা) (?:[^ ।,;]{1,10} )?$")
_COMMA = re.compile("(?:,| ও| এবং| আর) ")
_POSSESSED = re.compile(rf"{pattern(_PARTS['possessive'])} (?:[^ ।,;]{{1,12}} )?$")
_ADDRESSES = (" (http", " (www")  # a site that is told by its address
_LAST_WORD = re.compile("([^ ।,;:?!()'\"\n]+) $")
_LAST_CALLED = {
    kind: re.compile(rf"{pattern(nouns)} (?:[^ ।,;]{{1,12}} )?$")
    for kind, nouns in _PARTS["last_called"].items()
}
_MOST_BACK = 8  # owners before a part of which it may be
_NETWORKS = frozenset({"american-express", "mastercard", "rupay", "unionpay", "visa"})
_ANY_OTHER = frozenset(fold(word).text for word in _PARTS["any_other"])
_BANK_WORD = re.compile("ব্যা(?:ংক|ঙ্ক)")
_OTHER = re.compile(rf"{pattern(_PARTS['other'])} ব্যা(?:ংক|ঙ্ক)[{WORD}]* (?:[^ ।,;]{{1,12}} )?$")
_CALLED = {
    kind: re.compile(rf"{pattern(nouns)} (?:[^ ।,;]{{1,12}} )?$")
    for kind, nouns in _PARTS["called"].items()
}
_LAST_OF: Mapping[str, str] = _PARTS["last_of"]
# Descriptions of a service of one place in an article about it, and how that is told.
_PLACED = (("ইমিগ্রেশন", "-immigration", "airport"), ("পাসপোর্ট", "-passport-office", "-"))
# What is meant in an article about a place that has it: "বিকেলে সার্ভার বসে যায়".
_OF_PLACES = {
    "unknown-owner": ("portal", "website", "server", "wifi"),
    "education": ("portal", "website", "server", "wifi"),
    "health": ("portal", "website", "server"),
    "airport": ("server",),
}
_IMMIGRATION = "ইমিগ্রেশন"
_LEAD = 500  # characters in which an article names what it is about


class Names:
    """The names of a text, and who owns what among them."""

    def __init__(self, text: str, found: Sequence[Mention[ServiceName]]) -> None:
        self._text = text
        self._found = found
        self._starts = [mention.start for mention in found]
        self._owners = sorted(
            [*(m for m in found if is_owner(m.value)), *institutions(text, self.at)],
            key=lambda mention: mention.end,
        )
        self._ends = [mention.end for mention in self._owners]
        self._apps: dict[str, set[ServiceName]] = {}
        for value in {m.value for m in found}:
            if value.operator is not None and value.kind in _APPS and value.in_catalogue:
                self._apps.setdefault(value.operator, set()).add(value)
        self._title = text.find("\n")
        early = {
            m.value
            for m in self._owners
            if m.start < self._title + _LEAD and m.kind != "" and not m.value.doubtful
        }
        banks = {value for value in early if is_bank(value)}
        chosen = banks or {value for value in early if value.kind not in ONLY}
        if not chosen:  # a university that no catalogue has
            lead = [m.value for m in self._owners if m.start < self._title + _LEAD]
            chosen = {value for value in lead if value.kind == "unknown-owner"}
        # "উত্তরা পাসপোর্ট অফিস" and "উত্তরা পাসপোর্ট কার্যালয়" are one.
        one = len({value.id for value in chosen}) == 1
        self.main = min(chosen, key=lambda value: value.name) if one else None
        main_id = self.main.id if self.main is not None else None
        self._titled = any(m.value.id == main_id and m.start < self._title for m in self._owners)

    def at(self, start: int, end: int) -> list[Mention[ServiceName]]:
        """The mentions that share a character with a span."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [m for m in self._found[first:last] if m.start < end and start < m.end]

    def inside(self, part: Part) -> list[Mention[ServiceName]]:
        """The mentions that share a character with a part."""
        return self.at(part.start, part.end)

    def gives_way(self, mention: Mention[ServiceName], owner: Mention[ServiceName] | None) -> bool:
        """Whether a name inside a part is only that part without its owner.

        A description, "ইমিগ্রেশনের সার্ভার", is one too where it is told whose.
        """
        value = mention.value
        if value.kind != "government":
            if value.id in _NETWORKS:  # "সিটি ব্যাংকের ভিসা কার্ড"
                return owner is not None and is_bank(owner.value)
            return value.kind in ("generic", "unknown-headed") or value.id in ("upi",)
        described = self._text[mention.start : mention.end]
        whose = owner.value if owner is not None else self.main
        if whose is None or (_IMMIGRATION in described and is_at_home(whose, value)):
            return False  # one server for all borders of a country
        if owner is not None:
            return owner.value.kind == "airport" or mention.start < owner.end
        assert self.main is not None
        return any(
            word in described and (self.main.id.endswith(end) or self.main.kind == kind)
            for word, end, kind in _PLACED
        )

    def heading(self, part: Part) -> ServiceName | None:
        """The owner that the paragraph opens with as a heading: "স্টেট ব্যাঙ্ক: রাত ১২টা থেকে …"."""
        line = self._text.rfind("\n", 0, part.start) + 1
        index = bisect_right(self._ends, self._text.find(":", line, part.start)) - 1
        if index < 0:
            return None
        owner = self._owners[index]
        opens = not self._text[line : owner.start].strip(" *•-") if owner.start >= line else False
        closes = self._text[owner.end : owner.end + 1] == ":"
        return owner.value if opens and closes and is_owner(owner.value) else None

    def begins(self, end: int) -> ServiceName | None:
        """The service whose name begins right behind, a quotation mark apart."""
        index = bisect_left(self._starts, end)
        if index == len(self._starts) or self._starts[index] > end + 2:
            return None
        apart = self._text[end : self._starts[index]].strip(" '\"")
        return self._found[index].value if not apart else None

    def direct(self, part: Part) -> Mention[ServiceName] | None:
        """The owner in the genitive right before a part, two words apart at most."""
        index = bisect_right(self._ends, part.start) - 1
        if index < 0 or part.start - self._ends[index] > REACH:
            return None
        owner = self._owners[index]
        if index and self._text[owner.start - 2 : owner.start] == " (":
            full = self._owners[index - 1]  # "জাতীয় রাজস্ব বোর্ডের (এনবিআর) সার্ভারে"
            owner = full if full.end == owner.start - 2 else owner
        between = self._text[owner.end : part.start]
        if not can_have(owner.value, part.suffix):
            return None
        genitive = self._text[owner.end - 1] == "র" or _WHOSE.match(between) is not None
        if not genitive:  # "মেঘনা বিশ্ববিদ্যালয় (মেবি)-এর ওয়েবসাইট"
            genitive = _BRACKETED.match(between) is not None
        if owner.value.kind == "airport":  # "দিল্লি বিমানবন্দরে ইমিগ্রেশনের সার্ভার"
            genitive = genitive or self._text[owner.end - 1] == "ে"
        if between == " " and part.suffix in _COMPOUND:  # "ইন্ডিয়া পোস্ট পোর্টাল"
            return owner
        if not genitive:
            return None
        return owner if _OWNED.fullmatch(between) else None

    def opens_list(self, part: Part) -> ServiceName | None:
        """The owner of the list that a part stands in: "মেঘনা ব্যাংকের শাখা, উপশাখা ও এটিএম"."""
        index = bisect_right(self._ends, part.start) - 1
        if index < 0 or part.start - self._ends[index] > 2 * REACH:
            return None
        owner = self._owners[index]
        if owner.value.kind in ONLY or self._text[owner.end - 1] != "র":
            return None
        return owner.value if _LIST.fullmatch(self._text, owner.end, part.start) else None

    def is_listed(self, last: tuple[int, ServiceName], part: Part) -> bool:
        """Whether a part stands in one list with the part before: "…, Yono ও ইউপিআই"."""
        end, owner = last
        if part.start - end > 2 * REACH:
            return False
        for mention in self.at(end, part.start):
            if mention.value.operator != owner.id or not _COMMA.fullmatch(
                self._text[end : mention.start]
            ):
                return False
            end = mention.end
        between = self._text[end : part.start]
        with_it = between == " " and self._text.endswith("সহ", 0, end)  # "এটিএমসহ পিওএস"
        return with_it or _LISTED.fullmatch(between) is not None

    def is_bare(self, part: Part) -> bool:
        """Whether nothing before a part says which one it is: "হঠাৎ সার্ভার ডাউন হয়"."""
        if self.at(part.start - 2, part.end):
            return False
        before = _LAST_WORD.search(self._text, max(0, part.start - REACH), part.start)
        if before is None or before.group(1) in _ANY_OTHER:
            return before is None
        return is_plain(before.group(1)) or _POSSESSED.search(before.group()) is not None

    def _is_named(self, start: int) -> bool:
        """Whether "… অধিদপ্তরের" has a name of its own before it: "মাদ্রাসা অধিদপ্তরের"."""
        before = _LAST_WORD.search(self._text, max(0, start - REACH), start)
        return before is not None and not is_plain(before.group(1))

    def is_meant(self, part: Part) -> bool:
        """Whether a part without an owner beside it is the main owner's."""
        assert self.main is not None
        before = self._text[max(0, part.start - REACH) : part.start]
        if _OTHER.search(before):
            return False
        called = _CALLED.get(self.main.kind)
        whose = called.search(before) if called is not None else None
        if whose is not None and not self._is_named(part.start - len(before) + whose.start()):
            return True
        if part.suffix in _OF_PLACES.get(self.main.kind, ()):
            return not self._text.startswith(_ADDRESSES, part.end)
        if part.suffix in _CALLED_BY_ITSELF and self._titled:
            return True
        possessed = _POSSESSED.search(before)
        if possessed is not None and before[possessed.start() - 1 : possessed.start()] != "-":
            return is_bank(self.main) or _BANK_WORD.match(possessed.group()) is None
        if not is_bank(self.main):
            return False
        return part.suffix in _BARE or (part.suffix == "upi" and self._titled)

    def owner(
        self,
        part: Part,
        direct: Mention[ServiceName] | None,
        last: tuple[int, ServiceName] | None,
    ) -> ServiceName | None:
        """Whose a part is, or None.

        Args:
            direct: the owner right before it.
            last: where the part before it ended, and whose that was.
        """
        if direct is not None:
            return direct.value
        if last is not None and self.is_listed(last, part):
            return last[1]
        heading = self.opens_list(part) or self.heading(part)
        if heading is not None:
            return heading
        if self.main is not None and can_have(self.main, part.suffix) and self.is_meant(part):
            return self.main
        return self.last_of_kind(part)

    def last_of_kind(self, part: Part) -> ServiceName | None:
        """The last of its kind that was named before "বিমান সংস্থাটির ওয়েবসাইট"."""
        before = self._text[max(0, part.start - REACH) : part.start]
        for kind, called in _LAST_CALLED.items():
            if _LAST_OF.get(part.suffix) != kind and called.search(before) is None:
                continue
            index = bisect_right(self._ends, part.start)
            for owner in reversed(self._owners[max(0, index - _MOST_BACK) : index]):
                fits = owner.value.kind == kind and not owner.value.doubtful
                if fits and can_have(owner.value, part.suffix):
                    return owner.value
        return None

    def sharing(self, owner: Mention[ServiceName]) -> Iterator[Mention[ServiceName]]:
        """The owners in one list with another: "কান্টাস, এয়ার ফ্রান্স ও লুফথানসার চেক-ইন"."""
        for index in range(bisect_left(self._starts, owner.start) - 1, -1, -1):
            other = self._found[index]
            listed = _COMMA.fullmatch(self._text, other.end, owner.start) is not None
            value = other.value
            if not listed or value.kind != owner.value.kind or not is_owner(value):
                return
            if value.id != owner.value.id:
                yield other
            owner = other

    def app(self, owner: ServiceName) -> ServiceName | None:
        """An owner's one app, where the text names it: ব্র্যাক ব্যাংক's আস্থা."""
        apps = self._apps.get(owner.id, ())
        return next(iter(apps)) if len(apps) == 1 else None
