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
    "command.bad_scheduler": (
        "“{value}”不是调度器的地址；请写成 tcp://主机:端口 或 tls://主机:端口",
        "“{value}” is not a scheduler's address; write it as tcp://host:port or tls://host:port",
    ),
    "command.no_distributed": (
        "用集群画页面还要装 distributed；请运行 python3 scripts/prepare.py dev",
        "drawing on a cluster needs distributed; run python3 scripts/prepare.py dev",
    ),
    "command.no_scheduler": (
        "{address} 没有调度器应答；请检查它是否在运行、网络是否通、证书是否对",
        "no scheduler answers at {address}; see that it runs, can be reached, and knows the certificate",
    ),
    "command.no_certificate": (
        "连接 {address} 要有证书；请按管理指南设好 DASK_DISTRIBUTED__COMM__TLS__ 开头的变量",
        "{address} needs a certificate; set DASK_DISTRIBUTED__COMM__TLS__… as the guide says",
    ),
    "command.no_workers": (
        "{address} 还没有工作进程；请先启动 dask worker",
        "the scheduler at {address} has no workers; start dask worker first",
    ),
    "command.other_engine": (
        "{machines} 上的 Termbook、Python 或所装的包与本机不同；请都装成同一版，再重新启动",
        "{machines}: Termbook, Python or packages differ from those here; install the same and start again",
    ),
    "command.cluster_lost": (
        "集群不再应答，余下的页面在本机画，结果一样",
        "the cluster no longer answers; the remaining pages are drawn here, to the same bytes",
    ),
    "command.cluster_failed": (
        "集群没能画出一部分页面，余下的在本机画，结果一样；原因见工作进程的日志",
        "the cluster failed at some pages; the rest is drawn here, to the same bytes; see the workers' logs",
    ),
    "command.written": ("已生成 {n} 个页面：{path}", "{n} pages written to {path}"),
    "command.not_cleared": (
        "{path} 删不掉：{reason}；请检查权限，再运行一次",
        "{path} cannot be removed: {reason}; check its permissions and try again",
    ),
    "cache.off": (
        "没有使用留存的内容（TERMBOOK_STORE 是 off，或 mkdocs.yml 里 store: off）",
        "nothing is kept: TERMBOOK_STORE is off, or store is in mkdocs.yml",
    ),
    "cache.where": ("留存的内容在：{path}", "kept in {path}"),
    "cache.part.archives": (
        "  读过的记录、画好的页面和检索：{n} 份，{size} MB",
        "  records read, pages drawn, search: {n}, {size} MB",
    ),
    "cache.part.frames": ("  页面的框架：{n} 份，{size} MB", "  frames of pages: {n}, {size} MB"),
    "cache.part.sites": (
        "  各个网站文件夹的情况：{n} 份，{size} MB",
        "  notes on the sites written: {n}, {size} MB",
    ),
    "cache.total": ("共 {size} MB，上限 {limit} MB", "{size} MB in all, of at most {limit} MB"),
    "cache.cleared": ("已清空 {path}，共 {size} MB", "cleared {path}: {size} MB"),
    "cache.nothing": ("{path} 里没有留存的内容", "nothing is kept in {path}"),
    "cache.left": (
        "{path} 里还有 {n} 项不是 Termbook 写的，没有动：{names}",
        "{path} holds {n} more that Termbook did not write, left alone: {names}",
    ),
    "command.no_rule": ("没有规则 {rule}", "there is no rule {rule}"),
}
