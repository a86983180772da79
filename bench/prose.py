"""Chinese office prose by the yard: seeded sentences, paragraphs, tables and headings.

Apart from the archive's plan, which knows dates and links but no grammar. Word choice leans to
the front of each list and to the record's topic, so that pairs of characters are spread as in
real text: a few everywhere, most of them rare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

from bench import lexicon

MIN_BODY: Final = 300
MAX_BODY: Final = 2500

_SENTENCES: Final = (
    "{date}，{dept}在{place}{adv}{verb}{noun}，{noun}{quality}。",
    "会议要求，{dept}要对照{noun}{adv}{verb}，{verb}{noun}，做到件件有着落、事事有回音。",
    "{dept}牵头{verb}{noun}，{post}具体负责，{date}前{verb}{noun}。",
    "经{verb}，{name}周边{noun}{quality}，{noun}{quality}，需{adv}{verb}。",
    "本次共{verb}{noun}{num}项，其中{num}项{quality}，{num}项列入{noun}{adv}{verb}。",
    "{issuer}印发的{doc}（第{num}期）明确，{noun}由{dept}{adv}{verb}，每{cycle}{verb}一次。",
    "针对{noun}{quality}的问题，{dept}{adv}{verb}{noun}，并将{noun}纳入{noun}。",
    "{name}的{noun}于{date}到位，{post}{adv}{verb}，{noun}一并归入{noun}。",
    "截至{date}，{noun}完成率为{percent}%，较上{cycle}提高{num}个百分点。",
    "{post}指出，{noun}{quality}，主要原因是{noun}{quality}、{noun}{quality}。",
    "下一步，{dept}将{adv}{verb}{noun}，{adv}{verb}{noun}，推动{noun}{quality}。",
    "对{place}的{noun}，采取先{verb}、再{verb}、后{verb}的办法，逐步建立{noun}。",
    "{year}年以来，学校累计{verb}{noun}{num}次，{verb}{noun}{num}份，{noun}{quality}。",
    "按照{doc}要求，{noun}须在{num}个工作日内{verb}，逾期由{post}{adv}{verb}。",
    "与会人员围绕{noun}、{noun}和{noun}作了交流，{post}作小结讲话。",
    "{dept}与{dept}建立{noun}，{noun}每{cycle}{verb}一次，遇有变化{adv}{verb}。",
    "检查发现{place}{noun}缺少编号，{noun}与{noun}不一致，已当场{verb}。",
    "{name}提供的{noun}经{post}{verb}，数量{num}，单价与{noun}相符。",
    "此项工作自{year}年第{num}次例会提出，{year}年底{adv}{verb}，目前{quality}。",
    "系统升级后，{noun}通过API接口{adv}{verb}，{noun}由人工填报改为自动生成。",
    "各年级要把{noun}同{noun}结合起来，{adv}{verb}{noun}，防止{noun}流于形式。",
    "{noun}实行编号管理，编号为{code}，对应{noun}第{num}页。",
    "请{post}于{date}前将{noun}报{dept}，由{dept}{adv}{verb}后存入{noun}。",
    "{issuer}对{name}{noun}进行了抽查，抽查比例{percent}%，结论为{quality}。",
    "原{noun}自{date}起停止使用，改用{code}版{noun}，{dept}负责{verb}。",
    "{place}加装{noun}{num}处，{verb}{noun}{num}套，验收时{noun}{quality}。",
    "大家认为，{noun}不是一时之事，要{adv}{verb}，既{verb}{noun}，也{verb}{noun}。",
    "为避免重复填报，{noun}、{noun}合并为一张表，由{post}{adv}{verb}。",
    "{name}反映的{noun}问题，{dept}已于{date}答复，{noun}{quality}。",
    "台账显示，{year}年{noun}{num}件，{year}年{num}件，{noun}{quality}。",
    "{post}带队到{name}{verb}{noun}，借鉴其{noun}和{noun}的做法。",
    "凡涉及{noun}的事项，一律先报{post}，再由{dept}{adv}{verb}，不得以{noun}代替{noun}。",
)
_HEADINGS: Final = (
    "基本情况", "主要做法", "存在问题", "下一步打算", "工作要求", "整改落实情况", "讨论与审议",
    "进展说明", "责任分工", "有关说明", "经验与不足", "时间安排", "{noun}有关情况", "关于{noun}",
    "{adv}{verb}{noun}",
)  # fmt: skip
_HEADS: Final = (
    ("序号", "事项", "责任部门", "完成时限", "进度"),
    ("项目", "数量", "上期", "说明"),
    ("地点", "检查内容", "结果", "复查日期"),
)
_NUMERALS: Final = "一二三四五六七八九十"
_SLOT: Final = re.compile(r"\{(\w+)\}")

_Part: TypeAlias = "str | Callable[[Writer], str]"
"""Fixed text of a sentence, or the method that fills the slot."""


class Writer:
    """Writes about one topic with one source of chance; the same two give the same text."""

    def __init__(self, rng: Random, topic: str, year: int) -> None:
        """`year`: the record's own; years and dates in the text are near it."""
        self._random = rng.random
        self._topic = lexicon.TOPICS[topic]
        self._year = year

    def pick(self, words: Sequence[str]) -> str:
        """A word of the list, early ones more often (density falls like one over a root)."""
        chance = self._random()
        return words[int(len(words) * chance * chance)]

    def below(self, limit: int) -> int:
        """A whole number from 0 up to but without `limit`, all equally likely."""
        return int(self._random() * limit)

    def noun(self) -> str:
        return self.pick(self._topic if self._random() < 0.6 else lexicon.GENERAL)

    def verb(self) -> str:
        return self.pick(lexicon.VERBS)

    def adv(self) -> str:
        return self.pick(lexicon.ADVERBS)

    def quality(self) -> str:
        return self.pick(lexicon.QUALITIES)

    def place(self) -> str:
        return self.pick(lexicon.PLACES)

    def dept(self) -> str:
        return self.pick(lexicon.DEPARTMENTS)

    def post(self) -> str:
        return self.pick(lexicon.POSTS)

    def issuer(self) -> str:
        return self.pick(lexicon.ISSUERS)

    def cycle(self) -> str:
        return self.pick(("月", "周", "季度", "学期"))

    def name(self) -> str:
        """An invented local name such as 青塘社区."""
        heads, tails = lexicon.NAME_HEADS, lexicon.NAME_TAILS
        first = heads[self.below(len(heads))] + tails[self.below(len(tails))]
        return first + self.pick(lexicon.NAME_KINDS)

    def doc(self) -> str:
        """The quoted title of a document."""
        return f"《关于{self.adv()}{self.verb()}{self.noun()}的{self.pick(lexicon.DOCUMENTS)}》"

    def num(self) -> str:
        return str(2 + int(58 * self._random() ** 2))

    def percent(self) -> str:
        return f"{60 + self.below(400) / 10:.1f}"

    def year(self) -> str:
        return str(self._year - int(4 * self._random() ** 2))

    def date(self) -> str:
        month, day = 1 + self.below(12), 1 + self.below(28)
        return f"{self._year}年{month}月{day}日" if self._random() < 0.4 else f"{month}月{day}日"

    def code(self) -> str:
        return f"{'ABGKQTXZ'[self.below(8)]}{self.below(90) + 10}-{self._year}-{self.below(900)}"

    def sentence(self) -> str:
        return self._fill(_PARSED[self.below(len(_PARSED))])

    def heading(self) -> str:
        return self._fill(_PARSED_HEADINGS[self.below(len(_PARSED_HEADINGS))])

    def paragraph(self, length: int) -> str:
        """Whole sentences of together at least `length` characters."""
        sentences = [self.sentence()]
        have = len(sentences[0])
        while have < length:
            sentences.append(self.sentence())
            have += len(sentences[-1])
        return "".join(sentences)

    def table(self) -> str:
        """A Markdown table of three to six rows, under 400 characters."""
        head = _HEADS[self.below(len(_HEADS))]
        cells: dict[str, Callable[[], str]] = {
            "事项": self.noun, "项目": self.noun, "检查内容": self.noun, "说明": self.quality,
            "责任部门": self.dept, "完成时限": self.date, "进度": self.quality, "数量": self.num,
            "上期": self.num, "地点": self.place, "结果": self.quality, "复查日期": self.date,
        }  # fmt: skip
        rows = [head, ("---",) * len(head)]
        rows += [
            tuple(cells[name]() if name in cells else str(number) for name in head)
            for number in range(1, 4 + self.below(4))
        ]
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)

    def body(self, mentions: Sequence[str]) -> str:
        """A record's text, 300 to 2,500 characters, with a `[[link]]` to each of `mentions`."""
        target = MIN_BODY + int((MAX_BODY - 700 - MIN_BODY) * self._random() ** 2.2)
        blocks: list[str] = []
        left = list(mentions)
        have = section = 0
        table_due = target > 700 and self._random() < 0.3
        while have < target:
            if target > 600 and len(blocks) % 3 == 0 and section < len(_NUMERALS):
                blocks.append(f"## {_NUMERALS[section]}、{self.heading()}")
                section += 1
            elif table_due and have > target // 3:
                blocks.append(self.table())
                table_due = False
            elif self._random() < 0.15:
                blocks.append("\n".join(f"- {self.sentence()}" for _ in range(3)))
            else:
                blocks.append(self.paragraph(60 + self.below(140)))
                if left:
                    blocks[-1] += f"相关情况见[[{left.pop()}]]。"
            have += len(blocks[-1]) + 2
        blocks.extend(f"另见[[{mention}]]。" for mention in left)
        return "\n\n".join(blocks)

    def _fill(self, parts: tuple[_Part, ...]) -> str:
        return "".join([part if isinstance(part, str) else part(self) for part in parts])


def _parse(template: str) -> tuple[_Part, ...]:
    pieces = _SLOT.split(template)  # text, slot, text, slot, ..., text
    return tuple(
        piece if index % 2 == 0 else getattr(Writer, piece)
        for index, piece in enumerate(pieces)
        if piece
    )


_PARSED: Final = tuple(_parse(template) for template in _SENTENCES)
_PARSED_HEADINGS: Final = tuple(_parse(template) for template in _HEADINGS)
