"""TB9: rules about what is missing or looks unfinished."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, warning

RULES: Final[tuple[Rule, ...]] = (
    warning(
        "TB901",
        title=("实到多于应到", "More present than expected"),
        message=(
            "实到 {present} 人，多于应到 {expected} 人；请核对人数",
            "{present} were present, more than the {expected} expected; check the numbers",
        ),
        about=(
            "应到人数包括所有该参加的人。列席人员请写在正文里。",
            "Expected are all who should attend; name guests in the text.",
        ),
    ),
    warning(
        "TB902",
        title=("学习活动没有材料", "Session without material"),
        message=(
            "没有写学了什么；请在 materials 里列出学习材料的编号",
            "the session names no material; list the ids of what was studied in materials",
        ),
        about=(
            "写明材料，才能统计哪个部门学过哪些必学内容。",
            "Only with materials can the site tell which department has studied what it must.",
        ),
    ),
    warning(
        "TB903",
        title=("没有完成学习计划", "Plan that was not met"),
        message=(
            "到学期结束（{end}），“{form}”计划 {target} 次，实际 {held} 次；"
            "请补上漏登的活动，或在工作报告里说明原因",
            "by the period's end ({end}), {held} of {target} planned sessions of the form “{form}” "
            "were held; add those that are missing, or give the reason in the report",
        ),
        about=(
            "次数按同一学期、同一形式的学习活动累计。写了 department 的计划只算本部门的活动，"
            "没写的算全部活动；范围和形式相同的几份计划，次数相加；被替代的计划不算。",
            "Sessions of the same period and form are added up. A plan with a department counts "
            "that department's sessions only, a plan without one counts all; targets of plans for "
            "the same form and the same departments add up; a superseded plan does not count.",
        ),
    ),
    warning(
        "TB904",
        title=("学期没有工作报告", "Period without a report"),
        message=(
            "学期 {period} 已在 {end} 结束，还没有工作报告；请在 {by} 前放进 {period}/reports/",
            "the period {period} ended on {end} and has no report; add one to {period}/reports/, "
            "dated {by} at the latest",
        ),
        about=(
            "每个学期要有一份工作报告。一份报告写明 covers，也可以管几个学期。",
            "Each period has a report. One report may serve several, if its covers says so.",
        ),
    ),
    warning(
        "TB905",
        title=("阵地没有审核岗位", "Channel without an approver"),
        message=(
            "没有写发布内容由谁审核；请加上 approver",
            "nobody is named who approves what is posted; add approver",
        ),
        about=(
            "账号和工作群发布内容要先审后发，要写明审核岗位。已停用的写上 closed_on 即可。",
            "What goes out on a channel is approved first, and the record says by which post. "
            "A channel that is no longer used gets closed_on instead.",
        ),
    ),
    warning(
        "TB906",
        title=("阵地一年没有核查", "Channel not reviewed within a year"),
        message=(
            "最近核查是 {date}，到 {on} 已超过一年；请核查，并在本学期新增一条记录写明日期",
            "last reviewed on {date}, more than a year before {on}; review it, and add a record "
            "of this period with the date",
        ),
        about=(
            "账号和工作群每年至少核查一次：还在用吗，谁在管，内容有没有问题。"
            "平台和名称相同的，以日期最晚的记录为准。",
            "Each channel is reviewed once a year at least: is it in use, who runs it, is its "
            "content in order. Of records with the same platform and title the latest counts.",
        ),
    ),
    warning(
        "TB907",
        title=("阵地从未核查", "Channel never reviewed"),
        message=(
            "没有写核查日期；请核查后加上 reviewed_on",
            "no day of review is given; review it and add reviewed_on",
        ),
        about=(
            "账号和工作群每年至少核查一次，写明最近一次的日期。",
            "Each channel is reviewed once a year at least; the record gives the latest day.",
        ),
    ),
    warning(
        "TB910",
        title=("草稿还有没填的地方", "A gap in a draft"),
        message=(
            "这里还没有填：{gap}；请写好并去掉【】，送审以前要全部写完",
            "a gap is open here: {gap}; write it and remove the 【】 before the report goes to "
            "review",
        ),
        about=(
            "起草的报告里，要由人来写的地方标着【待填写：……】。还是草稿时只提醒，"
            "送审或审定以后就是错误（TB810）。用不着的，把标记连同括号一起删掉。",
            "A drafted report marks with 【To fill in: …】 what a person must write. While it is a "
            "draft this is a reminder, in review or approved it is an error (TB810). What is not "
            "needed is removed with its brackets.",
        ),
    ),
)
