"""Reads a calendar file as `icalendar` does and prints one line per event: uid, first day, day after, summary, alarm."""

import sys
from pathlib import Path

from icalendar import Calendar

calendar = Calendar.from_ical(Path(sys.argv[1]).read_bytes())
faults = [fault for part in calendar.walk() for fault in part.errors]
assert not faults, faults
for event in calendar.walk("VEVENT"):
    [alarm] = event.walk("VALARM")
    before = int(alarm["TRIGGER"].dt.total_seconds())
    print(event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"], before)
