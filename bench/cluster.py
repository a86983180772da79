"""What a cluster costs and could save: drawing beside sending, and builds with and without one.

    python -m bench.cluster RECORDS [--rounds 3]

The cluster is two worker processes of this machine. The first figures are seconds of one
processor, for all pages; builds are run in turn, with nothing kept but the frame, and their times
are told beside those of builds without a cluster.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from bench.contestants import DAY, OURS, REPOSITORY, environment
from bench.process import Cost, measure

sys.path.insert(0, str(REPOSITORY / "hooks"))

from distributed import LocalCluster

from termbook.edges.checked import check_records
from termbook.edges.settings import Settings
from termbook.edges.shards import SHARD, Shard, draw_shard
from termbook.pages.compose.everything import compose_overviews
from termbook.pages.compose.record_page import record_page
from termbook.pages.compose.site import Site

_A = TypeVar("_A")
_B = TypeVar("_B")

CONTESTANTS: Final = ("default", "cluster")


def steps(records: Path) -> Mapping[str, float]:
    """What is done with all pages on their way to workers and back, by name."""
    prepared = check_records(Settings(records=records, on=DAY), whole=True).prepared()
    site = Site(prepared.archive, prepared.words)
    pages = list(compose_overviews(site))
    pages += [record_page(site, r) for r in prepared.archive.records if r.kind != "period"]
    language = prepared.words.language
    shards = [
        Shard(tuple(pages[start : start + SHARD]), language)
        for start in range(0, len(pages), SHARD)
    ]
    found: dict[str, float] = {"pages": len(pages)}

    def timed(name: str, step: Callable[[_A], _B], things: Sequence[_A]) -> list[_B]:
        began = time.process_time()
        made = [step(thing) for thing in things]
        found[name] = time.process_time() - began
        return made

    packed = timed("packed here, s", pickle.dumps, shards)
    timed("unpacked by workers, s", pickle.loads, packed)
    drawn = timed("drawn, s", draw_shard, shards)
    back = timed("packed by workers, s", pickle.dumps, drawn)
    timed("unpacked here, s", pickle.loads, back)
    found["sent, MB"] = sum(map(len, packed)) / 1e6
    found["returned, MB"] = sum(map(len, back)) / 1e6
    return found


def builds(records: Path, rounds: int, work: Path) -> Mapping[str, list[Cost]]:
    """What each contestant's builds cost; of a cluster, only what the building process costs."""
    costs: dict[str, list[Cost]] = {name: [] for name in CONTESTANTS}
    store = work / "store"
    command = [*OURS, "build", "--records", str(records), "--on", DAY, "--out", str(work / "site")]
    told = {**environment(records, work), "TERMBOOK_STORE": str(store)}
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        options = {"default": [], "cluster": ["--scheduler", cluster.scheduler_address]}
        for number in range(rounds + 1):
            for name in CONTESTANTS:
                for part in (store / "archives", store / "sites", work / "site"):
                    shutil.rmtree(part, ignore_errors=True)
                cost = measure(
                    [*command, *options[name]],
                    cwd=REPOSITORY,
                    environment=told,
                    log=work / "log",
                )
                if number:  # the first draws the frame, and workers load what draws
                    costs[name].append(cost)
    return costs


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for name, value in steps(asked.records).items():
        print(f"{name:<24} {value:8.2f}")
    with TemporaryDirectory(prefix="termbook-bench-") as work:
        costs = builds(asked.records.resolve(), asked.rounds, Path(work))
    usual = costs["default"]
    for name, found in costs.items():
        wall = [mine.wall / other.wall for mine, other in zip(found, usual, strict=True)]
        print(
            f"build, {name:<17} {median(c.wall for c in found):8.2f} s "
            f"({median(wall):.2f} of default), processors here {median(c.cpu for c in found):.2f} s"
        )


if __name__ == "__main__":
    main()
