"""The archive of the browser tests and the pictures: the samples, a printed page, a page that means harm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.browser.serving import wendang
from tests.press import Press, Sheet, Story, block, font_file, masthead, stories

# A ready article that tries everything a page from outside could try.
HOSTILE = {
    "headline": "<img src=x onerror=\"window.hacked='head'\">茶园协会走访记",
    "date": "2031-06-01",
    "text": "本报讯 县政协委员走访茶园协会，记录茶农意见四十一条。<script>window.hacked='script'</script>"
    "<img src=x onerror=\"window.hacked='onerror'\">茶园协会说[看图](javascript:window.hacked='link')"
    "![图](http://192.0.2.1/pixel.png)以及http://192.0.2.1/more。",
}
PRINTED = Story(
    "徽县政协为古桥修缮建言",
    (
        "本报徽县讯（记者 王小川）8月6日，徽县政协组织委员视察古桥修缮工地，现场提出建议17条。",
        "桥头的石狮子少了一只耳朵，工匠说要照老照片补上。委员们沿着河岸走了两公里，逐段看护坡和栏杆。",
        "县文旅局当场答复其中12条，其余的月底前回话。",
    ),
)
# A page of the next issue, uploaded while the chat is in use.
NEW_ISSUE = (
    "陇上协商报\n2024年11月15日　星期五　第2版\n\n"
    "华池县政协给果农送去防霜网\n\n"
    "本报华池讯（记者 柳叶青）11月12日，华池县政协委员来到果园，给37户果农送去防霜网。\n"
    "委员们还和果农约好，开春以后再来看一次。\n"
)


def lay_out(samples: Path, folder: Path, *, hostile: bool = True) -> Path:
    """Lay out the files of the archive.

    Args:
        samples: the folder of the samples.
        folder: an empty folder.
        hostile: put the page in that means harm.

    Returns:
        The folder of the pages.
    """
    pages = folder / "pages"
    shutil.copytree(samples, pages)
    if hostile:
        (pages / "外来稿件.jsonl").write_text(
            json.dumps(HOSTILE, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    (pages / "空白.txt").write_text("", encoding="utf-8")
    if font_file() is not None:
        print_page(pages / "20240809_02.pdf")
    return pages


def print_page(path: Path) -> None:
    """Print a page of three articles as PDF."""
    press, sheet = Press(path), Sheet()
    top = masthead(press, sheet, 2)
    for story in (PRINTED, *stories(2, seed=3)):
        top = block(press, sheet, story, 40, 560, top, 3) + 24
    press.finish_page()
    press.save()


def build(pages: Path, index: Path) -> None:
    """Index the pages as a user does; the blank one is refused, the others are read."""
    built = wendang("index", "build", str(pages), "--index", str(index))
    if built.returncode != 1 or "空白.txt" not in built.stderr + built.stdout:
        raise RuntimeError(f"the archive was not built as expected: {built.stderr[-2000:]}")
