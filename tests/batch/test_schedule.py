"""A week of five entries on a simulated clock, with holidays and the change of the clocks; missed runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.archive import Archive
from generator.batch.rota import Entry, Rota, read_rota
from generator.batch.schedule import Clock, Due, Keeper
from generator.errors import FactsError, UsageError

COMMON = {"input": "sheets", "out": "out/{date}"}


def entry(name: str, cron: str, zone: str, calendar: str | None = None, **more: object) -> Entry:
    return Entry.model_validate({"name": name, "cron": cron, "zone": zone, "calendar": calendar, **COMMON, **more})


FIVE = Rota(
    entries=(
        entry("new-york", "30 9 * * 1-5", "America/New_York", "XNYS"),
        entry("london", "0 8 * * 1-5", "Europe/London", "XLON"),
        entry("tokyo", "30 15 * * *", "Asia/Tokyo", "XTKS"),
        entry("night-ny", "30 1 * * *", "America/New_York"),
        entry("night-london", "30 1 * * *", "Europe/London"),
    )
)
SPRING = """
03-28 01:30 night-london +00, 03-28 05:30 night-ny -04,
03-29 01:00 night-london +01, 03-29 05:30 night-ny -04,
03-30 00:30 night-london +01, 03-30 05:30 night-ny -04, 03-30 06:30 tokyo +09, 03-30 07:00 london +01,
03-30 13:30 new-york -04,
03-31 00:30 night-london +01, 03-31 05:30 night-ny -04, 03-31 06:30 tokyo +09, 03-31 07:00 london +01,
03-31 13:30 new-york -04,
04-01 00:30 night-london +01, 04-01 05:30 night-ny -04, 04-01 06:30 tokyo +09, 04-01 07:00 london +01,
04-01 13:30 new-york -04,
04-02 00:30 night-london +01, 04-02 05:30 night-ny -04, 04-02 06:30 tokyo +09, 04-02 07:00 london +01,
04-02 13:30 new-york -04,
04-03 00:30 night-london +01, 04-03 05:30 night-ny -04, 04-03 06:30 tokyo +09
"""
"""March 28 to April 3, 2026, in UTC: London's clocks go forward on the 29th, at 1 a.m.; Good Friday is the 3rd."""
AUTUMN = """
10-31 01:30 night-london +00, 10-31 05:30 night-ny -04,
11-01 01:30 night-london +00, 11-01 05:30 night-ny -04,
11-02 01:30 night-london +00, 11-02 06:30 night-ny -05, 11-02 06:30 tokyo +09, 11-02 08:00 london +00,
11-02 14:30 new-york -05,
11-03 01:30 night-london +00, 11-03 06:30 night-ny -05, 11-03 08:00 london +00, 11-03 14:30 new-york -05,
11-04 01:30 night-london +00, 11-04 06:30 night-ny -05, 11-04 06:30 tokyo +09, 11-04 08:00 london +00,
11-04 14:30 new-york -05,
11-05 01:30 night-london +00, 11-05 06:30 night-ny -05, 11-05 06:30 tokyo +09, 11-05 08:00 london +00,
11-05 14:30 new-york -05,
11-06 01:30 night-london +00, 11-06 06:30 night-ny -05, 11-06 06:30 tokyo +09, 11-06 08:00 london +00,
11-06 14:30 new-york -05
"""
"""Oct. 31 to Nov. 6, 2026, in UTC: New York's clocks go back on the 1st, at 2 a.m.; the 3rd is a holiday in Tokyo."""


