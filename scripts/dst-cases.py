"""Expected instants of weekly local times, from the zone database through Python's zoneinfo.

    python3 scripts/dst-cases.py > test/fixtures/digest/dst-cases.json

Shares no code with src/digest: a local time is found by walking through UTC minute by minute and
reading the local clock, so that what the clocks skip or repeat is seen and not computed.
"""

import datetime as dt
import json
import pathlib
import zoneinfo

# zone, local date, local time, why
CASES = [
    ("Europe/Berlin", "2026-03-23", "09:00", "before the spring change"),
    ("Europe/Berlin", "2026-03-30", "09:00", "after the spring change"),
    ("Europe/Berlin", "2026-03-29", "02:30", "skipped"),
    ("Europe/Berlin", "2026-03-29", "02:00", "skipped, first minute"),
    ("Europe/Berlin", "2026-03-29", "03:00", "first minute after the skip"),
    ("Europe/Berlin", "2026-10-25", "02:30", "twice"),
    ("Europe/Berlin", "2026-10-25", "03:00", "once again"),
    ("Europe/Berlin", "2026-10-26", "09:00", "after the autumn change"),
    ("Europe/London", "2026-03-29", "01:30", "skipped"),
    ("Europe/London", "2026-10-25", "01:30", "twice"),
    ("Europe/Dublin", "2026-03-29", "01:15", "skipped; winter is the exception there"),
    ("Europe/Dublin", "2026-10-25", "01:15", "twice; winter is the exception there"),
    ("America/New_York", "2026-03-08", "02:30", "skipped"),
    ("America/New_York", "2026-11-01", "01:30", "twice"),
    ("America/Los_Angeles", "2026-11-01", "01:00", "twice, first minute"),
    ("America/St_Johns", "2026-03-08", "02:30", "skipped, zone at half past"),
    ("America/St_Johns", "2026-11-01", "01:45", "twice, zone at half past"),
    ("America/Havana", "2026-03-08", "00:30", "skipped at midnight"),
    ("America/Havana", "2026-11-01", "00:30", "twice at midnight"),
    ("America/Santiago", "2026-04-04", "23:30", "twice, southern"),
    ("America/Santiago", "2026-09-06", "00:30", "skipped at midnight, southern"),
    ("Africa/Cairo", "2026-04-24", "00:15", "skipped at midnight"),
    ("Africa/Casablanca", "2026-02-15", "02:30", "twice, for Ramadan"),
    ("Africa/Casablanca", "2026-03-22", "02:30", "skipped, after Ramadan"),
    ("Asia/Beirut", "2026-03-29", "00:00", "midnight itself is skipped"),
    ("Australia/Sydney", "2026-04-05", "02:30", "twice, southern"),
    ("Australia/Sydney", "2026-10-04", "02:30", "skipped, southern"),
    ("Australia/Adelaide", "2026-04-05", "02:45", "twice, southern, zone at half past"),
    ("Australia/Adelaide", "2026-10-04", "02:15", "skipped, southern, zone at half past"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "twice, clocks move by half an hour"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "skipped, clocks move by half an hour"),
    ("Australia/Lord_Howe", "2026-10-04", "02:30", "first minute after half an hour's skip"),
    ("Pacific/Auckland", "2026-04-05", "02:30", "twice, southern"),
    ("Pacific/Auckland", "2026-09-27", "02:30", "skipped, southern"),
    ("Pacific/Chatham", "2026-04-05", "03:00", "twice, zone at a quarter to"),
    ("Pacific/Chatham", "2026-09-27", "03:00", "skipped, zone at a quarter to"),
    ("Asia/Kolkata", "2026-03-29", "02:30", "no change, zone at half past"),
    ("Asia/Kathmandu", "2026-06-01", "09:00", "no change, zone at a quarter to"),
    ("Asia/Tokyo", "2026-03-30", "09:00", "no change"),
    ("Pacific/Apia", "2011-12-30", "09:00", "a day that never was"),
    ("Pacific/Kiritimati", "2026-01-05", "00:00", "fourteen hours ahead"),
    ("Etc/GMT+12", "2026-01-05", "23:59", "twelve hours behind"),
    ("Europe/Berlin", "2027-01-01", "09:00", "a date in the last ISO week of the year before"),
    ("Europe/Berlin", "2024-12-30", "09:00", "a date in the first ISO week of the year after"),
]


def first_instant(zone: str, date: str, time: str) -> dt.datetime:
    """The first UTC minute at which the local clock shows this time or, if none does, any later one."""
    info = zoneinfo.ZoneInfo(zone)
    wanted = dt.datetime.fromisoformat(f"{date}T{time}")
    minute = (wanted - dt.timedelta(hours=30)).replace(tzinfo=dt.timezone.utc)
    minutes = [minute + dt.timedelta(minutes=n) for n in range(60 * 60)]
    shown = [(m, m.astimezone(info).replace(tzinfo=None)) for m in minutes]
    exact = [m for m, local in shown if local == wanted]
    return exact[0] if exact else next(m for m, local in shown if local > wanted)


def main() -> None:
    rows = []
    for zone, date, time, why in CASES:
        at = first_instant(zone, date, time)
        year, week, weekday = dt.date.fromisoformat(date).isocalendar()
        rows.append(
            {
                "timeZone": zone,
                "date": date,
                "weekday": weekday,
                "time": time,
                "why": why,
                "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "week": f"{year}-W{week:02}",
            }
        )
    release = pathlib.Path("/usr/share/zoneinfo/tzdata.zi").read_text().splitlines()[0]
    source = f"python3 scripts/dst-cases.py; zoneinfo over {release.removeprefix('# ')}"
    lines = ",\n".join("    " + json.dumps(row) for row in rows)
    print(f'{{\n  "source": {json.dumps(source)},\n  "cases": [\n{lines}\n  ]\n}}')


if __name__ == "__main__":
    main()
