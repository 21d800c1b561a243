#!/usr/bin/env python3
"""What the check of a program is held against: CPython with NumPy running the same two functions with the course's numeric check.

    apt-get install -y python3-numpy
    /usr/bin/python3 peer_programs.py

Prints milliseconds, the median of several runs: the forward and the backward function once, and the whole check, in which
eval_numerical_gradient_array runs the forward function twice for every entry of x, gamma and beta.
"""
import pathlib, statistics, time
import numpy as np

HERE = pathlib.Path(__file__).parent
PROGRAM = HERE.parent / "GradCheck.Programs.Tests" / "Cases" / "right" / "batchnorm_staged.py"


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    """A numeric gradient for a function that takes and returns arrays, as CS231n's gradient_check.py computes it."""
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        pos = f(x).copy()
        x[ix] = oldval - h
        neg = f(x).copy()
        x[ix] = oldval
        grad[ix] = np.sum((pos - neg) * df) / (2 * h)
        it.iternext()
    return grad


def rel_error(x, y):
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))


def median(work, seconds=3.0, least=3):
    times, end = [], time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


student = {}
exec(compile(PROGRAM.read_text(), PROGRAM.name, "exec"), student)
forward, backward = student["batchnorm_forward"], student["batchnorm_backward"]
rng = np.random.default_rng(1)
print(f"{'batch':>8} {'run once ms':>12} {'numeric check ms':>17} {'worst error':>12}")
for n, d in ((6, 4), (64, 32)):
    x, dout = 5 * rng.standard_normal((n, d)) + 12, rng.standard_normal((n, d))
    gamma, beta = rng.standard_normal(d), rng.standard_normal(d)

    def run():
        out, cache = forward(x, gamma, beta, {"mode": "train"})
        return backward(dout, cache)

    def check():
        gradients = run()
        functions = (
            (lambda v: forward(v, gamma, beta, {"mode": "train"})[0], x),
            (lambda v: forward(x, v, beta, {"mode": "train"})[0], gamma),
            (lambda v: forward(x, gamma, v, {"mode": "train"})[0], beta),
        )
        return max(rel_error(eval_numerical_gradient_array(f, v, dout), g) for (f, v), g in zip(functions, gradients))

    print(f"{f'{n}x{d}':>8} {median(run):12.2f} {median(check):17.0f} {check():12.1e}")
