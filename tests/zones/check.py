#!/usr/bin/env python3
"""Asks Python what a time on the wall means, around every change of every zone's clocks from 1970 to 2037.

The third implementation beside jiff (which the program uses) and chrono-tz (which its tests ask). Python reads the
tables of the system, or those of the package `tzdata` where PYTHONTZPATH is empty. Where its tables are older than the
program's, zones differ; `CHANGED` names them and the years, and any other difference fails. Part of `make soak`.

    tests/zones/check.py            builds the example of the domain that lists the times, and compares
"""
import datetime
import importlib.metadata
import subprocess
import sys
import zoneinfo
from collections import Counter

HALF_HOUR = datetime.timedelta(minutes=30)
EPOCH = datetime.datetime(1970, 1, 1)

# The years in which tables from 2025b to 2026f and the program's (2026e) differ: what was found out about the past, and
# what was decided since. EET and WET are zones of their own in Debian's tables. Cuba is new in 2026f.
CHANGED = {
    (1970, 1975): "America/Ensenada America/Santa_Isabel America/Tijuana Mexico/BajaNorte",
    (1975, 1980): "EET",
    (1976, 1996): "WET",
    (1979, 1979): "Asia/Tehran Iran",
    (1992, 1993): "America/Bogota",
    (2022, 2037): "Europe/Chisinau Europe/Tiraspol",
    (2023, 2024): "America/Godthab America/Nuuk",
    (2026, 2037): "Africa/Casablanca Africa/El_Aaiun America/Edmonton America/Havana America/Inuvik America/Rainy_River "
    "America/Vancouver America/Winnipeg America/Yellowknife Canada/Central Canada/Mountain Canada/Pacific Cuba",
}

# More than these and the comparison says little: tables without some old names are no fault of the program's.
MOST_UNKNOWN = 5


def is_known(zone, year):
    return any(first <= year <= last and zone in zones.split() for (first, last), zones in CHANGED.items())


def instants(zone, first, count):
    """The instants of times on the wall half an hour apart: forward out of a gap, the first of an overlap (PEP 495)."""
    wall = EPOCH + datetime.timedelta(seconds=first)
    for _ in range(count):
        yield int(wall.replace(tzinfo=zone, fold=0).timestamp())
        wall += HALF_HOUR


def tables():
    try:
        return f"tzdata {importlib.metadata.version('tzdata')}" if not zoneinfo.TZPATH else "the system's tables"
    except importlib.metadata.PackageNotFoundError:
        return "the system's tables"


def main():
    command = ["cargo", "run", "-q", "--locked", "-p", "mainstay-domain", "--example", "civil_times"]
    listed = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    times, changes, zones, unknown, differ = 0, 0, set(), set(), Counter()
    for line in listed.stdout:
        name, first, *ours = line.split()
        try:
            zone = zoneinfo.ZoneInfo(name)
        except zoneinfo.ZoneInfoNotFoundError:
            unknown.add(name)
            continue
        zones.add(name)
        changes += 1
        times += len(ours)
        theirs = instants(zone, int(first), len(ours))
        begin = EPOCH + datetime.timedelta(seconds=int(first))
        for n, (our, their) in enumerate(zip(ours, theirs)):
            if int(our) != their:
                differ[name, (begin + n * HALF_HOUR).year] += 1
    if listed.wait() != 0:
        return "the times could not be listed"
    news = sorted(one for one in differ if not is_known(*one))
    print(f"{times} times on the wall, {changes} changes, {len(zones)} zones, {tables()}: {sum(differ.values())} differ")
    print(f"  in {len({zone for zone, _ in differ})} zones; that nobody knew: {news or 'none'}")
    print(f"  not known to Python: {' '.join(sorted(unknown)) or 'none'}")
    return "a difference that nobody knows" if news or len(unknown) > MOST_UNKNOWN or times < 3_000_000 else 0


if __name__ == "__main__":
    sys.exit(main())
