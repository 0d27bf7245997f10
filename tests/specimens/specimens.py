"""One specimen for every problem: the smallest thing that provokes it."""

import contextlib
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import notice_books
import variants
from computed import computed
from memory_books import book, sheet, with_cells
from notice_specimens import NOTICES
from samples_at_hand import SAMPLES, SHIQUAN_2020, SHIQUAN_2022, YANJIN, book_of
from small_scheme import HEADINGS, MERGES, TEXT, changed, loaded, result
from turned_books import turned_sample

from govscore import tally
from govscore.claiming.claims import claim
from govscore.commands.app import app
from govscore.core import libreoffice
from govscore.core.lock import only_run
from govscore.core.problems import Problem, Refused
from govscore.delivery import pdf, staging
from govscore.format_check import drawn
from govscore.outputs.notice.lacking import template_notes
from govscore.readers.inputs import Input
from govscore.readers.workbook import Book, Date, Sheet, read_book
from govscore.running import batch, workbook
from govscore.running.job import Job
from govscore.scheme.clauses import unprinted
from govscore.scheme.files import load_all, load_any
from govscore.scoring import examples, invariants, ranking, scoring

PREFECTURE = SAMPLES / "qiandongnan-2021q4" / "黔东南州2021年四季度政务信息采用及排名情况.xlsx"
INSPECTION = SAMPLES / "qiandongnan-2023q4-inspection" / "黔东南州2023年第四季度政府网站与政务新媒体检查情况.xlsx"
ROW = ["甲局", 1, 2, 6, 1]
KNOWN = ('kind = "open"', 'kind = "open"\nunits = { "部门" = ["市场监管局", "林业局"] }')
CLOSED = ('kind = "open"', 'kind = "closed"\nunits = { "部门" = ["甲局", "市场监管局"] }')
TWO_TIERS = (
    '[[columns]]\nid = "unit"',
    '[[tiers]]\nid = "town"\nname = "镇"\nwords = ["乡镇"]\ntitles = ["小县（镇）"]\nsheet = "镇"\n\n'
    '[[columns]]\nid = "unit"',
)

Problems = Iterable[Problem]
SPECIMENS: dict[str, Callable[[], Problems]] = dict(NOTICES)


def specimen(code: str) -> Callable[[Callable[[], Problems]], Callable[[], Problems]]:
    def kept(make: Callable[[], Problems]) -> Callable[[], Problems]:
        assert code not in SPECIMENS
        SPECIMENS[code] = make
        return make

    return kept


def small(
    *rows: list[Any], changes: tuple[tuple[str, str], ...] = (), more: tuple[Sheet, ...] = (), **sheet_words: Any
) -> Problems:
    """The problems of a workbook of the small scheme with these rows."""
    one = sheet("部门", [*HEADINGS, *rows], MERGES, **sheet_words)
    return result(book(one, *more), loaded(*changes)).problems


def headed(title: str, *heads: list[Any], name: str = "部门", changes: tuple[tuple[str, str], ...] = ()) -> Problems:
    """The problems of a workbook of the small scheme under another title or other headings."""
    return result(
        book(sheet(name, [[title], *(heads or HEADINGS[1:]), ROW], () if heads else MERGES)), loaded(*changes)
    ).problems


def office(workbook: Book) -> Problems:
    """The problems of a workbook by the offices' own schemes."""
    return result(workbook, *load_all()).problems


def refusals(call: Callable[[], Any]) -> Problems:
    try:
        call()
    except Refused as refused:
        return refused.problems
    return []


def scheme_file(*changes: tuple[str, str], twice: bool = False, encoding: str = "utf-8") -> Problems:
    """The problems of a folder of templates with the small scheme, changed."""
    with tempfile.TemporaryDirectory() as name:
        for office_name in ("office", "other")[: 1 + twice]:
            file = Path(name) / office_name / "scheme.toml"
            file.parent.mkdir()
            file.write_text(changed(*changes, text=TEXT), encoding)
        return refusals(lambda: load_all(Path(name)))


EXAMPLE = '[[examples]]\nclause = "第1条"\ncounts = { city = 2, county = 3 }\nexpected = "2 * 5 + 3 * 1"'


