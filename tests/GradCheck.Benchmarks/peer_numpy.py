#!/usr/bin/env python3
"""What the benchmarks are held against: the same work in NumPy, as CS231n writes it.

    apt-get install -y python3-numpy
    /usr/bin/python3 peer_numpy.py

Prints the median of several runs, in microseconds: forward and closed-form backward, and, for the smaller batches, the
numeric gradient of every entry of x by the course's loop over whole forward passes.
"""
import statistics, time
import numpy as np

EPS, STEP = 1e-5, 1e-5


def forward(x, gamma, beta):
    mean, var = x.mean(0), x.var(0)
    istd = 1 / np.sqrt(var + EPS)
    xhat = (x - mean) * istd
    return gamma * xhat + beta, (xhat, istd, gamma)


def backward(dout, cache):
    xhat, istd, gamma = cache
    m, dxhat = len(dout), dout * gamma
    dx = istd / m * (m * dxhat - dxhat.sum(0) - xhat * (dxhat * xhat).sum(0))
    return dx, (dout * xhat).sum(0), dout.sum(0)


def numeric(x, gamma, beta, dout):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + STEP
        up = forward(x, gamma, beta)[0]
        x[index] = kept - STEP
        down = forward(x, gamma, beta)[0]
        x[index] = kept
        gradient[index] = ((up - down) * dout).sum() / (2 * STEP)
    return gradient


def median(work, seconds=1.0, least=5):
    times, end = [], time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


rng = np.random.default_rng(1)
print(f"{'batch':>10} {'forward+backward us':>20} {'numeric dx us':>16}")
for n, d in ((4, 5), (32, 16), (128, 128), (256, 512), (1024, 1024)):
    x, dout = 5 * rng.standard_normal((n, d)) + 12, rng.standard_normal((n, d))
    gamma, beta = rng.standard_normal(d), rng.standard_normal(d)
    both = median(lambda: backward(dout, forward(x, gamma, beta)[1]))
    loop = f"{median(lambda: numeric(x, gamma, beta, dout), least=1):16.0f}" if n * d <= 128 * 128 else f"{'':>16}"
    print(f"{f'{n}x{d}':>10} {both:20.1f} {loop}")
