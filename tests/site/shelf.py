"""A small archive on disk, and the site built from it by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "archive.yml": """\
institution: 小城 <b>学校</b> & 分校
departments: [教务处, 办公室]
posts: [校长, 主任]
areas: [安全]
forms: [集体学习]
approvers: [校长]
""",
    "2020-h1/period.md": """\
---
title: 二〇二〇年上半年
start: 2020-01-01
end: 2020-06-30
---
说明。
""",
    "2020-h1/reports/总结.md": """\
---
title: 上半年总结 <script>alert(1)</script>
date: 2020-06-30
tags: [安全, "<img src=x onerror=alert(2)>"]
---
# 一、情况

本期发现 [[R-2020-01]]，见[记录](../meetings/例会.md)。<script>alert(3)</script>

## 二、图

![示意图](图 片.svg)
""",
    "2020-h1/reports/图 片.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "2020-h1/meetings/例会.md": """\
---
title: 例会
date: 2020-03-01
chair: 校长
department: 办公室
resolutions:
  - {no: 1, text: 检查门锁, owner: 主任, due: 2020-04-01}
---
会议记录。
""",
    "2020-h1/meetings/班子会.md": """\
---
title: 班子会绝密议题
date: 2020-03-02
access: leadership
---
只给班子看的正文，提到 [[R-2020-01]]。
""",
    "2020-h1/materials/公开信.md": """\
---
title: 给家长的公开信
date: 2020-03-03
type: document
access: public
---
公开的内容。
""",
    "2020-h1/risks/R-2020-01.md": """\
---
id: R-2020-01
title: 门锁损坏
date: 2020-02-01
source: self_inspection
area: 安全
owner: 主任
due: 2020-05-01
---
东门门锁损坏。
""",
    "2020-h1/updates/进展.md": """\
---
title: 已经报修
date: 2020-03-10
of: R-2020-01
event: progress
---
""",
}


def write(root: Path, **more: str) -> Path:
    """The small archive below `root`, with more files where they are given."""
    for name, text in {**FILES, **more}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


def build(records: Path, out: Path, *options: str, **environment: str) -> Path:
    """The site of `records`, built by the command in a process of its own."""
    command = [sys.executable, "-m", "termbook.edges.commands", "build"]
    command += ["--records", str(records), "--out", str(out), *options]
    paths = os.pathsep.join([str(ROOT / "hooks"), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
