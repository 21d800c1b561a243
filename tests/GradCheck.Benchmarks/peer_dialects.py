#!/usr/bin/env python3
"""What the check of torch code costs beside torch running the same code.

    apt-get install -y python3-torch
    dotnet run -c Release --project src/GradCheck.Api
    /usr/bin/python3 tests/GradCheck.Benchmarks/peer_dialects.py [http://localhost:8080]

Prints milliseconds, the median of several: a check of the exercise as a notebook and of a batch norm class, right and wrong, over
HTTP and from its first byte to its last; and torch running the same cells once (of the training loop one step), or gradcheck on
the class.
"""
import contextlib, io, json, pathlib, statistics, sys, time, urllib.request

import torch

HERE = pathlib.Path(__file__).parent
URL = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080") + "/v1/programs/check"
EXERCISE = HERE.parent / "GradCheck.Programs.Tests" / "Scripts" / "exercise.txt"
CLASS = '''
import torch

class BatchNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta, eps=1e-5):
        mean = x.mean(dim=0)
        var = x.var(dim=0, unbiased=False)
        istd = 1 / torch.sqrt(var + eps)
        xhat = (x - mean) * istd
        ctx.save_for_backward(xhat, istd, gamma)
        return gamma * xhat + beta

    @staticmethod
    def backward(ctx, dout):
        xhat, istd, gamma = ctx.saved_tensors
        dgamma = (dout * xhat).sum(dim=0)
        dbeta = dout.sum(dim=0)
        dxhat = dout * gamma
        dx = istd * (dxhat - dxhat.mean(dim=0) - xhat * (dxhat * xhat).mean(dim=0))
        return dx, dgamma, dbeta, None
'''


def median(work, least=7, seconds=3.0):
    work()
    times, end = [], time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def check(**request):
    body = json.dumps(request).encode()
    with urllib.request.urlopen(urllib.request.Request(URL, body, {"Content-Type": "application/json"})) as answer:
        return json.load(answer)


def notebook(text):
    return {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in text.split("# %%\n")[1:]]}


def with_torch(text):
    lines = [line for line in text.splitlines() if not line.startswith(("!", "%")) and "plt" not in line]
    code = compile("\n".join(lines).replace("range(200)", "range(1)"), "exercise", "exec")

    def run():
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, {})

    return run


def gradcheck():
    space = {}
    exec(CLASS, space)
    x, gamma, beta = (torch.randn(*shape, dtype=torch.float64, requires_grad=True) for shape in ((6, 4), (4,), (4,)))
    return lambda: torch.autograd.gradcheck(space["BatchNorm"].apply, (x, gamma, beta))


def row(name, request, wanted, peer):
    answer = check(**request)
    assert answer["verdict"] == wanted, answer
    ours, theirs = median(lambda: check(**request)), median(peer)
    print(f"{name:<32} {ours:9.1f} {theirs:9.1f} {ours / theirs:9.1f}")


torch.set_num_threads(1)
print(f"{'':<32} {'check ms':>9} {'torch ms':>9} {'ratio':>9}")
right = EXERCISE.read_text()
wrong = right.replace("dact = (1.0 - h ** 2) * dh", "dact = (1.0 - h ** 2) + dh")
for name, text, wanted in (("notebook, right", right, "match"), ("notebook, one line wrong", wrong, "mismatch")):
    row(name, {"layer": "custom", "notebook": notebook(text), "include": []}, wanted, with_torch(text))
wrong = CLASS.replace("* (dxhat * xhat).mean(dim=0)", "* (dxhat * xhat).sum(dim=0)")
for name, text, wanted in (("batch norm class, right", CLASS, "match"), ("batch norm class, one line wrong", wrong, "mismatch")):
    row(name, {"layer": "batchnorm", "code": text, "include": []}, wanted, gradcheck())
