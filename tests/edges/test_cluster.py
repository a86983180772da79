"""A cluster of real processes on this machine: the same bytes, whoever dies meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.generate import generate
from termbook.edges import cluster
from termbook.edges.cluster import NoClusterError, drawing_at

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / "hooks"
LOST = "集群不再应答，余下的页面在本机画，结果一样\n"

# What a process of the cluster loads at its start, so that it dies at a moment that is known.
DYING_WORKER = """
import os, signal
from distributed.diagnostics.plugin import WorkerPlugin

class Dies(WorkerPlugin):
    begun = 0

    def transition(self, key, start, finish, **kwargs):
        self.begun += finish == "executing"
        if self.begun == 2:
            os.kill(os.getpid(), signal.SIGKILL)

async def dask_setup(worker):
    await worker.plugin_add(Dies())
"""
DYING_SCHEDULER = """
import os, signal
from distributed.diagnostics.plugin import SchedulerPlugin

class Dies(SchedulerPlugin):
    done = 0

    def transition(self, key, start, finish, *args, **kwargs):
        self.done += finish == "memory"
        if self.done == 4:
            os.kill(os.getpid(), signal.SIGKILL)

def dask_setup(scheduler):
    scheduler.add_plugin(Dies())
"""


class Processes:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []

    def scheduler(self, *, preload: str = "") -> tuple[subprocess.Popen[str], str]:
        """The process, and its address once it listens."""
        process = self._start("scheduler", ["--port", "0"], preload)
        return process, self._said(process, "Scheduler at:").split()[-1]

    def workers(
        self, scheduler: str, *preloads: str, hooks: tuple[Path, ...] = (HOOKS, HOOKS)
    ) -> list[subprocess.Popen[str]]:
        """Two processes, once the scheduler knows them; for each, what it loads at its start."""
        options = [scheduler, "--no-nanny", "--nthreads", "1"]
        options += ["--local-directory", str(self.folder)]
        found = [
            self._start("worker", options, preload, path)
            for preload, path in zip(preloads or ("", ""), hooks, strict=True)
        ]
        for process in found:
            self._said(process, "Registered to:")
        return found

    def _start(
        self, what: str, options: list[str], preload: str, hooks: Path = HOOKS
    ) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        # without a dashboard a port for its metrics is opened all the same
        command += ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        if preload:
            file = self.folder / f"preload_{len(self.started)}.py"
            file.write_text(preload)
            command += ["--preload", str(file)]
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(hooks)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    @staticmethod
    def _said(process: subprocess.Popen[str], sign: str) -> str:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if sign in line:
                return line
        pytest.fail(f"did not start: {''.join(said)}")

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    started = Processes(tmp_path)
    yield started
    started.end()


class Archive:
    """Some hundred records, and a store in which only what MkDocs drew is kept between builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._built = 0
        generate(folder / "records", records=300, periods=4)

    def build(self, *options: str, **environment: str) -> tuple[Path, int, str]:
        """The folder of a new site, how the build ended, and what it complained of."""
        for part in ("archives", "sites"):
            shutil.rmtree(self.folder / "store" / part, ignore_errors=True)
        self._built += 1
        out = self.folder / f"site-{self._built}"
        command = [sys.executable, "-m", "termbook.edges.commands", "build", "--out", str(out)]
        command += ["--records", str(self.folder / "records"), "--on", "2021-12-31", *options]
        told = {"PYTHONPATH": str(HOOKS), "TERMBOOK_STORE": str(self.folder / "store")}
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **told, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return out, done.returncode, done.stderr


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def alone(archive: Archive) -> dict[str, bytes]:
    """The site as this machine makes it without a cluster."""
    out, status, complaints = archive.build()
    assert (status, complaints) == (0, "")
    return contents(out)


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def differing(site: Path, other: dict[str, bytes]) -> list[str]:
    found = contents(site)
    return sorted(p for p in found.keys() | other.keys() if found.get(p) != other.get(p))


