#!/usr/bin/env python3
"""Seconds from a container's start to its result, of one right submission of five cases of (50, 40): measure.py [RUNS]

With the service, and with the same harness and NumPy's asserts; `docker` runs gradcheck-gradescope, built before.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent
CLIENT = TESTS.parent.parent / "src/GradCheck.Api/Clients/gradcheck_client.py"
ASSIGNMENT = {
    "layer": "batchnorm", "file": "layers.py", "cases": [{"seed": seed, "n": 50, "d": 40} for seed in range(1, 6)],
    "rubric": [{"tensor": name, "points": 5} for name in ("dx", "dgamma", "dbeta")],
}


def seconds(folder, mounts, command):
    """Until the result was put in its place, by the clock of the machine that both share."""
    result = folder / "results" / "results.json"
    started = time.time()
    mounted = [option for source, target in mounts for option in ("-v", "%s:%s" % (source, target))]
    subprocess.run(["docker", "run", "--rm", "--network", "none", *mounted, "gradcheck-gradescope", *command], check=True)
    assert json.loads(result.read_text())["score"] == 15, result.read_text()
    return os.stat(result).st_mtime - started


def main(runs=9):
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        for name in ("submission", "results"):
            (folder / name).mkdir()
        (folder / "submission" / "layers.py").write_text((TESTS / "submissions" / "right.py").read_text())
        (folder / "assignment.json").write_text(json.dumps(ASSIGNMENT))
        shared = [(folder / "submission", "/autograder/submission"), (folder / "results", "/autograder/results")]
        ways = {
            "service": (shared + [(folder / "assignment.json", "/autograder/source/assignment.json")], ["/autograder/run_autograder"]),
            "NumPy asserts": (shared + [(TESTS, "/tests"), (CLIENT, "/client.py")],
                              ["/usr/bin/python3", "/tests/asserts.py", "/client.py", "/autograder/submission", "/autograder/results/results.json"]),
            "nothing": (shared + [(TESTS, "/tests")],
                        ["/bin/sh", "-c", "echo '{\"score\": 15}' >/autograder/results/results.json"]),
        }
        times = {name: [] for name in ways}
        for _ in range(runs):  # In turn, so that whatever else the machine does falls on all of them.
            for name, way in ways.items():
                times[name].append(seconds(folder, *way))
        for name, each in times.items():
            print("%-14s median %.2f s, %.2f to %.2f" % (name, statistics.median(each), min(each), max(each)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
