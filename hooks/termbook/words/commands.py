"""Words of the command line."""

from __future__ import annotations

from typing import Final

ROWS: Final[dict[str, tuple[str, str]]] = {
    "report.see": ("（见 {page}）", " (see {page})"),
    "report.clean": ("检查完成：没有问题，共 {n} 条记录。", "Checked: no findings, {n} records."),
    "report.summary": (
        "检查完成：{errors} 个错误，{warnings} 个提醒，共 {n} 条记录。",
        "Checked, records: {n}, errors: {errors}, warnings: {warnings}.",
    ),
    "report.stopped": (
        "有错误，网站没有生成；请按上面的提示改正后再试。",
        "There are errors; the site was not built. Mend them and try again.",
    ),
    "command.no_records": (
        "找不到记录文件夹：{path}；请用 --records 指明",
        "there is no records folder {path}; name it with --records",
    ),
    "command.bad_day": (
        "“{value}”不是日期；请写成 2020-12-31 这样",
        "“{value}” is not a date; write it like 2020-12-31",
    ),
    "command.bad_audience": (
        "没有“{value}”这个公开范围；可用：{allowed}",
        "there is no audience “{value}”; there are: {allowed}",
    ),
    "command.no_config": (
        "找不到 mkdocs.yml；请在项目文件夹里运行，或用 --config 指明",
        "there is no mkdocs.yml; run in the project's folder, or name it with --config",
    ),
    "command.out_is_not_ours": (
        "{path} 里有别的文件，没有覆盖；请换一个空文件夹",
        "{path} holds other files and was left alone; name an empty folder",
    ),
    "command.not_written": (
        "写不进 {path}：{reason}；请检查文件夹的权限和磁盘空间",
        "{path} cannot be written: {reason}; check the folder's permissions and the disk's space",
    ),
    "command.written": ("已生成 {n} 个页面：{path}", "{n} pages written to {path}"),
    "command.no_rule": ("没有规则 {rule}", "there is no rule {rule}"),
}
