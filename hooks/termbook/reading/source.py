"""The text of one file: bytes decoded, line ends made one, harmful characters made harmless.

Beside it stands the search for what an earlier step has spoilt already: text that went through
the wrong encoding, or through a text recognition that left its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Final
from unicodedata import normalize

from termbook.diagnostics import Diagnostic, Place, finding
from termbook.reading.characters import CONTROL, SEPARATORS, code_point, holds_control

_BOM: Final = b"\xef\xbb\xbf"
_REPORTED_LINES: Final = 20
_RECORDED_OFFSETS: Final = 10_000
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_SAMPLE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    r"""One text file.

    `path` is relative to the records folder, with `/`. `text` has `\n` alone as its line end and
    no control characters. `digest` is the SHA-256 of the file's bytes, in hexadecimal. `mended`
    holds the offsets in `text` where a control character was replaced (the first 10,000).
    """

    path: str
    text: str
    digest: str
    mended: frozenset[int] = frozenset()


def decode(path: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """The text of `data`, which must be UTF-8; a byte order mark is dropped.

    Line ends may be LF, CR LF, CR or mixed. U+2028, U+2029, U+0085, vertical tab and form feed
    end no line: as other control characters they are replaced, one character for one.
    """
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_undecodable(path, data, error.start)]
    if "\r" in text:
        text = _one_line_end(text)
    digest = sha256(data).hexdigest()
    if not holds_control(text):
        return Source(path=path, text=text, digest=digest), []
    return _mended(path, text, digest)


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(path: str, data: bytes, start: int) -> Diagnostic:
    """A finding at the byte `start` (after the mark) of `data`, which is not UTF-8."""
    content = data.removeprefix(_BOM)
    before = _one_line_end(content[:start].decode("utf-8"))
    place = next(_places(before, [(len(before), 1)]))
    encoding = _other_encoding(data)
    if encoding:
        return finding("TB002", path, place, encoding=encoding)
    return finding("TB021", path, place, byte=f"0x{content[start]:02X}")


def _other_encoding(data: bytes) -> str:
    """The encoding in which `data` makes sense, or `""`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16" if _decoded(data, "utf-16") else ""
    if any(_decoded(data, name).startswith("---") for name in ("utf-16-le", "utf-16-be")):
        return "UTF-16"
    # Nearly any bytes are valid GB18030, damaged UTF-8 too. In real text most characters are
    # from the first level of GB 2312, whose first byte is B0 to D7; in such accidents few are.
    characters = _HAN.findall(_decoded(data, "gb18030"))[:_SAMPLE]
    leads = "".join(characters).encode("gb2312", "ignore")[::2]
    common = sum(0xB0 <= lead <= 0xD7 for lead in leads)
    return "GB18030" if characters and 2 * common >= len(characters) else ""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _mended(path: str, text: str, digest: str) -> tuple[Source, list[Diagnostic]]:
    """The source without its control characters; a finding for the first in each line."""
    offsets = [match.start() for match in islice(CONTROL.finditer(text), _RECORDED_OFFSETS)]
    harmless, count = text, 0
    for separator in SEPARATORS:
        count += harmless.count(separator)
        harmless = harmless.replace(separator, " ")
    harmless, others = CONTROL.subn("\ufffd", harmless)
    count += others
    firsts = islice(_first_of_lines(text, ((at, 1) for at in offsets)), _REPORTED_LINES)
    found = [
        finding("TB009", path, place, code=code_point(text[at]), count=count)
        for at, place in firsts
    ]
    source = Source(path=path, text=harmless, digest=digest, mended=frozenset(offsets))
    return source, found


def _places(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """The places of spans (offset, width), which come in their order; linear in the text."""
    line, start, reached = 1, 0, 0
    for offset, width in spans:
        breaks = text.count("\n", reached, offset)
        if breaks:
            line += breaks
            start = text.rfind("\n", reached, offset) + 1
        reached = offset
        yield Place(line=line, column=offset - start + 1, width=width)


def _first_of_lines(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Place]]:
    """Offset and place of the first span of each line."""
    kept = list(spans)
    seen = 0
    for (offset, _), place in zip(kept, _places(text, kept), strict=True):
        if place.line != seen:
            seen = place.line
            yield offset, place


# --- damage ---------------------------------------------------------------------------

