"""The reader of marked examples: an example that is misread would test nothing."""

import pytest

from rooms.marked import Mark, MarkError, read_block, read_marks


def known(label: str) -> bool:
    return label in ("a", "b")


def test_marks_count_in_the_plain_text() -> None:
    assert read_marks("[[ক|a]] খ [[গ|b]]", known) == ("ক খ গ", (Mark(0, 1, "a"), Mark(4, 5, "b")))


@pytest.mark.parametrize(
    "broken", ["[[ক|a", "ক|a]]", "[[ক|c]]", "[[ক]]", "[[|a]]", "[[ক [[খ|a]]|b]]"]
)
def test_what_is_no_mark_is_an_error(broken: str) -> None:
    with pytest.raises(MarkError):
        read_marks(broken, known)


def test_title_and_text_of_a_block() -> None:
    example = read_block("# x\n@ 2024-03-06 Asia/Kolkata\n= [[ক|a]]\nখ\nগ", known)
    assert (example.title, example.text) == ("ক", "খ\nগ")
    assert example.labelled() == [("ক", "a")]
    assert example.wrong is None
    assert (example.published_at, example.tz) == ("2024-03-06", "Asia/Kolkata")


@pytest.mark.parametrize("block", ["ক", "# x", "# x\n@ 2024-03-06\nক"])
def test_a_block_without_its_parts_is_an_error(block: str) -> None:
    with pytest.raises(ValueError, match=r"block|unpack"):
        read_block(block, known)


def test_a_reason_to_expect_a_failure() -> None:
    example = read_block("# x\n! why\n[[ক|a]]", known)
    assert (example.wrong, example.text) == ("why", "ক")