def two_documents() -> Problems:
    """The problems of a document that comes into force no later than the one that it replaces."""
    with tempfile.TemporaryDirectory() as name:
        texts = {"old": ('id = "small"', 'id = "old"'), "new": ('id = "small"', 'id = "small"\nsupersedes = "old"')}
        for office_name, change in texts.items():
            file = Path(name) / office_name / "scheme.toml"
            file.parent.mkdir()
            file.write_text(changed(change, text=TEXT), "utf-8")
        return refusals(lambda: load_all(Path(name)))


def command(*arguments: str) -> Problems:
    return refusals(lambda: app(args=list(arguments), prog_name="govscore", standalone_mode=False))


def away(*arguments: str, listed: str = "", taken: str = "") -> Problems:
    """What a command says in an empty folder; `listed` for GOVSCORE_TEMPLATES, a file of the name `taken` there."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        (Path(name) / "empty").mkdir()
        if taken:
            (Path(name) / taken).parent.mkdir(exist_ok=True)
            (Path(name) / taken).touch()
        with mock.patch.dict("os.environ", GOVSCORE_TEMPLATES=listed):
            return command(*arguments)


# schemes and the choice among them
specimen("scheme-none")(lambda: away("scheme", "list", listed="empty"))
specimen("scheme-no-folder")(lambda: away("scheme", "list", listed="gone"))
specimen("init-exists")(lambda: away("init", "shiquan-2022q1", taken="templates/shiquan-2022q1"))
specimen("init-failed")(lambda: away("init", "shiquan-2022q1", taken="templates"))
specimen("file-missing")(lambda: refusals(lambda: read_book(Path("没有.xlsx"))))
specimen("scheme-missing")(lambda: refusals(lambda: load_any(Path("没有/scheme.toml"))))
specimen("scheme-unknown")(lambda: command("scheme", "show", "nowhere"))
specimen("scheme-not-utf8")(partial(scheme_file, encoding="gb18030"))
specimen("scheme-syntax")(partial(scheme_file, ('name = "小县办法"', "name = 小县办法")))
specimen("scheme-unknown-key")(partial(scheme_file, ("fractions = true", "fraction = true")))
specimen("scheme-missing-key")(partial(scheme_file, ('name = "小县办法"\n', "")))
specimen("scheme-unknown-kind")(partial(scheme_file, ('kind = "per_item"', 'kind = "per_itme"')))
specimen("scheme-bad-value")(partial(scheme_file, ('ties = "competition"', 'ties = "random"')))
specimen("scheme-twice")(partial(scheme_file, twice=True))
specimen("scheme-not-valid")(
    lambda: result(book(sheet("部门", [["小县2023年1-2月采用情况（部门）"], *HEADINGS[1:], ROW], MERGES))).problems
)
DEARER = ("city = 5", "city = 6")
specimen("scheme-unprinted")(
    lambda: list(
        unprinted(loaded(("city = 5", "city = 6")).scheme, "小县/scheme.toml", TEXT.replace("city = 5", "city = 6"))
    )
)
specimen("no-scheme")(lambda: headed("小县2024年1-2月", ["单位", "约稿", "报送"]))
specimen("many-schemes")(
    lambda: (
        result(
            book(sheet("部门", [*HEADINGS, ROW], MERGES)), loaded(), loaded(('id = "small"', 'id = "other"'))
        ).problems
    )
)

# the table and its rows
specimen("no-table")(lambda: result(book(sheet("部门", [["没有", "表头"], [1, 2]]))).problems)
specimen("row-unknown")(lambda: small(ROW, [None, 3, 4]))
specimen("unit-twice")(lambda: small(ROW, ["乙局", 1, 1], ["甲 局", 3, 4]))
specimen("unit-unlisted")(lambda: small(["甲局", 1, 1], ["市场监理局", 1, 2], changes=(CLOSED,)))
specimen("unit-new")(lambda: small(["气象台", 1, 2], changes=(KNOWN,)))
specimen("unit-bare")(lambda: small(ROW, ["某县人民政府办公室", None, None]))
specimen("column-beside")(lambda: small(["甲局", 1, 2, None, None, None, 7]))
specimen("line-aside")(lambda: small(ROW, ["平均", 1, 2]))
specimen("unit-new-near")(lambda: small(["市场监理局", 1, 2], changes=(KNOWN,)))
specimen("unit-absent")(lambda: small(["甲局", 1, 2], changes=(CLOSED,)))
specimen("unit-only-prior")(lambda: office(with_cells(book_of(YANJIN), "上期累计", {"A3": "新设街道"})))
specimen("prior-lacks-unit")(lambda: office(with_cells(book_of(YANJIN), "上期累计", {"A27": None, "B27": None})))
specimen("table-unread")(
    lambda: small(ROW, more=(sheet("通讯录", [["单位", "联系人", "电话"], ["甲局", "张三", 123]]),))
)
specimen("tier-unknown")(lambda: headed("小县2024年1-2月", name="Sheet1", changes=(TWO_TIERS,)))
specimen("column-unknown")(lambda: small([*ROW, 7]))
specimen("column-unknown-text")(
    lambda: (
        result(
            book(sheet("部门", [HEADINGS[0], [*HEADINGS[1], "联系人"], HEADINGS[2], [*ROW, "张三"]], MERGES))
        ).problems
    )
)
specimen("column-twice")(
    lambda: headed(
        "小县2024年1-2月",
        ["单位", "市级", "县级", "市级"],
        changes=(
            ('heading = ["采用", "市级"]', 'heading = ["市级"]'),
            ('heading = ["采用", "县级"]', 'heading = ["县级"]'),
        ),
    )
)
specimen("period-unknown")(lambda: headed("小县采用情况"))
specimen("period-unclear")(
    lambda: (
        result(
            book(*(sheet(f"{m}月", [[f"小县2024年{m}月"], *HEADINGS[1:], [f"第{m}局", 1, 1]], MERGES) for m in (1, 2)))
        ).problems
    )
)
specimen("period-bad")(lambda: command("recheck", "没有.xlsx", "--period", "今年"))
specimen("target-bad")(lambda: office(with_cells(book_of(YANJIN), "乡镇街道", {"A5": "年目标见文件"})))


@specimen("prior-missing")
def _no_prior() -> Problems:
    whole = book_of(YANJIN)
    return office(replace(whole, sheets=whole.sheets[:2]))


@specimen("prior-two")
def _two_priors() -> Problems:
    whole = book_of(YANJIN)
    return office(replace(whole, sheets=(*whole.sheets, replace(whole.sheets[2], name="上期累计2"))))


@specimen("column-missing")
def _lacking() -> Problems:
    """The second table of the workbook lacks a column that the first has."""
    whole = with_cells(book_of(YANJIN), "县直单位", {"H4": None})
    return office(whole)


# the item log and the tables beside it
specimen("unit-only-stated")(lambda: office(with_cells(book_of(PREFECTURE), "手工汇总", {"C4": "新设县人民政府"})))
specimen("unit-only-log")(lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"B4": "新设县人民政府"})))
specimen("unit-not-in-table")(
    lambda: office(
        with_cells(book_of(PREFECTURE), "报送约稿", {"B3": None, "A3": None, "C3": None, "D3": None, "E3": None})
    )
)
specimen("unit-two-tiers")(lambda: office(with_cells(book_of(PREFECTURE), "报送约稿", {"A3": "一类州直单位"})))
specimen("tier-word-unknown")(lambda: office(with_cells(book_of(PREFECTURE), "报送约稿", {"A3": "三类单位"})))
specimen("draft-unknown")(lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"D4": "初稿"})))
specimen("mark-odd")(lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"H4": 25})))
specimen("item-nowhere")(lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"H4": None})))
specimen("items-one-row")(lambda: office(turned_sample(book_of(PREFECTURE))))
specimen("layouts-many")(
    lambda: small(["市级", 1, 2, 6, 1], ["县级", 1, 2, 6, 1], ["得分", 1, 2, 6, 1], ["名次", 1, 2, 6, 1])
)
specimen("item-twice")(
    lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"C5": "黔东南州外贸企业经营有关情况"}))
)
specimen("item-alike")(
    lambda: office(with_cells(book_of(PREFECTURE), "信息台账", {"C5": "黔东南州外贸企业经营有关情况的报告"}))
)


@specimen("unit-only-log-known")
def _only_in_the_log() -> Problems:
    whole = book_of(PREFECTURE)
    for one in whole.sheets:
        rows = [n for n, row in enumerate(one.rows, 1) if "凯里市人民政府" in row and one.name != "信息台账"]
        cells = {f"{'ABCDEFGHIJKLMN'[c]}{n}": None for n in rows for c in range(len(one.rows[0]))}
        whole = with_cells(whole, one.name, cells)
    return office(whole)


@specimen("channel-unknown")
def _channel() -> Problems:
    rows = [["单位名称", "标题", "渠道", "稿件"], ["凯里市人民政府", "某市全力保供稳价", "州报省/内参", "主稿"]]
    whole = book_of(PREFECTURE)
    return office(replace(whole, sheets=(*whole.sheets, sheet("流水台账", rows))))


@specimen("item-before")
def _before() -> Problems:
    whole = book_of(PREFECTURE)
    unit, title = whole.sheets[2].rows[3][1:3]
    against = {"period": "2021年三季度", "items": [[unit, title]]}
    return computed(Job(tuple(load_all()), None, against=(against,)), whole).problems


@specimen("prior-not-carried")
def _not_carried() -> Problems:
    units = [{"unit": "政府办", "cumulative": "141", "rank": 1, "excluded": False}]
    against = {"period": "2020年7-9月", "tiers": [{"tier": "部门", "units": units}]}
    without = with_cells(book_of(SHIQUAN_2020), "部门", {"J6": None})
    return computed(Job(tuple(load_all()), None, against=(against,)), without).problems


@specimen("year-end-unknown")
def _year_end() -> Problems:
    cells = {f"{column}3": None for column in "ABCDEF"}
    return office(with_cells(book_of(PREFECTURE), "报送约稿", cells))


specimen("unit-not-found")(lambda: command("explain", str(YANJIN), "榆林街"))
specimen("explain-inspection")(lambda: command("explain", str(INSPECTION), "州审计局"))
specimen("against-unreadable")(lambda: command("recheck", str(YANJIN), "--against", "没有.json"))


# cells
specimen("cell-not-number")(lambda: small(["甲局", "约3", 2]))
specimen("cell-date")(lambda: small(["甲局", Date("2024-03-02"), 2]))
specimen("cell-yes-no")(lambda: small(["甲局", True, 2]))
specimen("cell-error")(lambda: small(["甲局", None, 2], errors={(3, 1): "#REF!"}))
specimen("cell-uncalculated")(lambda: small(["甲局", None, 2], uncalculated=[(3, 1)]))
specimen("total-unread")(lambda: small(ROW, ["合计", None, 2, 6], uncalculated=[(4, 1)]))
specimen("cell-negative")(lambda: small(["甲局", -1, 2]))
specimen("cell-fraction")(lambda: small(["甲局", 0.5, 2], changes=(("fractions = true", "fractions = false"),)))
specimen("cell-decimals")(lambda: small(["甲局", 0.3333, 2]))
specimen("cell-retyped")(lambda: small(["甲局", "12 条", "１"]))
specimen("cell-pending")(lambda: small(["甲局", "省市\n暂未反馈", 2]))
specimen("cell-out-of-range")(lambda: office(with_cells(book_of(YANJIN), "县直单位", {"D10": 9})))


@specimen("cell-merged-number")
def _merged() -> Problems:
    rows = [*HEADINGS, ["甲局", 3, 2], ["乙局", None, 2]]
    return result(book(sheet("部门", rows, (*MERGES, (3, 1, 4, 1))))).problems


# the program and the run
@specimen("broken")
def _broken() -> Problems:
    """A standing counted twice, as a fault of the program might."""
    workbook = book(sheet("部门", [*HEADINGS, ROW], MERGES))
    found = claim(workbook, [loaded()], None, None)
    taken = tally.take(workbook, found)
    scored = scoring.score(found.scheme, taken, found.period)
    standings = ranking.rank(found.scheme, taken, scored)
    standings.loc[0, "cumulative"] += 1
    return refusals(lambda: invariants.check(found.scheme, taken, scored, standings))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@specimen("output-open")
def _open() -> Problems:
    def write(target: Path) -> None:
        with staging.staged(target):
            pass

    with (
        _folder() as folder,
        mock.patch.object(staging, "_TRIES", 1),
        mock.patch.object(Path, "replace", side_effect=PermissionError),
    ):
        (folder / "甲").mkdir()
        (folder / "甲" / "排名表.xlsx").write_bytes(b"x")
        return refusals(lambda: write(folder / "甲"))


@specimen("run-busy")
def _busy() -> Problems:
    def run(out: Path) -> None:
        with only_run(out):
            pass

    with _folder() as folder, only_run(folder / "outbox"):
        return refusals(lambda: run(folder / "outbox"))


@specimen("template-absent")
def _no_template() -> Problems:
    with _folder() as folder:
        begun = mock.Mock(result=lambda: book(sheet("部门", [*HEADINGS, ROW], MERGES)))
        job, item = Job((loaded(),), folder), Input(Path("表.xlsx"), "表")
        return workbook.process(job, item, begun, workbook.second_process()).problems


def _copied(program: str | None) -> Problems:
    """The problems of a PDF copy that this program is to make."""
    with mock.patch.object(libreoffice, "office", return_value=program):
        return pdf.pdf_copy(b"PK", "[通报.docx]")[1]


@specimen("pdf-fonts")
def _other_fonts() -> Problems:
    notice = io.BytesIO()
    with zipfile.ZipFile(notice, "w") as archive:
        archive.writestr("word/document.xml", '<w:rFonts w:eastAsia="仿宋_GB2312"/>')
    with (
        mock.patch.object(libreoffice, "office", return_value="soffice"),
        mock.patch.object(libreoffice, "pdf_of", return_value=b"%PDF-"),
        mock.patch.object(pdf.fonts, "missing", return_value=[("仿宋_GB2312", "仿宋")]),
    ):
        return pdf.pdf_copy(notice.getvalue(), "[通报.docx]")[1]


@specimen("pdf-lost")
def _lost_signs() -> Problems:
    with (
        mock.patch.object(libreoffice, "office", return_value="soffice"),
        mock.patch.object(libreoffice, "pdf_of", return_value=b"%PDF-"),
        mock.patch.object(drawn, "lost", return_value=Counter({",": 1, "甲": 1})),
        mock.patch.object(pdf, "_font_notes", return_value=[]),
    ):
        return pdf.pdf_copy(b"", "[通报.docx]")[1]


specimen("pdf-no-office")(lambda: _copied(None))
specimen("pdf-failed")(lambda: _copied("no-such-program"))


def noticed(*info: list[Any], text: str = "通报", cells: tuple[str, ...] = ("【部门表.单位】",)) -> Problems:
    """The problems of a run with this sheet 通报信息 and a template of one paragraph and one row."""
    with _folder() as folder:
        return notice_books.run(folder, notice_books.template([text], cells), info=info).problems


specimen("notice-info-unknown")(lambda: noticed(["签发者", "张三"]))
specimen("notice-info-date")(lambda: noticed(["成文日期", "4月12日"]))
specimen("notice-info-number")(lambda: noticed(["发文字号", "石政办函2022年15号"]))
specimen("notice-info-twice")(lambda: noticed(["签发", "张三"], ["签发人", "李四"]))
specimen("notice-blank")(lambda: noticed(["签发", "张三"], text="【发文字号】【签发】【成文日期】"))
specimen("notice-units")(lambda: noticed(cells=("【部门表.得分】",)))
specimen("template-tier-absent")(lambda: _checked("【期间】"))
specimen("template-unit-absent")(lambda: _checked("【部门表.得分】"))
specimen("marks-unreadable")(lambda: command("template", "marks", "yanjin-2024-05-06", "--from", "没有.json"))
specimen("marks-other")(lambda: _marks_of_another())


def _checked(cell: str) -> Problems:
    """The notes on a template with one cell."""
    return template_notes(loaded().scheme, notice_books.template(cells=[cell]), "通报.docx")


def _marks_of_another() -> Problems:
    with _folder() as folder:
        file = folder / "结果.json"
        file.write_text('{"scheme": "shiquan-2022q1", "period": "2022年一季度", "facts": {}}', "utf-8")
        return command("template", "marks", "yanjin-2024-05-06", "--from", str(file))


# what is missing, stale or of another period
specimen("tier-absent")(lambda: office(book_of(SHIQUAN_2020)))
specimen("units-not-seen")(lambda: office(with_cells(book_of(SHIQUAN_2022), "附件1（镇）", {"B8": "新设镇"})))
specimen("prior-stale")(lambda: office(with_cells(book_of(YANJIN), "上期累计", {"A1": "延津县2024年1-2月累计"})))
specimen("prior-early")(lambda: office(with_cells(book_of(SHIQUAN_2022), "附件1（镇）", {"K6": 5})))
specimen("prior-blank")(lambda: office(with_cells(book_of(SHIQUAN_2020), "部门", {"J9": None})))
specimen("heading-months")(
    lambda: office(with_cells(book_of(SHIQUAN_2022), "附件1（镇）", {"C3": "4-6月采用情况（条）"}))
)
specimen("sheet-headless")(lambda: office(with_cells(book_of(SHIQUAN_2022), "附件1（镇）", {"B2": "单立名称"})))
specimen("sheet-unread")(lambda: small(ROW, more=(sheet("草稿", [["数", 1], ["数", 2], ["数", 3]]),)))
specimen("scheme-ancestor")(lambda: scheme_file(('id = "small"', 'id = "small"\nsupersedes = "nope"')))
specimen("scheme-ancestor-later")(lambda: two_documents())
specimen("scheme-example")(
    lambda: examples.differing(
        loaded(("[[rules]]", EXAMPLE + "\n[[rules]]")).scheme,
        "office/scheme.toml",
        changed(("[[rules]]", EXAMPLE + "\n[[rules]]")),
    )
)
specimen("unit-many")(lambda: command("explain", str(YANJIN), "乡"))
specimen("against-other")(lambda: against(SHIQUAN_2020))


specimen("template-missing")(lambda: command("template", "check", "没有.docx"))


@specimen("out-no-folder")
def _out_is_a_file() -> Problems:
    with _folder() as folder:
        (folder / "结果").write_text("", "utf-8")
        return command("run", str(YANJIN), "--out", str(folder / "结果"))


def against(path: Path) -> Problems:
    """The problems of 延津's workbook compared with another office's."""
    job = Job(tuple(load_all()), None)
    earlier, _ = workbook.given(job, path)
    (found,) = batch.run(replace(job, against=(earlier,)), [Input(YANJIN, "")])
    return found.problems


@specimen("result-old")
def _refused_after_a_good_run() -> Problems:
    with _folder() as folder:
        (folder / "out" / "延津").mkdir(parents=True)
        (folder / "out" / "延津" / "结果.json").write_text("{}", "utf-8")
        (folder / "延津.xlsx").write_bytes(b"")
        (found,) = batch.run(Job(tuple(load_all()), folder / "out"), [Input(folder / "延津.xlsx", "延津")])
        return found.problems


@specimen("against-typed")
def _another_of_the_period() -> Problems:
    """延津's workbook and another of the same months, in which one count was changed."""
    with _folder() as folder:
        job = Job(tuple(load_all()), None)
        _, other = workbook.given(job, variants.set_cell(YANJIN, folder, "县直单位", "L9", 5))
        assert other is not None
        (found,) = batch.run(replace(job, elsewhere=(other,)), [Input(YANJIN, "")])
        return found.problems


import mail_specimens  # noqa: E402, F401 - adds those of `govscore mail`, with the helpers above

# the command line
specimen("call-no-option")(lambda: command("run", "--jbos", "2"))
specimen("call-option-bare")(lambda: command("run", "a.xlsx", "--out"))
specimen("call-option-valued")(lambda: command("run", "a.xlsx", "--pdf=1"))
specimen("call-missing")(lambda: command("recheck"))
specimen("call-extra")(lambda: command("recheck", "a.xlsx", "b.xlsx", "c d.xlsx"))
specimen("call-bad-value")(lambda: command("run", "a.xlsx", "--jobs", "many"))


@specimen("call-unreadable")
def _no_right_to_read() -> Problems:
    with mock.patch("os.access", return_value=False):  # who runs the tests may have every right
        return command("recheck", str(YANJIN))


specimen("call-together")(lambda: command("mail", "outbox/甲", "--yes"))
specimen("call-no-command")(lambda: command("tempalte", "check"))
specimen("call-missing-command")(lambda: command("scheme"))
