"""Words of the drafted half-year report: what the records say, in the form an office writes it.

A clause holds one count, `{n}`, and `{note}`, the mark of the footnote with the records counted.
"""

from __future__ import annotations

from typing import Final

ROWS: Final[dict[str, tuple[str, str]]] = {
    # the command
    "draft.no_period": (
        "没有“{period}”这个学期；现有：{allowed}",
        "there is no period “{period}”; there are: {allowed}",
    ),
    "draft.bad_day": (
        "{period} 的报告日期只能在 {first} 到 {last} 之间，{day} 不行；请用 --on 另写一天",
        "a report on {period} is dated between {first} and {last}, not {day}; name another day "
        "with --on",
    ),
    "draft.stopped": (
        "记录里有错误，没有起草；请按下面的提示改正后再试。",
        "There are errors in the records, nothing was drafted; mend these and try again.",
    ),
    # gaps: what a person must write
    "draft.gap_name": ("待填写", "To fill in"),
    "draft.gap": ("【{name}：{what}】", "【{name}: {what}】"),
    "draft.gap.overview": ("上级要求和总体情况", "what was asked for, and the overall picture"),
    "draft.gap.duties": ("落实责任的具体做法", "how responsibility was put into practice"),
    "draft.gap.meetings": ("会议的主要内容和部署", "what the meetings were about and arranged"),
    "draft.gap.study": ("学习教育的主要内容和成效", "what was studied, and to what effect"),
    "draft.gap.study_missing": (
        "没有完成计划的原因",
        "why the plan was not met",
    ),
    "draft.gap.channels": ("宣传阵地管理的具体做法", "how the channels were looked after"),
    "draft.gap.risks": ("对以上问题的总体分析", "what these items show as a whole"),
    "draft.gap.late": ("逾期、停滞的原因", "why items are overdue or stalled"),
    "draft.gap.uncovered": ("对这些问题的打算", "what is intended for these items"),
    "draft.gap.plans": ("其他工作打算", "what else is intended"),
    # marks
    "draft.comma": ("，", ", "),
    "draft.pause": ("、", ", "),
    "draft.semicolon": ("；", "; "),
    "draft.colon": ("：", ":"),
    "draft.stop": ("。", "."),
    "draft.space": ("", " "),
    "draft.brackets": ("（{text}）", " ({text})"),
    "draft.day": ("{year}年{month}月{day}日", "{year}-{month:02}-{day:02}"),
    "draft.share": ("{link}（{n}）", "{link} ({n})"),
    # the frame
    "draft.title": ("{period}工作报告", "{period}: work report"),
    "draft.opening": (
        "现将{period}（{first}至{last}）的工作情况报告如下，各项数据截至{day}。",
        "This is the report on {period} ({first} to {last}). All figures are as of {day}.",
    ),
    "draft.work": ("一、{period}工作开展情况", "1. Work done in {period}"),
    "draft.duties": ("（一）组织领导和职责分工", "(1) Leadership and duties"),
    "draft.meetings": ("（二）会议", "(2) Meetings"),
    "draft.study": ("（三）学习教育", "(3) Study and education"),
    "draft.materials": ("（四）学习材料", "(4) Study materials"),
    "draft.channels": ("（五）宣传阵地", "(5) Channels"),
    "draft.risks": ("二、存在的问题和隐患", "2. Problems and risks"),
    "draft.found": ("（一）本学期发现的问题", "(1) Found in this period"),
    "draft.carried_in": ("（二）上期结转的问题", "(2) Carried in"),
    "draft.returned": ("（三）了结后重新整改的问题", "(3) Taken up again"),
    "draft.progress": ("三、整改进展", "3. Progress of rectification"),
    "draft.next": ("四、下一步措施", "4. Next measures"),
    # duties, meetings
    "draft.duties_set": (
        "明确职责分工{n}项{note}",
        "{n} duty{note} was set|{n} duties{note} were set",
    ),
    "draft.meetings_held": (
        "召开会议{n}次{note}",
        "{n} meeting{note} was held|{n} meetings{note} were held",
    ),
    "draft.resolutions": (
        "形成决议事项{n}项{note}",
        "{n} resolution{note} was passed|{n} resolutions{note} were passed",
    ),
    "draft.meeting_materials": (
        "会上学习材料{n}份{note}",
        "{n} material{note} was studied there|{n} materials{note} were studied there",
    ),
    # study
    "draft.plans_made": (
        "制定学习教育计划{n}份{note}",
        "{n} study plan{note} was made|{n} study plans{note} were made",
    ),
    "draft.sessions_planned": (
        "计划开展学习教育{n}次{note}",
        "{n} session{note} was planned|{n} sessions{note} were planned",
    ),
    "draft.sessions_held": (
        "开展学习教育{n}次{note}",
        "{n} session{note} was held|{n} sessions{note} were held",
    ),
    "draft.sessions_held_of_planned": (
        "实际开展{n}次{note}",
        "{n} session{note} was held|{n} sessions{note} were held",
    ),
    "draft.of_these": ("其中", "of these "),
    "draft.of_form": ("{form}{n}次{note}", "{form}: {n}{note}"),
    "draft.total": ("合计", "Total"),
    "draft.sessions_missing": ("没有完成计划的有", "Short of the plan: "),
    "draft.short": ("{form}（差{n}次{note}）", "{form} ({n} short{note})"),
    # materials, channels
    "draft.materials_kept": (
        "登记学习材料{n}份{note}",
        "{n} material{note} was recorded|{n} materials{note} were recorded",
    ),
    "draft.of_type": ("{type}{n}份{note}", "{type}: {n}{note}"),
    "draft.channels_in_use": (
        "在用的宣传阵地{n}个{note}",
        "{n} channel{note} is in use|{n} channels{note} are in use",
    ),
    "draft.channels_approved": (
        "其中写明审核岗位的{n}个{note}",
        "{n} of them{note} with an approver",
    ),
    "draft.channels_reviewed": (
        "本学期核查{n}个{note}",
        "{n} channel{note} was reviewed in the period|{n} channels{note} were reviewed in the period",
    ),
    "draft.channels_closed": (
        "本学期停用{n}个{note}",
        "{n} channel{note} was closed in the period|{n} channels{note} were closed in the period",
    ),
    # risks
    "draft.risks_found": (
        "本学期发现问题{n}项{note}",
        "{n} item{note} was found in this period|{n} items{note} were found in this period",
    ),
    "draft.risks_carried_in": (
        "上期结转问题{n}项{note}",
        "{n} item{note} was carried in|{n} items{note} were carried in",
    ),
    "draft.risks_returned": (
        "以前学期已经了结、本学期重新整改的{n}项{note}",
        "{n} item{note} that had ended was taken up again|"
        "{n} items{note} that had ended were taken up again",
    ),
    "draft.risks_in_all": ("共{n}项{note}", "{n}{note} in all"),
    "draft.counted": ("{label}{n}项{note}", "{label}: {n}{note}"),
    "draft.as_of": ("截至{day}，", "As of {day}: "),
    "draft.rate_counted": (
        "应销号{n}项{note}",
        "{n} item{note} counts|{n} items{note} count",
    ),
    "draft.rate_apart": ("不计{list}", "without {list}"),
    "draft.rate_closed": ("已销号{n}项{note}", "{n}{note} closed"),
    "draft.rate": (
        "整改完成率{closed}/{counted}（{percent}%）",
        "completion rate {closed}/{counted} ({percent}%)",
    ),
    "draft.no_rate": (
        "没有计入完成率的问题",
        "No item counts towards a completion rate",
    ),
    "draft.this_period": ("本学期", "In this period: "),
    "draft.event.close": ("销号", "closed"),
    "draft.event.dismiss": ("不予立项", "dismissed"),
    "draft.event.reopen": ("重新整改", "reopened"),
    "draft.event.extend": ("延期", "extended"),
    # measures
    "draft.measures_made": (
        "本学期制定措施{n}项{note}",
        "{n} measure{note} was decided in this period|"
        "{n} measures{note} were decided in this period",
    ),
    "draft.measures_carried_in": (
        "上期结转措施{n}项{note}",
        "{n} measure{note} was carried in|{n} measures{note} were carried in",
    ),
    "draft.measures_open": (
        "尚未完成的措施{n}项{note}，责任岗位和期限如下",
        "{n} measure{note} is not finished; owner and due date|"
        "{n} measures{note} are not finished; owners and due dates",
    ),
    "draft.no_due": ("未定", "not set"),
    "draft.uncovered": (
        "待整改和整改中的问题里，没有在办措施的{n}项{note}",
        "{n} item{note} still to be mended has no open measure|"
        "{n} items{note} still to be mended have no open measure",
    ),
    # where there is nothing: this audience may not see all that there is
    "draft.none.duties": ("没有可列入本报告的职责分工", "There are no duties to list here"),
    "draft.none.meetings": ("没有可列入本报告的会议", "There are no meetings to list here"),
    "draft.none.study": ("没有可列入本报告的学习活动", "There are no study sessions to list here"),
    "draft.none.materials": ("没有可列入本报告的学习材料", "There are no materials to list here"),
    "draft.none.channels": (
        "没有可列入本报告的在用阵地",
        "There are no channels in use to list here",
    ),
    "draft.none.found": ("没有可列入本报告的新发现问题", "There are no new items to list here"),
    "draft.none.carried_in": (
        "没有可列入本报告的上期结转问题",
        "There are no items carried in to list here",
    ),
    "draft.none.progress": ("没有可列入本报告的整改事项", "There are no items to report on here"),
    "draft.none.measures": (
        "没有可列入本报告的未完成措施",
        "There are no unfinished measures to list here",
    ),
}
