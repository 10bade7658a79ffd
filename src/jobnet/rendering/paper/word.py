"""A letter for Word (docx): made by python-docx, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from jobnet.extras import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobnet.rendering.paper.sheet import Line, Passage, Sheet

_PAPER = {"a4": (210, 297), "us-letter": (215.9, 279.4)}
_FONT, _SIZE, _ROW, _SMALL = "Calibri", 11, 10.5, 7.5
_TOP = 20
_TWIPS = 56.7
"""Word's measure: so many to a millimetre."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def document(sheet: Sheet, subject: str, passages: Sequence[Passage]) -> bytes:
    """The letter as the bytes of its file."""
    page = _Page(sheet, subject)
    page.blocks()
    page.heading(f"{sheet.before_subject}{subject}")
    for each in passages:
        page.passage(each)
    made = io.BytesIO()
    page.word.save(made)
    return _without_times(made.getvalue())


class _Page:
    """A document that is being written."""

    def __init__(self, sheet: Sheet, subject: str) -> None:
        self.sheet = sheet
        self.word: Any = wanted("docx", "paper").Document()
        self._shared = wanted("docx.shared", "paper")
        self._qn = wanted("docx.oxml.ns", "paper").qn
        self._new = wanted("docx.oxml", "paper").OxmlElement
        self._start = self.sheet.custom.body - _TOP if sheet.reader else 26.0 if sheet.sender else 0.0
        """Millimetres that stay free above the first paragraph that is written."""
        self._about(subject)
        self._shape()

    def _about(self, subject: str) -> None:
        about, day = self.word.core_properties, dt.datetime.combine(self.sheet.today, dt.time())
        about.title, about.author, about.last_modified_by = subject, self.sheet.author, self.sheet.author
        about.language, about.comments = self._language, ""
        about.created = about.modified = day

    @property
    def _language(self) -> str:
        return "-".join(filter(None, (self.sheet.language, self.sheet.country)))

    def _shape(self) -> None:
        millimetres, section, style = self._shared.Mm, self.word.sections[0], self.word.styles["Normal"]
        section.page_width, section.page_height = map(millimetres, _PAPER[self.sheet.custom.paper])
        section.left_margin = millimetres(self.sheet.custom.margin)
        section.right_margin = millimetres(self.sheet.custom.margin - 4)
        section.top_margin = section.bottom_margin = millimetres(_TOP)
        self._lettered(style, _SIZE)
        style.paragraph_format.space_after = self._shared.Pt(8)
        style.paragraph_format.line_spacing = 1.0
        self._lettered(self.word.styles["Heading 1"], _SIZE)
        language = self._new("w:lang")
        language.set(self._qn("w:val"), self._language)
        style.element.get_or_add_rPr().append(language)

    def _lettered(self, style: Any, size: float) -> None:
        """Black, in one font: Word's own headings are blue, and in another."""
        style.font.name, style.font.size = _FONT, self._shared.Pt(size)
        style.font.color.rgb = self._shared.RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(self._qn(f"w:{kind}"), _FONT)
            fonts.attrib.pop(self._qn(f"w:{kind}Theme"), None)

    def blocks(self) -> None:
        """Who writes, to whom, and when."""
        sheet, custom = self.sheet, self.sheet.custom
        left, top, width = custom.window
        self._frame(sheet.sender, custom.margin, 18, 150)
        if sheet.reader:
            self._frame((sheet.return_line,) if sheet.return_line else (), left, top - 7, width, _SMALL)
            self._frame(sheet.reader, left, top, width, min(_ROW, 6 * _ROW / len(sheet.reader)))
        if custom.date == "above" and sheet.reader:
            self._frame((sheet.dateline,), custom.margin, 43, 100)
        elif sheet.dateline:
            day = self._paragraph(sheet.dateline, after=12)
            if custom.date == "right":
                day.alignment = wanted("docx.enum.text", "paper").WD_ALIGN_PARAGRAPH.RIGHT
            elif custom.date == "window":
                day.paragraph_format.left_indent = self._shared.Mm(left - custom.margin)

    def heading(self, subject: str) -> None:
        self._begun(self.word.add_heading(subject, level=1), after=18)

    def passage(self, each: Passage) -> None:
        if each.name_at is not None:
            closing, name = each.lines[: each.name_at], each.lines[each.name_at :]
            if closing:
                self._written(closing).paragraph_format.keep_with_next = True
            self._written(name).paragraph_format.space_before = self._shared.Pt(36)
        elif any(each.lines):
            self._written(each.lines)
        for number, item in enumerate(each.items, 1):
            written = self._written(item, style="List Bullet")
            written.paragraph_format.space_after = self._shared.Pt(8 if number == len(each.items) else 0)

    def _written(self, lines: Iterable[Line], style: str | None = None) -> Any:
        paragraph = self._begun(self.word.add_paragraph(style=style))
        for number, line in enumerate(lines):
            for words, how in line:
                run = paragraph.add_run()
                if number and words is line[0][0]:
                    run.add_break()
                run.add_text(words)
                run.bold, run.italic = "b" in how or None, "i" in how or None
        return paragraph

    def _paragraph(self, words: str, *, after: float) -> Any:
        return self._begun(self.word.add_paragraph(words), after=after)

    def _begun(self, paragraph: Any, *, after: float | None = None) -> Any:
        """The first of them leaves the room free in which the address stands."""
        form = paragraph.paragraph_format
        form.space_before, self._start = self._shared.Mm(self._start), 0
        if after is not None:
            form.space_after = self._shared.Pt(after)
        return paragraph

    def _frame(self, lines: Sequence[str], left: float, top: float, width: float, size: float = _ROW) -> None:
        """Lines at a place of the page: paragraphs of one frame. Six rows stand in any window."""
        for line in lines:
            paragraph = self.word.add_paragraph()
            paragraph.add_run(line).font.size = self._shared.Pt(size)
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.line_spacing = self._shared.Pt(size * 8 / 7)
            frame = self._new("w:framePr")
            places = {"w": width, "x": left, "y": top}
            for key, value in places.items():
                frame.set(self._qn(f"w:{key}"), str(round(value * _TWIPS)))
            for key, word in (("hAnchor", "page"), ("vAnchor", "page"), ("wrap", "around")):
                frame.set(self._qn(f"w:{key}"), word)
            paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:numPr", "w:spacing")  # noqa: SLF001


def _without_times(made: bytes) -> bytes:
    """The file as if all in it had been made at one moment."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as written:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(part, parts.read(name))
    return again.getvalue()