_LETTERS: Final = "a-z\u00e0-\u01dc\u0300-\u030c"
# an expression that begins with one character is several times as fast as with either of two
_CLOSED: Final = {mark: re.compile(f"{re.escape(mark)}(?<=[{_LETTERS}].)") for mark in ")）"}
_PINYIN: Final = re.compile(f"[(（]?([{_LETTERS}]{{1,8}})[)）]\\Z")
_BEFORE_CLOSED: Final = 9
_SYLLABLE: Final = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu"
    "|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|v|ve)"
)
_TONES: Final = str.maketrans("", "", "\u0300\u0301\u0304\u030c")
_CERTAIN_WITHOUT_TONES: Final = 3
# UTF-8 read as Latin-1 or Windows-1252 (Ã©, â€œ, ä¸­), GBK read as Latin-1 (ÖÐ¹ú)
_AS_LATIN: Final = re.compile(
    "[ÃÂ][\xa0-\xbf]|â€[\u0153\u2122\u02dc\u201c-\u201d\u2026\xa6\xa2]"
    "|[à-ï][\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}|[\xa1-\xff]{4,}"
)
_LATIN_LETTER: Final = re.compile("[À-ÖØ-öø-ÿ]")
# what never-filled memory and replacement characters become in GBK
_AS_GBK: Final = re.compile("\ufffd|锟斤拷|(?:烫烫烫|屯屯屯)+")
_SPOILT: Final = "\ufffd锟烫屯"
# the commonest characters of UTF-8 read as GBK; one alone may be a rare character that is meant
_RARE_ONES: Final = "锛銆鐨鏄鍦鍙鍜浠"
_RARE: Final = re.compile(f"[{_RARE_ONES}]")
_CERTAIN_RARE: Final = 3
# a lone I or l where a character was; 第I类 and the like are right
_LONE: Final = {
    letter: re.compile(
        f"{letter}(?<=[\u4e00-\u9fff].)(?<![第卷册类].)"
        "(?=[\u4e00-\u9fff])(?![类期级卷型度组段区部号阶档式])"
    )
    for letter in "Il"
}


def looks_damaged(text: str, *, mended: frozenset[int] = frozenset()) -> Iterator[Place]:
    """Where text looks like damage by OCR or a wrong encoding: the first place of each line.

    Only what is nearly certain; at most 20 places. `mended` are offsets to pass over
    (`Source.mended`), which have been reported as control characters.
    """
    spans: list[tuple[int, int]] = []
    if not text.isascii():
        spans.extend(_mojibake(text, mended))
        spans.extend(_annotations(text))
        for letter, lone in _LONE.items():
            if letter in text:
                spans.extend(match.span() for match in lone.finditer(text))
    if not spans:
        return
    widths = ((start, end - start) for start, end in sorted(spans))
    for _, place in islice(_first_of_lines(text, widths), _REPORTED_LINES):
        yield place


def _mojibake(text: str, mended: frozenset[int]) -> Iterator[tuple[int, int]]:
    # a plain search for what is hardly ever there costs less than the expressions
    if any(character in text for character in _SPOILT):
        for match in _AS_GBK.finditer(text):
            if match.start() not in mended:
                yield match.span()
    if any(character in text for character in _RARE_ONES):
        rare = [match.span() for match in _RARE.finditer(text)]
        if len(rare) >= _CERTAIN_RARE:
            yield from rare
    if text.encode("latin-1", "ignore").isascii():
        return
    for match in _AS_LATIN.finditer(text):
        run = match[0]
        # ×××× and ···· are signs that offices write
        if len(run) < 4 or len(set(_LATIN_LETTER.findall(run[:100]))) > 1:
            yield match.span()


def _annotations(text: str) -> Iterator[tuple[int, int]]:
    """Pinyin in brackets after a Han character, 学(xué)校, also with the opening one lost."""
    bare: list[tuple[int, int]] = []
    for closed in _closed(text):
        end = closed.end()
        match = _PINYIN.search(text, max(0, end - 1 - _BEFORE_CLOSED), end)
        if match is None:
            continue
        start = match.start()
        before = text[start - 1] if start else ""
        opened = text[start] in "(（"
        if not _HAN.match(before) and (opened or before not in ("?", "？")):
            continue
        letters = normalize("NFD", match[1])
        syllable = letters.translate(_TONES)
        if not _SYLLABLE.fullmatch(syllable.replace("u\u0308", "v")):
            continue
        if syllable != letters:
            yield start, end
        elif opened and len(syllable) > 1 and _HAN.match(text[end : end + 1]):
            bare.append((start, end))
    if len(bare) >= _CERTAIN_WITHOUT_TONES:
        yield from bare


def _closed(text: str) -> Iterator[re.Match[str]]:
    """Where a bracket closes right after a letter."""
    for mark, closed in _CLOSED.items():
        if mark in text:
            yield from closed.finditer(text)
