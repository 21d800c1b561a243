#!/usr/bin/env python3
"""The harness with NumPy's asserts in place of the service, to measure what the service costs; see docs/autograder.md.

asserts.py CLIENT SUBMISSION RESULT: cases and the reference are made here, and a tensor that is close enough is right.
"""
import json
import os
import sys
import tempfile

import numpy as np

sys.path.insert(0, "/opt/grader")
import harness  # noqa: E402


def reference(x, gamma, dout, eps=1e-5):
    istd = 1 / np.sqrt(x.var(axis=0) + eps)
    xhat = (x - x.mean(axis=0)) * istd
    dxhat = dout * gamma
    dx = istd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))
    return {"dx": dx, "dgamma": (dout * xhat).sum(axis=0), "dbeta": dout.sum(axis=0)}


def main(client, submission, result):
    harness.deliver(result, harness.FAILURES["gradescope"]("The grading did not finish."))
    with tempfile.TemporaryDirectory() as work, harness.Student(10, 1024) as student:
        os.chmod(work, 0o755)
        cases = []
        for seed in range(5):
            made = np.random.default_rng(seed)
            shapes = {"x": (50, 40), "gamma": 40, "beta": 40, "dout": (50, 40)}
            cases.append({name: made.standard_normal(shape) for name, shape in shapes.items()})
        task = {
            "layer": "batchnorm", "forward": "batchnorm_forward", "backward": "batchnorm_backward", "port": 9,
            "file": harness.put(work, "layers.py", harness.submitted_file(submission, "layers.py")),
            "client": harness.put(work, "gradcheck_client.py", open(client, "rb").read()),
            "unreadable": [], "unwritable": [os.path.dirname(result)],
            "cases": [{"parameters": {}, "inputs": {name: value.tolist() for name, value in case.items()}} for case in cases],
        }
        outcomes, reason = student.run(task)
    tests = []
    for number, (case, outcome) in enumerate(zip(cases, outcomes), 1):
        for name, expected in reference(case["x"], case["gamma"], case["dout"]).items():
            said = ""
            try:
                np.testing.assert_allclose(outcome["submitted"][name], expected, rtol=1e-7, atol=1e-9)
            except Exception as error:
                said = str(error)
            tests.append({"name": "%s, case %d" % (name, number), "score": 0 if said else 1, "max_score": 1, "output": said})
    harness.deliver(result, json.dumps({"score": sum(test["score"] for test in tests), "tests": tests}))


if __name__ == "__main__":
    main(*sys.argv[1:])
