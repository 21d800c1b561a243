#!/usr/bin/env python3
"""A table of errors: the running service beside PyTorch and NumPy, on every golden case of a layer that it serves.

    apt-get install -y python3-numpy python3-torch
    /usr/bin/python3 accuracy.py [--url http://localhost:8080] [folder]

The unit is 2^-52 of the tensor's largest value; each figure is the worst entry of the worst of out, dx, dgamma and dbeta.
Where the truth is zero the unit means nothing, and the absolute error is given with an asterisk. Ends with 1 where the
service is above 4 anywhere, in any of the ten tensors that a case expects.
"""
import argparse, json, pathlib, sys, urllib.request
import numpy as np
import torch
import torch.nn.functional as F

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
    eps, evaluate = parameters["eps"], parameters["mode"] == "eval"
    if case["layer"] in ("batchnorm", "spatial_batchnorm"):
        running = [torch.tensor(inputs[name], dtype=torch.float64) for name in ("running_mean", "running_var")] if evaluate else [None, None]
        out = F.batch_norm(x, *running, gamma, beta, not evaluate, 0.0, eps)
    elif case["layer"] == "layernorm":
        out = F.layer_norm(x, x.shape[-1:], gamma, beta, eps)
    elif case["layer"] == "groupnorm":
        out = F.group_norm(x, parameters["groups"], gamma, beta, eps)
    elif case["layer"] == "instancenorm":
        out = F.instance_norm(x, None, None, gamma, beta, True, 0.0, eps)
    else:
        out = x / torch.sqrt((x**2).mean(-1, keepdim=True) + eps) * gamma + beta
    out.backward(torch.tensor(inputs["dout"], dtype=torch.float64))
    return dict(out=out.detach().numpy(), dx=x.grad.numpy(), dgamma=gamma.grad.numpy(), dbeta=beta.grad.numpy())


def numpy_tensors(case):
    if case["layer"] != "batchnorm" or case["parameters"]["mode"] == "eval":
        return None
    x, gamma, beta, dout = (np.asarray(case["inputs"][name], float) for name in ("x", "gamma", "beta", "dout"))
    m, mean, var = len(x), x.mean(0), x.var(0)
    istd = 1 / np.sqrt(var + case["parameters"]["eps"])
    xhat, dxhat = (x - mean) * istd, dout * gamma
    dx = istd / m * (m * dxhat - dxhat.sum(0) - xhat * (dxhat * xhat).sum(0))
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
    rows = [units(tensors[name], expected[name]) for name in names]
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
