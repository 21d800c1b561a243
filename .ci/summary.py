#!/usr/bin/env python3
"""Prints the closing line from the checks' verdicts and the TRX files of the tests: summary.py CHECKS [TRX]..."""
import collections
import pathlib
import sys
import xml.etree.ElementTree as ET

checks, *results = map(pathlib.Path, sys.argv[1:])
count = collections.Counter(checks.read_text().split() if checks.exists() else [])
tests = 0
for path in filter(pathlib.Path.exists, results):
    counters = ET.parse(path).find(".//{*}Counters")
    total, executed, passed = (int(counters.get(name)) for name in ("total", "executed", "passed"))
    tests += total
    # A skipped test is in `total` alone; whatever ran and did not pass has failed, a time-out or an abort too.
    count.update(passed=passed, failed=executed - passed, skipped=total - executed)
print(f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
sys.exit(count["failed"] > 0 or tests == 0)
