#!/usr/bin/env python3
"""Real NumPy against a running service: python3 round_trip.py http://localhost:8080

Every dtype, both byte orders, both layouts, every way NumPy has of writing an archive, there and back to the last bit.
Prints one line for each kind of check; ends with an error at the first that fails.
"""
import io
import json
import sys
import urllib.error
import urllib.request
import zipfile

import numpy as np

SERVICE = sys.argv[1].rstrip("/")
NPZ = "application/x-npz"
rng = np.random.default_rng(7)


def post(path, body, content_type=NPZ, accept=NPZ):
    request = urllib.request.Request(SERVICE + path, body, {"Content-Type": content_type, "Accept": accept})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def archive(save=np.savez, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def arrays_of(answer):
    status, kind, body = answer
    assert (status, kind) == (200, NPZ), (status, kind, body[:500])
    return np.load(io.BytesIO(body), allow_pickle=False)


# In eval with mean 0, variance 1 and eps 0, out is x and dx is dout: the service gives back what it read.
def mirror(x, dout, save=np.savez):
    d = x.shape[1]
    back = arrays_of(post("/v1/batchnorm/gradients", archive(
        save, x=x, dout=dout, mode="eval", eps=0, running_mean=np.zeros(d), running_var=np.ones(d, dtype=np.float32))))
    for sent, got in ((x, back["out"]), (dout, back["dx"])):
        assert got.dtype == np.dtype("<f8") and got.flags["C_CONTIGUOUS"]
        assert got.shape == sent.shape and np.array_equal(got, sent.astype(np.float64)), (sent.dtype, sent, got)
    return back


def sample(dtype, shape):
    kind = np.dtype(dtype).kind
    if kind == "f":
        return rng.standard_normal(shape).astype(dtype)
    if kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    info = np.iinfo(dtype)
    return rng.integers(info.min, info.max, shape, dtype=np.dtype(dtype).newbyteorder("="), endpoint=True).astype(dtype)


count = 0
for name in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"):
    for order in "<>":
        for layout in "CF":
            for save in (np.savez, np.savez_compressed):
                x = np.asarray(sample(order + name, (5, 3)), order=layout)
                mirror(x, np.asarray(sample(order + name, (5, 3)), order=layout), save)
                count += 1
print(f"dtypes: {count} archives come back as they went")

for order in "<>":
    bits = rng.integers(0, 1 << 64, (400, 4), dtype=np.uint64)
    values = bits.view(np.float64)
    values[~np.isfinite(values) | (np.abs(values) > 1e290) | (np.abs(values) < 1e-290)] = 1
    back = mirror(np.ones((400, 4)), values.astype(order + "f8"))
    assert back["dx"].tobytes() == values.tobytes()
print("float64: 3200 patterns of bits come back to the last one")

transposed = rng.standard_normal((3, 5)).T
every_other = rng.standard_normal((10, 3))[::2]
mirror(transposed, every_other)
big = rng.standard_normal((600, 500))
mirror(big, np.asfortranarray(big))
print("views: transposed, sliced and large arrays come back")

x4, dout4 = rng.standard_normal((2, 4, 3, 5)), np.asfortranarray(rng.standard_normal((2, 4, 3, 5)))
groups = dict(groups=np.int8(2), gamma=rng.standard_normal((1, 4, 1, 1)), eps=np.float32(1e-3))
asked = arrays_of(post("/v1/groupnorm/gradients", archive(x=x4, dout=dout4, include=["paths"], **groups)))
status, kind, text = post("/v1/groupnorm/gradients", json.dumps(dict(
    x=x4.tolist(), dout=dout4.tolist(), include=["paths"], groups=2, gamma=groups["gamma"].tolist(), eps=float(groups["eps"]))).encode(), "application/json", "application/json")
told = json.loads(text)
for member, value in (("dx", told["dx"]), ("dgamma", told["dgamma"]), ("paths.variance", told["paths"]["variance"])):
    assert np.array_equal(asked[member], np.array(value)), member
assert json.loads(asked["answer.json"])["shape"] == [2, 4, 3, 5]
verdict = json.loads(arrays_of(post("/v1/groupnorm/check", archive(
    x=x4, dout=dout4, reveal="verdict", **{"submitted.dx": asked["dx"], "submitted.dgamma": asked["dgamma"], "tolerance.rtol": 1e-7}, **groups)))["answer.json"])
assert verdict["verdict"] == "match", verdict
print("routes: the numbers of the JSON answer, and a verdict on them")

stream = io.BytesIO()
with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
    for name, version in (("x", (1, 0)), ("dout", (2, 0)), ("gamma", (3, 0))):
        with file.open(f"{name}.npy", "w", force_zip64=True) as member:
            np.lib.format.write_array(member, rng.standard_normal((4, 2) if name != "gamma" else 2), version)
    file.writestr("request.json", json.dumps({"eps": 1e-3}))
arrays_of(post("/v1/batchnorm/gradients", stream.getvalue()))


class Pipe(io.RawIOBase):
    """Writes where it cannot go back, so that sizes follow the data."""

    def __init__(self):
        self.written = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.written += data
        return len(data)


pipe = Pipe()
with zipfile.ZipFile(pipe, "w") as file:
    for name in ("x", "dout"):
        with file.open(f"{name}.npy", "w") as member:
            np.lib.format.write_array(member, rng.standard_normal((4, 2)))
arrays_of(post("/v1/batchnorm/gradients", bytes(pipe.written)))
print("archives: versions 1, 2 and 3, 64-bit sizes, sizes after the data, JSON beside arrays")

for name, wrong in (("x", np.array([[None, 1]])), ("x", np.ones((2, 2), dtype=complex)), ("x", np.zeros(2, dtype=[("a", "f8"), ("b", "O")])),
                    ("dout", np.zeros((2, 2), dtype="M8[s]")), ("gamma", np.ones(2, dtype=np.longdouble))):
    status, kind, body = post("/v1/batchnorm/gradients", archive(**{"x": np.eye(2), "dout": np.eye(2), name: wrong}))
    assert (status, kind, list(json.loads(body)["errors"])) == (400, "application/problem+json", [name]), body
print("refusals: objects, structures, complex, dates and long doubles, each by its name")
