import pytest

from bibhrat.temporal import tag
from temporal.marked import Example, MarkError, read_all, read_block, read_marks

EXAMPLES = read_all()


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    example: Example = EXAMPLES[name]
    found = tag(example.text, published_at=example.published_at, tz=example.tz)
    seen = [(t.text, t.type, t.value, t.approximate) for t in found]
    wanted = [
        (example.text[m.start : m.end], m.type, m.value, m.approximate) for m in example.marks
    ]
    assert seen == wanted
    assert [(t.start, t.end) for t in found] == [(m.start, m.end) for m in example.marks]
    for rule in example.rules:
        assert any(rule in t.rules for t in found), [t.rules for t in found]


@pytest.mark.parametrize(
    "marked", ["[[৯টায়|T:T09:00", "[[৯টায়|X:1]]", "[[৯টায়]]", "৯টায়]]", "[[a [[b|T:1]]|T:2]]"]
)
def test_a_broken_mark_is_an_error(marked: str) -> None:
    with pytest.raises(MarkError):
        read_marks(marked)


def test_a_block_needs_a_name() -> None:
    with pytest.raises(MarkError):
        read_block("@ - Asia/Dhaka\nকিছু")
