#!/usr/bin/env python3
"""Holds a grader's result file against what a submission deserves: check.py PLATFORM SUBMISSION FILE"""
import base64
import json
import pathlib
import sys

# What each submission earns, of 10 points, and what some reason must say; None: the grading itself failed.
DESERVED = {
    "right": (10, ""),
    "wrong": (4, "mean"),
    "crashing": (0, "NameError"),
    "endless": (0, "stopped after 10 seconds"),
    "cheating": (0, " attempts, 0 worked"),
    "exiting": (0, "the code ended its process"),
    "flooding": (0, "as it gave back more than"),
    "link": (0, "is no ordinary file"),
    "nothing": (0, "layers.py was not submitted"),
    "down": (None, "The grader itself failed"),
    "missing": (None, "did not run"),
    "killed": (None, "did not finish"),
}


def gradescope(text):
    report = json.loads(text)
    for test in report["tests"]:
        assert isinstance(test["name"], str) and isinstance(test["output"], str), test
        assert test["status"] == ("passed" if test["score"] == test["max_score"] > 0 else "failed"), test
        assert test.get("visibility", "visible") == "visible", "a hidden test hides the total"
    most = sum(test["max_score"] for test in report["tests"])
    return report["score"] if most else None, most, [test["output"] for test in report["tests"]]


def prairielearn(text):
    assert len(text.encode()) <= 1 << 20, "PrairieLearn reads 1 MB"
    report = json.loads(text)
    if report["gradable"] is not True:
        return None, 0, report["format_errors"]
    assert type(report["score"]) is float and 0 <= report["score"] <= 1, report["score"]
    for test in report["tests"]:
        assert "points" in test and "max_points" in test, "without points of each, PrairieLearn shows none"
    most = sum(test["max_points"] for test in report["tests"])
    assert round(report["score"] * most, 4) == round(sum(test["points"] for test in report["tests"]), 4)
    return report["score"] * 10, most, [test["message"] for test in report["tests"]]


def github_classroom(text):
    said = [line[len("result="):] for line in text.splitlines() if line.startswith("result=")]
    assert len(said) == 1 and text.count("\n") == 1, "a step has one output, on one line"
    report = json.loads(base64.b64decode(said[0], validate=True))
    score = sum(test["score"] for test in report["tests"])
    assert report["version"] == 1 and type(report["max_score"]) is int
    assert report["status"] == ("error" if not report["max_score"] else "pass" if score == report["max_score"] else "fail")
    for test in report["tests"]:
        assert test["status"] in ("pass", "fail", "error") and type(test["line_no"]) is int, test
    return score if report["max_score"] else None, report["max_score"], [test["message"] for test in report["tests"]]


def main(platform, submission, path):
    assert pathlib.Path(path).exists(), "there is no result"
    text = pathlib.Path(path).read_text(encoding="utf-8")
    score, most, reasons = {"gradescope": gradescope, "prairielearn": prairielearn, "github-classroom": github_classroom}[platform](text)
    due, words = DESERVED[submission]
    shown = "%s of %s points\n%s" % (score, most, "\n".join(reasons))
    # Full marks are exact; shares of what GitHub counts in 1024ths may be a little less than the rubric's.
    fits = score == due if due in (None, 0, 10) else abs(score - due) < 0.02
    assert fits, "%s points are due, but: %s" % (due, shown)
    assert due is None or round(most, 4) == 10, shown
    assert any(words in reason for reason in reasons), "no reason says %r: %s" % (words, shown)
    print(shown)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        sys.exit("%s: %s" % (type(error).__name__, error))
