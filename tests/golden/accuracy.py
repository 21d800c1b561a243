#!/usr/bin/env python3
"""A table of errors: the running service beside PyTorch and NumPy, on every golden case of a layer that it serves.

    apt-get install -y python3-numpy python3-mpmath python3-torch
    /usr/bin/python3 accuracy.py [--url http://localhost:8080] [folder]

The unit is 2^-52 of the tensor's largest value; each figure is the worst entry of the worst of out, dx, dgamma and dbeta.
Where the truth is zero the unit means nothing, and the absolute error is given with an asterisk. Ends with 1 where the
service is above 4 anywhere, in any of the ten tensors that a case expects.
"""
import argparse, json, pathlib, sys, urllib.request
import numpy as np
import torch
from generate import torch_out

BOUND = 4
COMPARED = ("out", "dx", "dgamma", "dbeta")


def units(got, want):
    """The worst error in units, and whether the truth is zero (then the absolute error)."""
    want = np.asarray(want, float)
    got = np.asarray(got, float).reshape(want.shape)
    if not np.all(np.isfinite(got)):
        return float("inf"), False
    worst, top = np.abs(got - want).max(), np.abs(want).max()
    return (worst / (top * 2.0**-52), False) if top > 0 else (worst, True)


def torch_tensors(case):
    inputs, parameters = case["inputs"], case["parameters"]
    leaf = lambda name: torch.tensor(inputs[name], dtype=torch.float64, requires_grad=True)
    x, gamma, beta = leaf("x"), leaf("gamma"), leaf("beta")
    channels, normalized = parameters.get("channels", "first"), len(parameters.get("normalized_shape", [0]))
    usual = x.shape[-normalized:] if case["layer"] in ("layernorm", "rmsnorm") or channels == "last" else x.shape[1:2]
    # PyTorch takes a parameter in its usual shape alone
    spread = lambda p: p.expand(usual) if p.dim() == 0 else p.reshape(usual)
    running = [inputs.get(name) for name in ("running_mean", "running_var")]
    out = torch_out(case["layer"], x, spread(gamma), spread(beta), parameters["eps"], parameters.get("groups"), parameters["mode"],
                    [np.asarray(r, float) for r in running] if None not in running else None, parameters.get("ddof", 0), channels, normalized)
    out.backward(torch.tensor(inputs["dout"], dtype=torch.float64))
    entries = lambda p: p.grad.numpy() if p.dim() else None
    return dict(out=out.detach().numpy(), dx=x.grad.numpy(), dgamma=entries(gamma), dbeta=entries(beta))


def numpy_tensors(case):
    parameters = case["parameters"]
    if case["layer"] != "batchnorm" or parameters["mode"] == "eval" or np.ndim(case["inputs"]["x"]) != 2:
        return None
    x, gamma, beta, dout = (np.asarray(case["inputs"][name], float) for name in ("x", "gamma", "beta", "dout"))
    ddof = parameters.get("ddof", 0)
    m, mean, var = len(x), x.mean(0), x.var(0, ddof=ddof)
    istd = 1 / np.sqrt(var + case["parameters"]["eps"])
    xhat, dxhat = (x - mean) * istd, dout * gamma
    dx = istd / m * (m * dxhat - dxhat.sum(0) - m / (m - ddof) * xhat * (dxhat * xhat).sum(0))
    return dict(out=gamma * xhat + beta, dx=dx, dgamma=(dout * xhat).sum(0), dbeta=dout.sum(0))


def service_tensors(url, case):
    body = json.dumps({**case["inputs"], **case["parameters"], "include": ["intermediates"]}).encode()
    request = urllib.request.Request(f"{url}/v1/{case['layer']}/gradients", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        fields = json.load(answer)
    return {**fields.pop("intermediates"), **fields}


def worst(tensors, expected, names):
    if tensors is None:
        return ""
    rows = [units(tensors[name], expected[name]) for name in names if tensors[name] is not None]
    figures = [value for value, zero in rows if not zero]
    zeros = [value for value, zero in rows if zero and value > 0]
    text = f"{max(figures):.3g}" if figures else "0"
    return text + (f", {max(zeros):.1e}*" if zeros else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:8080")
    parser.add_argument("folder", nargs="?", default=pathlib.Path(__file__).parent)
    options = parser.parse_args()
    with urllib.request.urlopen(f"{options.url}/v1/layers") as answer:
        served = {layer["id"] for layer in json.load(answer)["layers"]}
    failed = 0
    print("| case | GradCheck | PyTorch | NumPy |\n| --- | ---: | ---: | ---: |")
    for path in sorted(pathlib.Path(options.folder).glob("*.json")):
        case = json.loads(path.read_text())
        if case["layer"] not in served:
            continue
        expected = case["expected"]
        ours = service_tensors(options.url, case)
        for name in expected:
            value, zero = units(ours[name], expected[name])
            if value > (1e-25 if zero else BOUND):
                failed += 1
                print(f"{path.name}: {name} is off by {value:.3g}", file=sys.stderr)
        try:
            peer = worst(torch_tensors(case), expected, COMPARED)
        except ValueError:
            peer = "refuses"
        print(f"| {path.stem} | {worst(ours, expected, COMPARED)} | {peer} | {worst(numpy_tensors(case), expected, COMPARED)} |")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
