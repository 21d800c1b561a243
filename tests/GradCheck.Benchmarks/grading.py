#!/usr/bin/env python3
"""Gradings a second at 16 connections, of right submissions: grading.py http://localhost:8080 [SECONDS]

Makes two requests with the client, of five cases of (50, 40) and of one of the default size, and has wrk send each.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src/GradCheck.Api/Clients"), str(ROOT / "docker/tests/submissions")]
import gradcheck_client as gradcheck  # noqa: E402
import right  # noqa: E402

RUBRIC = [{"tensor": "dx", "points": 6}, {"tensor": "dgamma", "points": 2}, {"tensor": "dbeta", "points": 2}]
SUBMISSIONS = {
    "5 cases of (50, 40)": [{"seed": seed, "n": 50, "d": 40} for seed in range(1, 6)],
    "1 case of (8, 5)": [{"seed": 1}],
}
SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open("%s"):read("*a")
"""


def main(url, seconds="15"):
    for name, cases in SUBMISSIONS.items():
        made = gradcheck.run_functions(right.batchnorm_forward, right.batchnorm_backward, cases=cases, url=url)
        assert gradcheck.grade("batchnorm", made, RUBRIC, url=url).score == 10
        with tempfile.TemporaryDirectory() as work:
            body, script = pathlib.Path(work, "body"), pathlib.Path(work, "script.lua")
            body.write_text(json.dumps({"rubric": RUBRIC, "cases": made}))
            script.write_text(SCRIPT % body)
            command = ["wrk", "-t2", "-c16", "-d%ss" % seconds, "--timeout", "30s", "--latency", "-s", str(script), url + "/v1/batchnorm/grade"]
            subprocess.run(command[:3] + ["-d20s"] + command[4:], check=True, capture_output=True)
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            assert "Non-2xx" not in said and "Socket errors" not in said, said
            rate = re.search(r"Requests/sec:\s+(\S+)", said)[1]
            print("%-20s %8d bytes  %8s a second  %s" % (name, body.stat().st_size, rate, " ".join(re.findall(r"(?:50|99)%\s+\S+", said))))


if __name__ == "__main__":
    main(*sys.argv[1:])
