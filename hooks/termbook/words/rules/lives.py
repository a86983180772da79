"""TB6: rules about the life of risks and measures."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error, warning

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB601",
        title=("这一步不能登记", "Event that is not allowed here"),
        message=(
            "{of} 此前的状态是 {before}，不能登记 {event}；此时可以登记：{allowed}；"
            "请改事项，或检查各条进展的日期先后",
            "{of} was {before}, so {event} is not allowed; allowed then: {allowed}. Change the "
            "event, or check the dates of the updates before it",
        ),
        about=(
            "整改要一步一步来：制定措施、推进、完成、验收、销号。每一步之前的状态由更早的进展推算，"
            "同一天的按文件名先后。如果事情确实发生过，多半是漏登了中间的一步，或日期写错了。",
            "An item moves step by step: plan, progress, done, verify, close. The state before a "
            "step follows from the updates before it; those of one day count in the order of "
            "their file names. If the event did happen, a step in between is missing or a date "
            "is wrong.",
        ),
    ),
    error(
        "TB602",
        title=("没有通过验收就销号", "Closed without verification"),
        message=(
            "{of} 还没有通过验收（现为 {before}），不能销号；此时可以登记：{allowed}；"
            "销号之前先要有 verify，result: pass",
            "{of} has not passed a verification (it is {before}), so it cannot be closed; "
            "allowed now: {allowed}. Before close comes verify with result: pass",
        ),
        about=(
            "销号是说问题已经解决，并且由责任岗位以外的岗位验收过。先登记 done（完成，附佐证），"
            "再登记 verify（验收，写明验收岗位和佐证），然后才能 close（销号）。"
            "重新整改以后要重新验收。",
            "Closing says that the problem is solved and that another post has checked it. "
            "Record done with its evidence, then verify with verifier and evidence, then close. "
            "After a reopen the item is verified anew.",
        ),
    ),
    error(
        "TB603",
        title=("事项缺少必填内容", "Event that lacks a field"),
        message=(
            "登记 {event} 要写明 {field}；请补上一行“{name}: …”",
            "{event} must carry {field}; add a line “{name}: …”",
        ),
        about=(
            "延期要有新期限和理由，验收要有验收岗位和结论，接受要有截止日期和理由，"
            "重新整改、不予立项、取消以及验收不通过都要有理由。",
            "An extension needs its new date and a reason, a verification its verifier and "
            "result, an acceptance its last day and a reason; reopen, dismiss, cancel and a "
            "failed verification need a reason.",
        ),
    ),
    error(
        "TB604",
        title=("没有佐证", "No evidence on file"),
        message=(
            "{of} 的 {event} 没有佐证；请在 evidence 里列出记录编号，或本记录的附件",
            "{event} of {of} has no evidence; list ids of records or attached files in evidence",
        ),
        about=(
            "完成、验收通过、销号都要有据可查：会议记录、制度文件、照片等。"
            "附件除了写在 attachments 里，还要写进 evidence。销号可以沿用之前进展里的佐证。",
            "Done, a passed verification and closing rest on something on file: minutes, a rule, "
            "a photograph. An attachment counts when evidence names it too. Closing may rest on "
            "the evidence of an earlier update.",
        ),
    ),
    error(
        "TB605",
        title=("自己验收自己", "Verified by its own owner"),
        message=(
            "验收岗位“{verifier}”就是 {of} 的责任岗位；请由另一个岗位验收",
            "the verifier “{verifier}” is the post responsible for {of}; let another post verify",
        ),
        about=(
            "谁负责整改，谁就不能验收，否则验收没有意义。",
            "Who is responsible for an item cannot be the one to confirm that it is solved.",
        ),
    ),
    error(
        "TB606",
        title=("办理的人自己验收", "Verified by who did it"),
        message=(
            "验收岗位“{verifier}”就是办理岗位（见 {other}）；请由另一个岗位验收",
            "the verifier “{verifier}” is the post that reported it done (see {other}); let "
            "another post verify",
        ),
        about=(
            "登记完成时写明了办理岗位（by）。办理的岗位不能再来验收。",
            "The update that reported the item done names the post that did it (by). That post "
            "cannot verify it.",
        ),
    ),
    error(
        "TB607",
        title=("问题和措施的事项不同", "Event of another kind of item"),
        message=(
            "{of} 是{kind}，没有 {event} 这个事项；现为 {before}，可以登记：{allowed}",
            "{of} is of the kind “{kind}”, which has no event {event}; it is {before}, so "
            "allowed are: {allowed}",
        ),
        about=(
            "措施只有推进、延期、完成、取消；制定措施、验收、销号、重新整改、接受、不予立项是问题的事项。"
            "请检查 of 写的编号。",
            "A measure has progress, extend, done and cancel. Plan, verify, close, reopen, "
            "accept and dismiss happen to risks. Check the id in of.",
        ),
    ),
    error(
        "TB608",
        title=("进展早于问题", "Update before its item"),
        message=(
            "进展的日期 {date} 早于 {of} 的日期 {found}；请检查两个日期",
            "the update's date {date} is before that of {of}, {found}; check both dates",
        ),
        about=(
            "问题发现之前不会有它的进展，措施提出之前也一样。这条进展不计入状态。",
            "Nothing happens to an item before it exists. Such an update does not count.",
        ),
    ),
    error(
        "TB609",
        title=("延期没有往后延", "Extension that does not extend"),
        message=(
            "{of} 的新期限 {new_due} 不晚于现在的期限 {due}；请检查日期",
            "the new due date {new_due} of {of} is not later than the one in force, {due}; "
            "check the date",
        ),
        about=(
            "延期是把期限往后移。期限从问题或措施的 due 开始，每延一次，以新的为准。",
            "An extension moves the due date later. It begins as the item's due; each extension "
            "puts a new one in force.",
        ),
    ),
    error(
        "TB610",
        title=("日期已经过去", "Day that had passed already"),
        message=(
            "{field} 的日期 {value} 早于登记日期 {date}；请检查两个日期",
            "{field} is {value}, before the update's own date {date}; check both dates",
        ),
        about=(
            "新期限、接受的截止日期都是对以后的约定，不会早于登记的那一天。",
            "A new due date, or the day until which a risk is accepted, lies ahead of the day on "
            "which it was set.",
        ),
    ),
    error(
        "TB611",
        title=("拿自己作佐证", "Item as its own evidence"),
        message=(
            "{of} 不能作它自己的佐证；请写会议、材料等其他记录的编号，或附件",
            "{of} is no evidence of what was done about it; name another record or an attached "
            "file",
        ),
        about=(
            "佐证要能说明做了什么，问题或措施本身说明不了。",
            "Evidence shows what was done; the item itself does not.",
        ),
    ),
    warning(
        "TB620",
        title=("逾期", "Past due"),
        message=(
            "{of} 应在 {due} 前完成，已逾期 {days} 天；请登记进展，或登记 extend 写明新期限和理由",
            "{of} was due on {due} (days late: {days}); record what was done, or extend it with "
            "a new date and a reason",
        ),
        about=(
            "期限当天不算逾期，第二天开始算。延期要有理由，次数会显示在台账里。",
            "The due day itself is not late, the next one is. An extension needs a reason, and "
            "the register shows how many there were.",
        ),
    ),
    warning(
        "TB621",
        title=("接受已到期", "Acceptance that has run out"),
        message=(
            "{of} 只接受到 {until}；请登记 reopen 继续整改，写明理由",
            "{of} was accepted only until {until}; reopen it, with a reason",
        ),
        about=(
            "接受是暂时的：问题没有解决，只是说明到某一天之前先这样。到期要重新研究。",
            "Acceptance is for a time: the problem is not solved. When the day has passed, it is "
            "looked at again.",
        ),
    ),
    warning(
        "TB622",
        title=("停滞", "Stalled"),
        message=(
            "{of} 还没有解决，却整整一个学期没有进展（最近一次：{last}）；"
            "请登记进展，哪怕只是说明原因",
            "{of} is unresolved, but nothing was recorded in a whole period (last: {last}); "
            "record what happened, or why nothing did",
        ),
        about=(
            "没有解决的问题，每个学期至少要有一条进展。没有进展的会标上“停滞”。",
            "An unresolved item has at least one update in each period; one without is marked "
            "as stalled.",
        ),
    ),
    warning(
        "TB623",
        title=("当天发现当天销号", "Closed on the day it was found"),
        message=(
            "{of} 在发现当天（{date}）就销号了；请核对日期，确属立行立改的可以不改",
            "{of} was closed on the very day it was found ({date}); check the dates, and leave "
            "them if it was indeed solved at once",
        ),
        about=(
            "一天之内发现、整改、验收、销号很少见，多半是补登记时日期写成了同一天。",
            "To find, solve, verify and close within a day is rare; more often the dates were "
            "filled in later, all alike.",
        ),
    ),
    warning(
        "TB624",
        title=("延期超过两次", "Extended more than twice"),
        message=(
            "{of} 已延期 {count} 次，现在的期限是 {due}；请研究期限或措施是否合适",
            "{of} has been extended {count} times and is now due on {due}; consider whether date "
            "and measures are realistic",
        ),
        about=(
            "一再延期说明期限定得不实，或措施不管用，检查时会被问到。",
            "Repeated extensions mean that the date was not realistic or the measures do not "
            "work; an inspector will ask.",
        ),
    ),
    warning(
        "TB625",
        title=("累计数变小了", "Total that goes down"),
        message=(
            "{of} 的 done_number 是 {number}，比之前的 {before} 还小；这里写累计数，不是本次数",
            "done_number of {of} is {number}, less than the {before} before; write the total so "
            "far, not the latest addition",
        ),
        about=(
            "done_number 是到这一天为止一共完成了多少，只会不变或变大。",
            "done_number is all that was done up to that day, so it never goes down.",
        ),
    ),
    warning(
        "TB626",
        title=("超过目标", "More than the target"),
        message=(
            "{of} 的 done_number 是 {number}，超过目标 {target}；请核对是不是写错了",
            "done_number of {of} is {number}, above its target {target}; check it",
        ),
        about=(
            "超额完成可以保留，但多半是数字写错了，或把别的次数也算了进来。",
            "A target can be exceeded, but more often a number is mistyped or counts something "
            "else too.",
        ),
    ),
    warning(
        "TB627",
        title=("原问题还没有销号", "Recurrence of what was not closed"),
        message=(
            "发现 {of} 时（{date}），{other} 的状态是 {state}，还没有销号；"
            "同一个问题请在 {other} 下登记进展",
            "when {of} was found ({date}), {other} was {state}, not closed; if it is the same "
            "problem, record an update of {other} instead",
        ),
        about=(
            "复发是指问题销号以后又出现。原来的还没有销号，就是同一个问题，分成两项会重复统计。",
            "A problem recurs after it was closed. While the earlier one is not closed it is the "
            "same problem, and two items would count it twice.",
        ),
    ),
    warning(
        "TB628",
        title=("复发自更晚的问题", "Recurrence of a later risk"),
        message=(
            "{of} 写的是复发自 {other}，但后者 {date} 才发现；请检查 recurrence_of 和日期",
            "{of} recurs from {other}, which was found only on {date}; check recurrence_of and "
            "the dates",
        ),
        about=(
            "复发自的问题应当更早发现。多半是两项写反了。",
            "The problem that recurs was found earlier. Most likely the two were swapped.",
        ),
    ),
    warning(
        "TB629",
        title=("不起作用的字段", "Field without effect"),
        message=(
            "{field} 对 {event} 不起作用；请改事项，或删掉这一行",
            "{field} has no effect with {event}; change the event or remove the line",
        ),
        about=(
            "新期限只用于延期，截止日期只用于接受，结论只用于验收，完成数只用于措施。"
            "写在别处不会生效，容易让人误以为已经登记。",
            "new_due belongs to extend, until to accept, result to verify, done_number to "
            "measures. Elsewhere they change nothing, though it may look as if they did.",
        ),
    ),
    warning(
        "TB630",
        title=("没有达到目标就完成", "Done below the target"),
        message=(
            "{of} 登记为完成，但目标是 {target}，累计只有 {number}；请补上 done_number，或继续推进",
            "{of} is done, but its total is {number} of {target}; add done_number, or go on with "
            "progress",
        ),
        about=(
            "措施定了数量目标，完成时累计数应当达到目标。",
            "A measure with a number for a target has reached it when it is done.",
        ),
    ),
    warning(
        "TB631",
        title=("问题都已了结，措施还没完", "Measure left over"),
        message=(
            "{of} 针对的问题（{risks}）都已销号或不予立项，最后一项在 {date}；"
            "措施却还没有完成，请登记 done 或 cancel",
            "every risk of {of} has ended ({risks}, the last on {date}), but the measure is not "
            "finished; record done or cancel",
        ),
        about=(
            "一项措施针对的问题全部销号或不予立项时，措施应当已经完成，不再需要的要取消并写明理由。"
            "还有一项没有了结的，不提醒。",
            "When all risks of a measure are closed or dismissed, the measure is done; one that is "
            "no longer needed is cancelled with a reason. While one risk is left, nothing is said.",
        ),
    ),
    warning(
        "TB632",
        title=("限期整改没有期限", "Deadline without a day"),
        message=(
            "{of} 的整改方式是 {mode}，却没有期限；请加上 due",
            "the mode of {of} is {mode}, but it has no due date; add due",
        ),
        about=(
            "没有期限就不会显示逾期，限期整改就落了空。",
            "Without a due date nothing is ever overdue.",
        ),
    ),
    warning(
        "TB633",
        title=("佐证晚于事项", "Evidence from later"),
        message=(
            "佐证 {other} 的日期是 {date}，晚于这条进展；请检查日期，或换一条佐证",
            "the evidence {other} is dated {date}, after this update; check the dates, or name "
            "other evidence",
        ),
        about=(
            "登记时应当已经有佐证。晚于事项的佐证，多半是日期写错或编号写错。",
            "Evidence is there when an event is recorded. If it is later, a date or an id is "
            "probably wrong.",
        ),
    ),
)
