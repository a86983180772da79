"""The life of a risk as the contract tells it, written out plainly, and records that follow it."""

from __future__ import annotations

from termbook.archive.life import Life, measure_life, risk_life
from termbook.model.record import Record, Value
from tests.archive.shelf import day, update

# The contract's table, written out: event and result -> state before -> state after.
RISK_MOVES = {
    "plan": {"open": "planned", "planned": "planned", "in_progress": "in_progress"},
    "progress": {"open": "in_progress", "planned": "in_progress", "in_progress": "in_progress"},
    "extend": {
        "open": "open",
        "planned": "planned",
        "in_progress": "in_progress",
        "awaiting_verification": "awaiting_verification",
    },
    "done": {
        "open": "awaiting_verification",
        "planned": "awaiting_verification",
        "in_progress": "awaiting_verification",
    },
    "verify pass": {"awaiting_verification": "verified"},
    "verify fail": {"awaiting_verification": "in_progress"},
    "close": {"verified": "closed"},
    "reopen": {
        "closed": "in_progress",
        "verified": "in_progress",
        "accepted": "in_progress",
        "dismissed": "in_progress",
    },
    "accept": {"open": "accepted", "planned": "accepted", "in_progress": "accepted"},
    "dismiss": {"open": "dismissed", "planned": "dismissed"},
    "cancel": {},
}
MEASURE_MOVES = {
    "plan": {},
    "progress": {"open": "in_progress", "in_progress": "in_progress", "done": "in_progress"},
    "extend": {"open": "open", "in_progress": "in_progress"},
    "done": {"open": "done", "in_progress": "done"},
    "verify pass": {},
    "verify fail": {},
    "close": {},
    "reopen": {},
    "accept": {},
    "dismiss": {},
    "cancel": {"open": "cancelled", "in_progress": "cancelled"},
}
MOVES: dict[str, dict[str, dict[str, str]]] = {"risk": RISK_MOVES, "measure": MEASURE_MOVES}

# How each state is reached.
RISK_WAYS: dict[str, list[str]] = {
    "open": [],
    "planned": ["plan"],
    "in_progress": ["progress"],
    "awaiting_verification": ["done"],
    "verified": ["done", "verify pass"],
    "closed": ["done", "verify pass", "close"],
    "accepted": ["accept"],
    "dismissed": ["dismiss"],
}
MEASURE_WAYS: dict[str, list[str]] = {
    "open": [],
    "in_progress": ["progress"],
    "done": ["done"],
    "cancelled": ["cancel"],
}
IDS = {"risk": "R-2020-01", "measure": "M-2020-01"}

CARRIED: dict[str, dict[str, Value]] = {
    "extend": {"new_due": day("2022-12-31"), "reason": "等待经费"},
    "done": {"evidence": ("2020-h1/meetings/会议",)},
    "verify pass": {"result": "pass", "verifier": "分管负责人", "evidence": ("x",)},
    "verify fail": {"result": "fail", "verifier": "分管负责人", "reason": "制度没有公布"},
    "reopen": {"reason": "又出现"},
    "accept": {"until": day("2022-06-30"), "reason": "条件不具备"},
    "dismiss": {"reason": "不属实"},
    "cancel": {"reason": "不再需要"},
}


def happened(event: str, on: str, kind: str = "risk", name: str = "") -> Record:
    """An update that carries all that `event` must."""
    fields = CARRIED.get(event, {})
    return update(event.partition(" ")[0], on, of=IDS[kind], name=name, **fields)


def alive(item: Record, *updates: Record, on: str = "2020-12-31", stalled_since: str = "") -> Life:
    """The life of `item` with these updates as of `on`."""
    if item.kind == "measure":
        return measure_life(item, updates, on=day(on))
    since = day(stalled_since) if stalled_since else None
    return risk_life(item, updates, on=day(on), stalled_since=since)
