"""Words and brackets that go on from one line to the next."""

from __future__ import annotations

import pytest

from index.segmenter.wordbreaks import torn


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("多次因内控和合规问", "题收到罚单"),
        ("业务培训、廉", "洁教育"),
        ("会议审议了（扩", "大）方案"),
        ("摄影报", "道"),
        ("8月6", "日"),
        ("县政协建议每亩提高到1000", "元，并配备水泵"),
        ("全镇的户数由去年的20", "43户减少"),
    ],
)
def test_torn(above: str, below: str) -> None:
    assert torn(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("民勤县政协开展调研", "强化措施"),
        ("召开会议（扩大）", "会议要求"),
        ("办好了。", "会议要求"),
        ("第3", "。"),
    ],
)
def test_not_torn(above: str, below: str) -> None:
    assert not torn(above, below)
