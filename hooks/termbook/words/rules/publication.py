"""TB8: rules about approval and publication."""

from __future__ import annotations

from typing import Final

from termbook.words.rules.rule import Rule, error

RULES: Final[tuple[Rule, ...]] = (
    error(
        "TB801",
        title=("审定信息不全", "Approval that is not complete"),
        message=(
            "状态是已审定（approved），却没有写 {field}；请补上，或把 status 改回 review",
            "the status is approved, but {field} is missing; add it, or set status back to review",
        ),
        about=(
            "已审定的记录要写明由哪个岗位（approved_by）、哪一天（approved_on）审定。",
            "An approved record names the post that approved it (approved_by) and the day "
            "(approved_on).",
        ),
    ),
    error(
        "TB802",
        title=("审定岗位无权审定", "Post whose approval does not count"),
        message=(
            "“{post}”不在 archive.yml 的 approvers 里，不能审定；请改 approved_by，"
            "或把这个岗位加进 approvers",
            "“{post}” is not among the approvers in archive.yml; change approved_by, or add the "
            "post to approvers",
        ),
        about=(
            "谁可以审定由 archive.yml 的 approvers 规定，改动它要经过审核。",
            "approvers in archive.yml says whose approval counts; a change of it is reviewed too.",
        ),
    ),
    error(
        "TB810",
        title=("还有没填的地方", "A gap is still open"),
        message=(
            "状态是 {status}，这里却还没有填：{gap}；请写好并去掉【】，或把 status 改回 draft",
            "the status is {status}, but a gap is still open here: {gap}; write it and remove the "
            "【】, or set status back to draft",
        ),
        about=(
            "起草的报告里，要由人来写的地方标着【待填写：……】。送审以前要全部写好；"
            "用不着的，把标记连同括号一起删掉。",
            "A drafted report marks with 【To fill in: …】 what a person must write. All of it is "
            "written before the report goes to review; what is not needed is removed with its "
            "brackets.",
        ),
    ),
)
