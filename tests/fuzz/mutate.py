"""Changes of inputs: of bytes, of lines and marks, of the members of containers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from random import Random

CONTAINERS = (".zip", ".docx")
_LARGEST = 300_000
_MARKS = [
    *("本报榆中讯（通讯员 高 磊）", "近日，", "8月6日，", "（接一版）", "（下转三版）", "（张三）", "▲", "●"),
    *("通讯员 李四 摄", "简讯", "## ", "　　", "。", "，", "“", "”", "（", "）", "《", "》", "问：", " and "),
    *("第三版", "一、", "2024年8月9日 星期五", "责任编辑：王五", "首页 > 正文", "来源：某报", "１２"),
    *("\u200b", "\ufeff", "\x00", "\x1a", "<p>", "</div>", "<table>", "<script>", "<!--", "]]>", "<html>"),
    *("&#x110000;", "&#xD800;", '{"text": "', "[[[[", "99999999999", "县政协主席王某某", "9月31日"),
    *("11.8亿元", "百分之三十", "十四届二次会议", "去年10月", "0000年", "18个乡镇", "\ud800"),
]
_BYTES = [
    *(b"\x00", b"\xff", b"\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x7f", b"%PDF", b"PK\x03\x04"),
    *(b"\r", b"\n\n\n"),
]
_NAMES = ("../x.txt", "a" * 300 + ".txt", "里.zip", "C:\\b.md", ".txt", "a/b/c.pdf")


def mutate(data: bytes, suffix: str, rng: Random, others: Sequence[bytes]) -> bytes:
    """Return a changed copy of an input.

    Args:
        data: the input.
        suffix: its kind.
        rng: where the choices come from.
        others: other inputs of the same kind, parts of which may be taken over.
    """
    if suffix in CONTAINERS and rng.random() < 0.7:
        return _repacked(data, rng, others)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        change = _bytes_changed if rng.random() < 0.4 else _lines_changed
        data = change(data, rng, others)
    return data[:_LARGEST]


def _span(size: int, rng: Random) -> tuple[int, int]:
    start = rng.randint(0, size)
    return start, min(size, start + rng.choice((1, 2, 3, 8, 40, 400, 4000)))


def _bytes_changed(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(len(data), rng)
    way = rng.randrange(7)
    if way == 0:
        return data[:start] + rng.randbytes(end - start) + data[end:]
    if way == 1:
        return data[:start] + data[end:]
    if way == 2:
        return data[:start] + data[start:end] * rng.choice((2, 3, 50, 1000)) + data[end:]
    if way == 3:
        return data[:start] + rng.choice(_BYTES) * rng.choice((1, 1, 9)) + data[end:]
    if way == 4 and others:
        other = rng.choice(others)
        return data[:start] + other[slice(*_span(len(other), rng))] + data[start:]
    if way == 5:
        return data[:start]
    flipped = bytes(byte ^ (1 << rng.randrange(8)) for byte in data[start : start + 1])
    return data[:start] + flipped + data[start + 1 :]


def _lines_changed(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = rng.randrange(len(lines))
    way = rng.randrange(8)
    if way == 0:
        rng.shuffle(lines)
    elif way == 1:
        lines[at:at] = [lines[at]] * rng.choice((1, 5, 200))
    elif way == 2:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    elif way == 3:
        cut = rng.randint(0, len(lines[at]))
        lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
    elif way == 4:
        cut = rng.randint(0, len(lines[at]))
        lines[at] = lines[at][:cut] + rng.choice(_MARKS) * rng.choice((1, 1, 1, 3, 300)) + lines[at][cut:]
    elif way == 5:
        lines = lines[: at + 1]
    elif way == 6:
        lines[at:at] = [""] * rng.randint(1, 4)
    else:
        step = rng.choice((1, 2, 7, 18))
        lines[at : at + 1] = [lines[at][i : i + step] for i in range(0, len(lines[at]), step)] or [""]
    changed = "\n".join(lines)
    if rng.random() < 0.02:
        return changed.encode(rng.choice(("gb18030", "big5", "utf-16", "utf-8-sig")), "replace")
    return changed.encode("utf-8", "surrogateescape" if "\ud800" not in changed else "replace")


def _repacked(data: bytes, rng: Random, others: Sequence[bytes]) -> bytes:
    """Change one member of a container, or the names and number of its members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = [(info.filename, container.read(info)) for info in container.infolist()]
    except Exception:  # a container that earlier changes have broken is changed as bytes
        return _bytes_changed(data, rng, others)
    if not members:
        return _bytes_changed(data, rng, others)
    at = rng.randrange(len(members))
    name, content = members[at]
    way = rng.randrange(6)
    if way == 0:
        members.pop(at)
    elif way == 1:
        members[at] = (rng.choice(_NAMES), content)
    elif way == 2:
        members.append(("内.zip", data))
    else:
        members[at] = (name, mutate(content, "", rng, [other for _, other in members]))
    packed, way = io.BytesIO(), rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(packed, "w") as container:
        for name, content in members:
            # Without the time of day, so that the same seed gives the same bytes.
            container.writestr(zipfile.ZipInfo(name), content, way)
    return packed.getvalue()
