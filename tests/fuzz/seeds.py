"""What mutations begin with: small inputs of every kind that is read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from eval.pagemaker import STYLES, make_page

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = (".txt", ".html", ".jsonl", ".md", ".docx", ".zip", "archive.toml")
"""The kinds whose reading coverage can lead; others are read by programs of their own, or by libraries."""
_SIDECAR = """paper = "黎川日报"
file_names = ["{year}{month}{day}_{page}"]
[dates]
"a*.txt" = 2024-08-09
[pages]
"b.txt" = 3
"""


_TRADITIONAL = """濠江協商報 2018年12月6日 星期四 第二版

蘭州政協委員視察養老服務
【本報蘭州訊】（記者 區 婉儀）12月3日，蘭州市政協副主席劉國棟帶領十二名委員視察長者服務中心。
▲12月4日，榆中縣政協組織委員驗收校舍加固工程。 趙明 攝
"""


@dataclass(frozen=True, slots=True)
class Seed:
    """One input: its bytes and the suffix (or name) that tells its kind."""

    suffix: str
    data: bytes


def seeds() -> list[Seed]:
    """Return the inputs, those of the page maker without a corpus."""
    found = [Seed(path.suffix, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.is_file()]
    for style in STYLES:
        if style != "scan":
            made = make_page(style, 11)
            found.append(Seed(Path(made.name).suffix, made.data))
    found += [Seed(".txt", _encoded(name)) for name in ("gb18030", "big5", "utf-16")]
    found.append(Seed(".txt", _TRADITIONAL.encode()))
    found += [Seed(".jsonl", _ready()), Seed("archive.toml", _SIDECAR.encode()), Seed(".zip", _zipped())]
    return [*found, *_pictures()]


def _encoded(name: str) -> bytes:
    text = "本报黎川讯（记者 王某）近日，县政协召开会议。\n　　会议强调，要把事办好。\n"
    return text.encode(name, "ignore")


def _ready() -> bytes:
    rows = [
        {"id": "a1", "headline": "题目", "date": "2024-08-09", "place": "榆中县", "text": "会议召开。"},
        {"text": "本报讯 近日，18个乡镇建成委员工作站。\n全年接待群众1050人次。"},
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("2024-08-09_02.txt", "本报讯 会议召开。\n")
        container.writestr("里/page.html", "<html><body><h1>题目</h1><p>会议在县里召开。</p></body></html>")
        container.writestr("archive.toml", _SIDECAR)
    return packed.getvalue()


def _pictures() -> Iterator[Seed]:
    picture = Image.new("L", (160, 60), 255)
    ImageDraw.Draw(picture).text((10, 20), "2024-08-09 A2", fill=0)
    for suffix, format in ((".png", "PNG"), (".jpg", "JPEG"), (".tif", "TIFF")):
        packed = io.BytesIO()
        picture.save(packed, format)
        yield Seed(suffix, packed.getvalue())