class Simulated:
    """A clock that only waiting moves."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.time, self.end = start, end

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float) -> bool:
        self.time += timedelta(seconds=max(seconds, 1.0))
        return self.time < self.end


class Kept:
    """A rota kept on an archive, with what was run."""

    def __init__(self, rota: Rota, place: Path) -> None:
        self.rota, self.place = rota, place
        self.ran: list[str] = []
        self.told: list[str] = []

    def run(self, due: Due) -> int:
        offset = f"{due.at:%z}"[:3]
        self.ran.append(f"{due.at.astimezone(UTC):%m-%d %H:%M} {due.entry.name} {offset}")
        return 0

    def keep(self, clock: Simulated, once: bool = False) -> list[str]:
        archive = Archive(str(self.place / "archive.db"), clock.now)
        self.ran = []
        try:
            keeper = Keeper("rota", self.rota, archive.ticks, Clock(clock.now, clock.wait), self.run, self.told.append)
            keeper.once() if once else keeper.keep()
        finally:
            archive.close()
        return self.ran


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}+00:00")


@pytest.mark.parametrize(("start", "wanted"), [("03-28", SPRING), ("10-31", AUTUMN)], ids=["spring", "autumn"])
def test_a_week(tmp_path: Path, start: str, wanted: str) -> None:
    begin = at(f"{start}T00:00")
    ran = Kept(FIVE, tmp_path).keep(Simulated(begin, begin + timedelta(days=7)))
    assert ran == sorted(ran)
    assert ran == sorted(part.strip() for part in wanted.replace("\n", " ").split(",") if part.strip())


def test_one_tick_for_ever_also_when_the_clock_is_set_back(tmp_path: Path) -> None:
    kept = Kept(Rota(entries=(entry("six", "0 */6 * * *", "UTC"),)), tmp_path)
    first = kept.keep(Simulated(at("05-04T01:00"), at("05-05T01:00")))
    assert len(first) == 4
    assert kept.keep(Simulated(at("05-04T01:00"), at("05-05T01:00"))) == []
    assert kept.keep(Simulated(at("05-05T01:00"), at("05-05T07:00"))) == ["05-05 06:00 six +00"]


def test_a_clock_set_back_while_it_runs(tmp_path: Path) -> None:
    clock = Simulated(at("05-04T05:59"), at("05-04T09:00"))
    kept = Kept(Rota(entries=(entry("six", "0 6 * * *", "UTC"),)), tmp_path)
    plain, back = clock.wait, []

    def wait(seconds: float) -> bool:
        going = plain(seconds)
        if clock.time >= at("05-04T06:30") and not back:
            back.append(clock.time)
            clock.time = at("05-04T05:50")
        return going

    clock.wait = wait  # type: ignore[method-assign]
    assert kept.keep(clock) == ["05-04 06:00 six +00"]
    assert back


@pytest.mark.parametrize(
    ("missed", "ran"),
    [("skip", []), ("once", ["05-06 06:00"]), ("all", ["05-04 12:00", "05-04 18:00", "05-05 00:00", "05-05 06:00",
      "05-05 12:00", "05-05 18:00", "05-06 00:00", "05-06 06:00"])],
)  # fmt: skip
def test_after_missed_times(tmp_path: Path, missed: str, ran: list[str]) -> None:
    kept = Kept(Rota(entries=(entry("six", "0 */6 * * *", "UTC", missed=missed),)), tmp_path)
    kept.keep(Simulated(at("05-04T05:00"), at("05-04T07:00")))
    assert [line[:11] for line in kept.keep(Simulated(at("05-06T07:00"), at("05-06T07:10")))] == ran
    again = kept.keep(Simulated(at("05-06T07:20"), at("05-06T07:30")))
    assert again == []


def test_once(tmp_path: Path) -> None:
    kept = Kept(Rota(entries=(entry("six", "0 */6 * * *", "UTC"),)), tmp_path)
    assert kept.keep(Simulated(at("05-04T05:00"), at("05-04T07:00")), once=True) == []
    assert kept.keep(Simulated(at("05-04T06:05"), at("05-04T07:00")), once=True) == ["05-04 06:00 six +00"]
    assert kept.keep(Simulated(at("05-04T06:06"), at("05-04T07:00")), once=True) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"zone": "Europe/Londn"}, r"rota.yaml:1: entries.0.zone: unknown time zone 'Europe/Londn'"),
        ({"cron": "61 * * * *"}, r"entries.0.cron: '61 \* \* \* \*' is not a cron expression"),
        ({"calendar": "XNYX"}, r"entries.0.calendar: no exchange calendar 'XNYX'"),
        ({"missed": "twice"}, r"entries.0.missed"),
        ({"rat": "1/min"}, r"entries.0.rat"),
        ({"rate": "many"}, r"entries.0.rate: 'many' is not a rate"),
    ],
)
def test_a_wrong_rota(tmp_path: Path, change: dict[str, str], said: str) -> None:
    import json

    path = tmp_path / "rota.yaml"
    whole = {"name": "a", "cron": "0 6 * * *", "zone": "UTC", **COMMON, **change}
    path.write_text(json.dumps({"entries": [whole]}))
    with pytest.raises(FactsError, match=said):
        read_rota(path)


def test_a_failed_batch_does_not_end_the_rota(tmp_path: Path) -> None:
    kept = Kept(Rota(entries=(entry("six", "0 */6 * * *", "UTC"),)), tmp_path)

    def run(due: Due) -> int:
        kept.ran.append("tried")
        raise UsageError("no input")

    kept.run = run  # type: ignore[method-assign]
    assert kept.keep(Simulated(at("05-04T05:00"), at("05-04T13:00"))) == ["tried", "tried"]
    assert "six: no input" in kept.told
