"""A Dask cluster as the executor that draws pages.

Pages go out as data, what they were drawn to comes back; records are read and files are written
here alone. Nothing depends on the cluster: what does not come back is drawn here. `distributed`
is loaded only where there is something to send.
"""

from __future__ import annotations

import logging
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from termbook.edges.engine import engine_digest

if TYPE_CHECKING:
    from distributed import Client, Future

_T = TypeVar("_T")

SCHEMES: Final = ("tcp", "tls")

_CONNECT: Final = 5.0
"""Seconds in which a scheduler, and then a worker, has to answer."""
_GLANCE: Final = 2.0
"""Seconds after which it is asked whether there still is a worker."""
_PATIENCE: Final = 60.0
"""Seconds without anything coming back, after which the cluster is given up."""
_UNDERWAY: Final = 64
"""Calls that are sent ahead: enough for as many threads, and what bounds the workers' memory."""
_RETRIES: Final = 2
"""How often a call that fails is made again. One whose worker dies is made again anyway."""


class NoClusterError(Exception):
    """No cluster can be used: `key` and `values` make the sentence that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class OtherEngineError(Exception):
    """A worker has other code, other packages or another Python than who sends it work."""


@contextmanager
def drawing_at(address: str, told: Callable[[str], None]) -> Iterator[Cluster | None]:
    """The cluster whose scheduler is at `address`; None where that is `""`.

    Raises NoClusterError where the address is none or `distributed` is not installed; for other
    reasons only once there is work for it. `told` hears the key of a sentence when the cluster is
    given up.
    """
    if not address:
        yield None
        return
    if not _is_address(address):
        raise NoClusterError("command.bad_scheduler", value=address)
    if find_spec("distributed") is None:
        raise NoClusterError("command.no_distributed")
    with Cluster(address, told) as cluster:
        yield cluster


class Cluster(Executor):
    """Calls made by the workers of a cluster. Of an executor it has what shards need: `map`."""

    def __init__(self, address: str, told: Callable[[str], None]) -> None:
        self._address = address
        self._told = told
        self._client: Client | None = None

    def map(
        self,
        fn: Callable[..., _T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[_T]:
        """What `fn` gives for each row of arguments, in order; rows are taken as room is made.

        Raises NoClusterError where nobody can be reached or somebody has another engine;
        BrokenExecutor when the cluster fails later on.
        """
        client = self._client = self._client or _connected(self._address)
        underway: deque[Future[_T]] = deque()
        try:
            for arguments in zip(*iterables, strict=True):
                if len(underway) == _UNDERWAY:
                    yield _result(client, underway.popleft())
                underway.append(_sent(client, fn, arguments))
            while underway:
                yield _result(client, underway.popleft())
        except BrokenExecutor as problem:
            self._told(str(problem))
            raise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster, which lets go of what it was given."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError):
                client.close(timeout=_CONNECT)


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        plain = f"{parts.scheme}://{parts.netloc}" == address
        return plain and parts.scheme in SCHEMES and bool(parts.hostname and parts.port)
    except ValueError:
        return False


def _connected(address: str) -> Client:
    from distributed import Client, Security  # noqa: PLC0415 - heavy, and not everybody has it

    for name in ("distributed", "distributed.client"):
        # what goes wrong is said by us, in one line
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        security = Security()  # as Dask's own settings say
        certified = security.get_connection_args("client").get("ssl_context") is not None
        if address.startswith("tls:") and not certified:
            raise NoClusterError("command.no_certificate", address=address)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ are refused below
            client = Client(address, timeout=_CONNECT, set_as_default=False, security=security)
    except (OSError, ValueError) as problem:
        raise NoClusterError("command.no_scheduler", address=address) from problem
    try:
        _refuse_others(client, address)
    except BaseException:
        with suppress(OSError):
            client.close(timeout=_CONNECT)
        raise
    return client


def _refuse_others(client: Client, address: str) -> None:
    """Makes sure that all have the same engine, or pages would not be the same bytes.

    The scheduler too: it takes every call apart to see what it depends on.
    """
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError as problem:
        raise NoClusterError("command.no_workers", address=address) from problem
    except OSError as problem:
        raise NoClusterError("command.no_scheduler", address=address) from problem
    try:
        # a machine that stands still answers nothing, but its connection holds
        answers = client.run(_engine, on_error="return", callback_timeout=_CONNECT)
        answers[address] = client.run_on_scheduler(_engine, callback_timeout=_CONNECT)
    except OSError as problem:
        raise NoClusterError("command.no_scheduler", address=address) from problem
    except (ImportError, AttributeError):
        answers = {address: ""}
    # who is gone meanwhile (OSError) draws nothing
    others = [
        who
        for who, answer in answers.items()
        if answer != engine_digest() and not isinstance(answer, OSError)
    ]
    if others:
        raise NoClusterError("command.other_engine", machines="、".join(sorted(others)))


def _engine() -> str:
    return engine_digest()


def _sent(client: Client, fn: Callable[..., _T], arguments: tuple[Any, ...]) -> Future[_T]:
    if client.status not in {"running", "connecting"}:
        raise BrokenExecutor("command.cluster_lost")
    # as bytes, since the scheduler would put all pages together only to take them apart again
    data = pickle.dumps((fn, arguments), pickle.HIGHEST_PROTOCOL)
    return client.submit(_call, engine_digest(), data, pure=False, retries=_RETRIES)


def _call(digest: str, data: bytes) -> Any:
    """Done by a worker, which may have joined after all others were asked for their engine."""
    if engine_digest() != digest:
        raise OtherEngineError
    function, arguments = pickle.loads(data)  # noqa: S301 - who reaches a worker may run anything
    return function(*arguments)


def _result(client: Client, future: Future[_T]) -> _T:
    """What a call gave. Raises BrokenExecutor where it failed, or nobody is there to make it."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            problem = future.exception(timeout=_GLANCE)
        except TimeoutError:
            if _is_deserted(client):
                break
            continue
        if problem is not None:
            raise BrokenExecutor("command.cluster_failed") from problem
        try:
            return future.result(timeout=_PATIENCE)
        except (CancelledError, OSError) as lost:
            raise BrokenExecutor("command.cluster_lost") from lost
    raise BrokenExecutor("command.cluster_lost")


def _is_deserted(client: Client) -> bool:
    """Whether the scheduler has no workers left: it would wait for new ones for ever."""
    scheduler = client.scheduler
    try:
        return scheduler is None or not client.sync(scheduler.ncores, callback_timeout=_GLANCE)
    except OSError:  # it does not answer now; a connection that is lost ends all calls
        return False
