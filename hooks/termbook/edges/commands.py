"""The `termbook` command: check, build, records, and what explains them.

Colours, printing and exit codes live here; the rest of the product never prints. Exit codes:
0 all right, 1 errors in the records, 2 the command could not run.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from termbook import __version__
from termbook.diagnostics import Diagnostic
from termbook.edges import report
from termbook.edges.checked import Checked, check_records
from termbook.edges.folder import institution_of, read_lines
from termbook.edges.out import OutIsNotOurs, fault_of, replaced
from termbook.edges.settings import (
    BadAudienceError,
    BadDayError,
    Settings,
    settings_for,
    stated_in,
)
from termbook.words import Words
from termbook.words.rules import RULES

if TYPE_CHECKING:
    from termbook.edges.prepared import Prepared

CONFIG = "mkdocs.yml"
EXIT_ERRORS = 1
EXIT_COULD_NOT_RUN = 2
F = TypeVar("F", bound=Callable[..., Any])


def _options(function: F) -> F:
    """The options that every command on an archive takes."""
    for option in (
        click.option(
            "--audience", default="", metavar="A", help="看给谁的内容 / for which audience."
        ),
        click.option(
            "--on", default="", metavar="DAY", help="截至哪一天，如 2020-12-31 / as of which day."
        ),
        click.option(
            "--records",
            type=click.Path(path_type=Path),
            default=None,
            metavar="DIR",
            help="记录文件夹，默认是 mkdocs.yml 旁边的 records / the records folder.",
        ),
    ):
        function = option(function)
    return function


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context) -> None:
    """Termbook 学期档案：检查记录、生成网站 / check records, build the archive."""
    # what a command makes lives until its end; looking for garbage meanwhile costs a tenth of it
    gc.disable()
    context.call_on_close(gc.enable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a console of another language shows \u4e2d rather than nothing at all
            stream.reconfigure(errors="backslashreplace")


@main.command()
@_options
@click.option("--strict", is_flag=True, help="提醒也算错误 / warnings count as errors.")
def check(records: Path | None, on: str, audience: str, strict: bool) -> None:
    """检查全部记录 / check all records."""
    settings = _settings(records, on, audience)
    # which findings an audience may see is known of loaded records only
    checked = _check(settings, whole=bool(audience))
    words = checked.words
    found = checked.prepared().found_for(audience) if audience else checked.found
    prefix = report.prefix_of(settings.records, Path.cwd())
    terminal = _is_terminal()
    lines: list[str] = []
    report.write(
        found,
        words=words,
        prefix=prefix,
        out=lines.append,
        lines_of=(lambda path: read_lines(settings.records, path)) if terminal else None,
    )
    if lines:
        click.echo("\n".join(map(_coloured, lines) if terminal else lines))
    errors, warnings = report.counts(found)
    count = checked.count
    if found:
        click.echo(words("report.summary", errors=errors, warnings=warnings, n=count), err=True)
    else:
        click.echo(words("report.clean", n=count), err=True)
    if errors or (strict and warnings):
        raise SystemExit(EXIT_ERRORS)


@main.command()
@_options
def records(records: Path | None, on: str, audience: str) -> None:
    """把全部记录输出为 JSON / print the archive as JSON."""
    from termbook.exports.document import document  # noqa: PLC0415 - check starts faster without

    settings = _settings(records, on, audience)
    prepared = _prepare(settings)
    data = json.dumps(document(prepared.archive), ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(data.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
    _stop_on_errors(prepared.found_for(audience), prepared.words, settings, stopped=False)


@main.command()
@click.argument("period")
@_options
def draft(period: str, records: Path | None, on: str, audience: str) -> None:
    """起草一个学期的工作报告 / draft the work report of a PERIOD, such as 2020-h2."""
    from termbook.edges.drafting import (  # noqa: PLC0415 - check starts faster without
        DayOutsideError,
        NoPeriodError,
        apart_from,
        drafted,
    )

    settings = _settings(records, on, audience)
    prepared = apart_from(_prepare(settings), 1)
    try:
        text = drafted(prepared, period, day_is_stated=bool(on))
    except NoPeriodError as problem:
        _fail("draft.no_period", period=period, allowed="、".join(problem.allowed))
    except DayOutsideError as problem:
        _fail(
            "draft.bad_day",
            period=period,
            day=problem.day,
            first=problem.first,
            last=problem.last,
        )
    if any(report.severity(found) == "error" for found in prepared.found_for(audience)):
        click.echo(prepared.words("draft.stopped"), err=True)
        _stop_on_errors(prepared.found_for(audience), prepared.words, settings, stopped=False)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


@main.command()
@_options
@click.option("--out", type=click.Path(path_type=Path), default=None, metavar="DIR", help="site/")
@click.option("--config", type=click.Path(path_type=Path), default=None, metavar="FILE")
@click.option("--strict", is_flag=True, help="提醒也算错误 / warnings count as errors.")
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="由 Dask 集群画页面，如 tcp://host:8786 / a cluster draws the pages.",
)
def build(
    *,
    records: Path | None,
    on: str,
    audience: str,
    out: Path | None,
    config: Path | None,
    strict: bool,
    scheduler: str,
) -> None:
    """检查记录并生成网站 / check the records and build the site."""
    from termbook.edges.cluster import NoClusterError, drawing_at  # noqa: PLC0415 - as below
    from termbook.edges.site import (  # noqa: PLC0415 - heavy
        FrameFailedError,
        build_site,
        drawn_by_mkdocs,
    )

    found_config = _config(config)
    settings = _settings(records, on, audience, found_config)
    target = (out or found_config.parent / "site").resolve()

    def checked() -> Checked:
        found = _check(settings)
        # which warnings an audience may see is known of loaded records only
        seen = found.prepared().found_for(audience) if strict and audience else found.found
        _stop_on_errors(seen, found.words, settings, stopped=True, strict=strict)
        return found

    try:
        with (
            TemporaryDirectory(prefix="termbook-") as spare,
            drawing_at(scheduler or settings.scheduler, _tell) as cluster,
            drawn_by_mkdocs(settings, found_config, Path(spare), strict=strict) as frames,
        ):
            count = build_site(checked, frames, target, settings.store, executor=cluster)
    except FrameFailedError:
        raise SystemExit(EXIT_COULD_NOT_RUN) from None
    except NoClusterError as problem:
        _fail(problem.key, **problem.values)
    except OutIsNotOurs as problem:
        _fail("command.out_is_not_ours", path=problem)
    except OSError as problem:
        _fail("command.not_written", **fault_of(problem, target))
    click.echo(Words()("command.written", n=count, path=target / "index.html"))


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@_options
def pages(out: Path, records: Path | None, on: str, audience: str) -> None:
    """把整个档案写成普通 Markdown / write the archive as ordinary Markdown into OUT."""
    from termbook.edges.tree import write_markdown  # noqa: PLC0415 - check starts faster without

    settings = _settings(records, on, audience)
    prepared = _prepare(settings)
    _stop_on_errors(prepared.found_for(audience), prepared.words, settings, stopped=True)
    try:
        with replaced(out.resolve()) as folder:
            count = write_markdown(prepared, folder)
    except OutIsNotOurs as problem:
        _fail("command.out_is_not_ours", path=problem)
    except OSError as problem:
        _fail("command.not_written", **fault_of(problem, out))
    click.echo(prepared.words("command.written", n=count, path=out))


@main.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--records",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="记录文件夹，默认是 mkdocs.yml 旁边的 records / the records folder.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="PATH",
    help="几个文件同号时，改哪一个 / which file, where several share OLD.",
)
@click.option(
    "--references",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="几个文件同号时，链接也要改的文件，可多次用 / files whose links change too.",
)
def renumber(
    old: str, new: str, records: Path | None, file: Path | None, references: tuple[Path, ...]
) -> None:
    """给一条记录换编号，所有链接一起改 / give the record OLD the id NEW, wherever it is named."""
    from termbook.edges import renumber as renumbering  # noqa: PLC0415 - check starts faster

    settings = _settings(records, "", "")
    here = Path.cwd()
    try:
        made, words = renumbering.renumber(
            settings.records, old, new, file=file, including=references, here=here
        )
    except NotADirectoryError as problem:
        _fail("command.no_records", path=problem)
    except renumbering.RefusedRenumberingError as refused:
        click.echo(refused, err=True)
        raise SystemExit(EXIT_COULD_NOT_RUN) from None
    prefix = report.prefix_of(settings.records, here)
    for line in renumbering.told(made, words, old, new, prefix):
        click.echo(line)


@main.command()
@click.argument("rule")
@click.option("--language", type=click.Choice(["zh-Hans", "en"]), default="zh-Hans")
def explain(rule: str, language: str) -> None:
    """说明一条检查规则 / explain a rule, such as TB204."""
    words = Words(language)
    known = RULES.get(rule.upper())
    if known is None:
        _fail("command.no_rule", rule=rule)
    title = words(f"rule.{known.id}.title")
    click.echo(f"{known.id} {words(f'severity.{known.severity}')}: {title}\n")
    click.echo(words(f"rule.{known.id}.about"))


@main.command()
@click.option("--clear", is_flag=True, help="清空 / remove all of it.")
@click.option("--config", type=click.Path(path_type=Path), default=None, metavar="FILE")
def cache(*, clear: bool, config: Path | None) -> None:
    """两次运行之间留存的内容在哪里、有多大 / what is kept between runs."""
    from termbook.edges.store_report import cleared, described  # noqa: PLC0415

    settings = _settings(None, "", "", _config(config) if config else None)
    words = Words(institution_of(settings.records).language)
    try:
        lines = (cleared if clear else described)(settings.store, words)
    except OSError as problem:
        _fail("command.not_cleared", path=problem.filename, reason=problem.strerror)
    for line in lines:
        click.echo(line)


def _stop_on_errors(
    found: Sequence[Diagnostic],
    words: Words,
    settings: Settings,
    *,
    stopped: bool,
    strict: bool = False,
) -> None:
    counted = [one for one in found if strict or report.severity(one) == "error"]
    if not counted:
        return
    prefix = report.prefix_of(settings.records, Path.cwd())
    report.write(counted, words=words, prefix=prefix, out=lambda line: click.echo(line, err=True))
    if stopped:
        click.echo(words("report.stopped"), err=True)
    raise SystemExit(EXIT_ERRORS)


def _prepare(settings: Settings) -> Prepared:
    return _check(settings, whole=True).prepared()


def _check(settings: Settings, *, whole: bool = False) -> Checked:
    try:
        return check_records(settings, whole=whole)
    except NotADirectoryError as problem:
        _fail("command.no_records", path=problem)
    except BadDayError as problem:
        _fail("command.bad_day", value=problem)
    except BadAudienceError as problem:
        _fail("command.bad_audience", value=problem.value, allowed="、".join(problem.allowed))


def _settings(records: Path | None, on: str, audience: str, config: Path | None = None) -> Settings:
    """What the options say, and mkdocs.yml where they are silent."""
    config = config or _config(None, needed=False)
    stated = settings_for(config.parent, stated_in(config))
    return Settings(
        records=records.resolve() if records else stated.records,
        on=on or stated.on,
        audience=audience or stated.audience,
        store=stated.store,
        scheduler=stated.scheduler,
    )


def _config(stated: Path | None, *, needed: bool = True) -> Path:
    """mkdocs.yml: the one named, else that of this folder or the nearest above."""
    if stated is not None:
        if stated.is_file():
            return stated.resolve()
        _fail("command.no_config")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder / CONFIG
    if needed:
        _fail("command.no_config")
    return here / CONFIG


def _fail(key: str, **values: object) -> NoReturn:
    click.echo(Words()(key, **values), err=True)
    raise SystemExit(EXIT_COULD_NOT_RUN)


def _tell(key: str) -> None:
    click.echo(Words()(key), err=True)


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _coloured(line: str) -> str:
    for weight, colour in (("error", "red"), ("warning", "yellow")):
        line = line.replace(
            f": {weight} TB", f": {click.style(weight, fg=colour, bold=True)} TB", 1
        )
    return line


if __name__ == "__main__":
    main()
