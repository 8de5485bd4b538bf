"""Section headings above the first paragraph of an article."""

from __future__ import annotations

from tests.pages import segmented


def test_a_continuation_that_opens_with_a_section_has_no_headline() -> None:
    (article,) = segmented(
        """
        （上接一版）

        把意见听明白

        委员们在集市上摆开桌子，一上午接待了三十多位村民，记下了满满两本意见。

        把事情办明白

        记下的事一件件交给部门，三个月后大半有了着落，剩下的也排了日子。
        """
    ).articles
    assert article.kind == "continuation" and article.headline is None
    assert article.text.startswith("把意见听明白\n委员们在集市上")


def test_a_headline_that_is_no_parallel_of_the_sections_stays_one() -> None:
    (article,) = segmented(
        """
        （上接一版）

        把板凳搬到群众家门口

        委员们在集市上摆开桌子，一上午接待了三十多位村民，记下了满满两本意见。

        用力办实事

        记下的事一件件交给部门，三个月后大半有了着落，剩下的也排了日子。
        """
    ).articles
    assert article.headline == "把板凳搬到群众家门口"