def test_one_of_two_workers_is_killed_half_way(
    archive: Archive, alone: dict[str, bytes], processes: Processes
) -> None:
    _, address = processes.scheduler()
    killed, other = processes.workers(address, DYING_WORKER, "")
    out, status, complaints = archive.build("--scheduler", address)
    assert (status, complaints) == (0, "")  # all that was sent came back
    assert killed.wait() == -signal.SIGKILL
    assert other.poll() is None
    assert differing(out, alone) == []


def test_all_workers_die_and_the_rest_is_drawn_here(
    archive: Archive, alone: dict[str, bytes], processes: Processes
) -> None:
    _, address = processes.scheduler()
    killed = processes.workers(address, DYING_WORKER, DYING_WORKER)
    out, status, complaints = archive.build(TERMBOOK_SCHEDULER=address)
    assert (status, complaints) == (0, LOST)
    assert [process.wait() for process in killed] == [-signal.SIGKILL] * 2
    assert differing(out, alone) == []


def test_the_scheduler_dies_and_the_rest_is_drawn_here(
    archive: Archive, alone: dict[str, bytes], processes: Processes
) -> None:
    killed, address = processes.scheduler(preload=DYING_SCHEDULER)
    processes.workers(address)
    out, status, complaints = archive.build("--scheduler", address)
    assert (status, complaints) == (0, LOST)
    assert killed.wait() == -signal.SIGKILL
    assert differing(out, alone) == []


def test_workers_with_other_code_are_refused(
    archive: Archive, processes: Processes, tmp_path: Path
) -> None:
    other = shutil.copytree(HOOKS, tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "termbook" / "__init__.py").open("a") as file:
        file.write("# changed\n")
    _, address = processes.scheduler()
    processes.workers(address, hooks=(HOOKS, other))
    out, status, complaints = archive.build("--scheduler", address)
    assert status == 2
    (line,) = complaints.splitlines()
    machine, _, sentence = line.partition(" ")
    assert machine.startswith("tcp://127.0.0.1:")
    assert machine != address
    assert sentence == "上的 Termbook、Python 或所装的包与本机不同；请都装成同一版，再重新启动"
    assert not out.exists()


def test_a_scheduler_without_workers(archive: Archive, processes: Processes) -> None:
    _, address = processes.scheduler()
    out, status, complaints = archive.build("--scheduler", address)
    assert status == 2
    assert complaints == f"{address} 还没有工作进程；请先启动 dask worker\n"
    assert not out.exists()


def test_an_address_where_nobody_listens(archive: Archive) -> None:
    out, status, complaints = archive.build("--scheduler", "tcp://127.0.0.1:9")
    assert status == 2
    assert complaints == (
        "tcp://127.0.0.1:9 没有调度器应答；请检查它是否在运行、网络是否通、证书是否对\n"
    )
    assert not out.exists()


def test_tls_without_a_certificate(archive: Archive) -> None:
    out, status, complaints = archive.build("--scheduler", "tls://127.0.0.1:9")
    assert status == 2
    assert complaints == (
        "连接 tls://127.0.0.1:9 要有证书；"
        "请按管理指南设好 DASK_DISTRIBUTED__COMM__TLS__ 开头的变量\n"
    )
    assert not out.exists()


@pytest.mark.parametrize(
    "address",
    ["localhost:8786", "http://host:8786", "tcp://host", "tcp://:8786", "tcp://host:x", "tcp://"],
)
def test_what_is_no_address_is_refused_before_anything_is_done(address: str) -> None:
    with pytest.raises(NoClusterError) as refused, drawing_at(address, print):
        pass
    assert refused.value.key == "command.bad_scheduler"
    assert refused.value.values == {"value": address}


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(NoClusterError) as refused, drawing_at("tcp://host:8786", print):
        pass
    assert refused.value.key == "command.no_distributed"


def test_nobody_is_asked_where_there_is_nothing_to_draw() -> None:
    with drawing_at("", print) as none, drawing_at("tcp://127.0.0.1:9", print) as unused:
        assert none is None
        assert unused is not None
    assert "distributed" not in sys.modules
