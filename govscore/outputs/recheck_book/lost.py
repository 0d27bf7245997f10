"""What of the clerk's workbook does not come along into the copy, told from the parts of its package."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

_PARTS = {  # by the names of parts, in lower case
    "图片": r"xl/(media|richdata)/|xl/cellimages",
    "图表": r"xl/(charts|chartsheets)/",
    "图形": r"xl/diagrams/",
    "数据透视表": r"xl/pivottables/",
    "切片器": r"xl/(slicers|timelines)/",
    "宏": r"vbaproject\.bin$|xl/macrosheets/",
    "嵌入的文件": r"xl/embeddings/",
    "控件": r"xl/(ctrlprops|activex)/",
    "套用的表格样式": r"xl/tables/",
    "批注的回复": r"xl/threadedcomments/",
}
_CONTENT = {  # by what stands in drawings and sheets; extensions have numbers of their own, whatever their prefix
    "图形": rb"<(\w+:)?(sp|cxnSp)[ >]",
    "控件": rb"ObjectType=.(Button|Checkbox|Radio|Drop|List|Spin|Scroll|GBox|Edit|Pict)",
    "迷你图": rb"(?i)05C60535-1F16-4fd2-B633-F4F36F0B64E0",
    "一部分条件格式": rb"(?i)78C0D931-6437-407d-A8EE-F0AAD7539E65",
    "一部分下拉列表": rb"(?i)CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF",
}
_READ = re.compile(r"xl/(drawings|worksheets)/[^/]*\.(xml|vml)")


def lost(content: bytes, *, linked: bool) -> list[str]:
    """The kinds of things, in the clerk's words, each once; `linked`: whether cells were links."""
    with ZipFile(io.BytesIO(content)) as package:
        names = [name.lower() for name in package.namelist()]
        texts = [package.read(name) for name in package.namelist() if _READ.fullmatch(name.lower())]
    found = [kind for kind, pattern in _PARTS.items() if any(re.search(pattern, name) for name in names)]
    found += [kind for kind, pattern in _CONTENT.items() if any(re.search(pattern, text) for text in texts)]
    return list(dict.fromkeys([*found, *(["超链接"] if linked else [])]))
