"""The hall in figures for Prometheus, read off the published state when somebody asks; no persons."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from hall.voices import Told

if TYPE_CHECKING:
    from hall.api.house import House

_BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Figures:
    """What happened since the hall started, counted by kind, and the sizes of the ledger's commits."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self._registry = CollectorRegistry()
        self._batches = Histogram(
            "jiaohao_commit_facts", "Facts in one commit", buckets=_BATCHES, registry=self._registry
        )

    def count(self, kinds: Sequence[str]) -> None:
        """One commit became durable, with facts of these kinds."""
        self._kinds.update(kinds)
        self._batches.observe(len(kinds))

    def text(self, house: "House") -> tuple[bytes, str]:
        """The page and its content type."""
        now = CollectorRegistry()
        now.register(_Now([*_counted(self._kinds), *_of_the_day(house)]))
        return generate_latest(self._registry) + generate_latest(now), CONTENT_TYPE_PLAIN_0_0_4


def voices_of(house: "House") -> tuple[Told, ...]:
    """What is known of the hall's loudspeakers now."""
    zones = [zone.id for zone in house.state.definition.zones]
    return house.voices.now(house.now(), zones, lambda box: _is_there(house, box))


def _is_there(house: "House", box: str) -> bool:
    """Whether a box listens to the hall; of one that needs no token, on the hall's own machine, that is not known."""
    tokens = house.trust.tokens.of_name(box) if house.trust is not None else []
    return not tokens or any(house.feed.is_heard_by(each.id) for each in tokens)


class _Now(Collector):
    """Figures that were read off just now."""

    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _counted(kinds: Counter[str]) -> Iterable[Metric]:
    facts = CounterMetricFamily("jiaohao_facts", "Facts since the hall started", labels=["kind"])
    for kind, count in sorted(kinds.items()):
        facts.add_metric([kind], count)
    yield facts
    yield CounterMetricFamily("jiaohao_calls", "Calls since the hall started", value=kinds["ticket_called"])
    yield CounterMetricFamily(
        "jiaohao_tickets", "Tickets since the hall started", value=kinds["ticket_issued"]
    )


def _of_the_day(house: "House") -> Iterable[Metric]:
    state = house.state
    issued = GaugeMetricFamily("jiaohao_issued_today", "Tickets issued today", labels=["service"])
    waiting = GaugeMetricFamily("jiaohao_waiting", "Tickets that wait", labels=["service"])
    windows = GaugeMetricFamily("jiaohao_windows", "Windows by state", labels=["state"])
    for service in state.index.services:
        issued.add_metric([service], state.issued.get(service, 0))
        waiting.add_metric([service], state.waiting.count(service))
    for name, count in sorted(Counter(each.state for each in state.windows.values()).items()):
        windows.add_metric([name], count)
    yield from (issued, waiting, windows)
    yield GaugeMetricFamily("jiaohao_streams", "Streams that are open", value=house.feed.readers)
    yield GaugeMetricFamily(
        "jiaohao_stale", "1 while the ledger cannot be written", value=house.desk.is_stale
    )
    yield GaugeMetricFamily("jiaohao_seq", "The last fact published", value=state.seq)
    yield GaugeMetricFamily("jiaohao_troubles", "Parts of boxes that do not work", value=len(state.troubles))
    yield GaugeMetricFamily("jiaohao_disk_free_mb", "Space left at the ledger", value=house.disk_free_mb())
    yield from _to_be_said(house)


def _to_be_said(house: "House") -> Iterable[Metric]:
    """The queue of each loudspeaker, in every zone that hears it."""
    labels = ["zone", "box", "speaker"]
    waiting = GaugeMetricFamily("jiaohao_speech_waiting", "Calls that wait to be said", labels=labels)
    oldest = GaugeMetricFamily(
        "jiaohao_speech_oldest_seconds", "How long the first of them has waited", labels=labels
    )
    for told in voices_of(house):
        for zone in told.queue.zones:
            waiting.add_metric([zone, told.box, told.queue.name], told.queue.waiting)
            oldest.add_metric([zone, told.box, told.queue.name], told.queue.oldest_s)
    yield from (waiting, oldest)
