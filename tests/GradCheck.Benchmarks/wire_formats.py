#!/usr/bin/env python3
"""What a batch of (256, 512) costs as JSON and as npz, over HTTP, against a running service.

    apt-get install -y python3-numpy
    dotnet run -c Release --project src/GradCheck.Api &
    /usr/bin/python3 tests/GradCheck.Benchmarks/wire_formats.py http://localhost:8080

Prints, for a check (dx, dgamma and dbeta submitted, all right) and for gradients: bytes sent and received, and the median
milliseconds from arrays in Python to arrays (or a verdict) in Python: writing, the service, reading. The two formats take
turns, so that a machine that slows down slows both.
"""
import io
import json
import statistics
import sys
import time
import urllib.request

import numpy as np

SERVICE = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080").rstrip("/")
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 15
N, D = 256, 512


def nested(tensors):
    request = {}
    for path, value in tensors.items():
        *outer, name = path.split(".")
        at = request
        for part in outer:
            at = at.setdefault(part, {})
        at[name] = value.tolist()
    return request


def write_json(tensors):
    return json.dumps(nested(tensors)).encode()


def write_npz(tensors):
    file = io.BytesIO()
    np.savez(file, **tensors)
    return file.getvalue()


def read_json(body):
    return {name: np.array(value) if isinstance(value, list) and name != "warnings" else value for name, value in json.loads(body).items()}


def read_npz(body):
    with np.load(io.BytesIO(body)) as members:
        return {name: members[name] for name in members.files}


FORMATS = {"json": ("application/json", write_json, read_json), "npz": ("application/x-npz", write_npz, read_npz)}


def once(route, tensors, format):
    media, write, read = FORMATS[format]
    start = time.perf_counter()
    body = write(tensors)
    written = time.perf_counter()
    request = urllib.request.Request(f"{SERVICE}/v1/batchnorm/{route}", body, {"Content-Type": media, "Accept": media})
    with urllib.request.urlopen(request) as answer:
        received = answer.read()
    answered = time.perf_counter()
    result = read(received)
    end = time.perf_counter()
    return (len(body), len(received), 1e3 * (written - start), 1e3 * (answered - written), 1e3 * (end - answered), 1e3 * (end - start)), result


rng = np.random.default_rng(1)
batch = dict(x=5 * rng.standard_normal((N, D)) + 12, dout=rng.standard_normal((N, D)), gamma=rng.standard_normal(D), beta=rng.standard_normal(D))
_, right = once("gradients", batch, "npz")
_, same = once("gradients", batch, "json")
assert all(np.array_equal(right[name], same[name]) for name in ("out", "dx", "dgamma", "dbeta"))
check = batch | {f"submitted.{name}": right[name] for name in ("dx", "dgamma", "dbeta")}

print(f"({N}, {D}), medians of {RUNS} runs")
print(f"{'':>16} {'sent bytes':>12} {'got bytes':>12} {'write ms':>9} {'service ms':>11} {'read ms':>9} {'all ms':>9}")
for route, tensors in (("check", check), ("gradients", batch)):
    runs = {format: [] for format in FORMATS}
    for i in range(RUNS + 2):
        for format in FORMATS:
            figures, _ = once(route, tensors, format)
            if i >= 2:
                runs[format].append(figures)
    medians = {format: [statistics.median(column) for column in zip(*rows)] for format, rows in runs.items()}
    for format, m in medians.items():
        print(f"{route + ' ' + format:>16} {m[0]:12.0f} {m[1]:12.0f} {m[2]:9.1f} {m[3]:11.1f} {m[4]:9.1f} {m[5]:9.1f}")
    print(f"{'json / npz':>16} " + " ".join(f"{a / b:{w}.2f}" for a, b, w in zip(medians["json"], medians["npz"], (12, 12, 9, 11, 9, 9))))
