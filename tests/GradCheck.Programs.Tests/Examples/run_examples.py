"""Runs each program on the numbers of its example with real NumPy: a line for each that gives others, or whose right value is none."""
import inspect
import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
WHOLE = {"stride", "pad", "pool_height", "pool_width", "G"}


def value_of(name, nested):
    array = np.array(nested, dtype=float)
    if name in WHOLE:
        return int(array)
    if name == "y" and array.ndim == 1:
        return array.astype(int)
    if array.ndim == 0:
        number = float(array)
        return int(number) if number.is_integer() and name != "eps" else number
    return array


def bind(function, values, parameters):
    free = [name for name in values if name in ("x", "w", "b", "y", "gamma", "beta", "G") or parameters is None]
    arguments = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name in values:
            arguments.append(values[name])
            free = [other for other in free if other != name]
        elif parameters is not None and name.endswith(("_param", "_params")):
            arguments.append(dict(parameters))
        elif parameter.default is not parameter.empty:
            break
        elif free:
            arguments.append(values[free.pop(0)])
        else:
            arguments.append(dict(parameters))
    return arguments


def split(returned):
    return (returned[0], list(returned[1:])) if isinstance(returned, tuple) else (returned, [])


def run(case, values):
    space = {"np": np, "numpy": np, "__name__": "student"}
    exec(case["Code"], space)
    values = dict(values)
    dout = values.pop("dout", None)
    custom = case["Layer"] == "custom"
    parameters = None if custom else {"mode": "train", **{k: v for k, v in values.items() if np.ndim(v) == 0}}
    forward = space[case["Forward"]]
    # Arrays may be written into: each run has its own.
    own = {name: np.array(value) if isinstance(value, np.ndarray) else value for name, value in values.items()}
    output, rest = split(forward(*bind(forward, own, parameters)))
    if case["Tensor"] in ("out", "loss"):
        return output, output
    names = case["Differentiate"]
    if case["Backward"] == case["Forward"]:
        gradients = rest[0] if len(rest) == 1 and isinstance(rest[0], (tuple, list, dict)) else rest
    else:
        backward = space[case["Backward"]]
        count = len(inspect.signature(backward).parameters)
        if len(rest) == count - 1:
            given = rest
        elif len(rest) > 1 and count == 2:
            given = [tuple(rest)]
        else:
            given = [values[name] for name in list(inspect.signature(backward).parameters)[1:]]
        gradients = backward(np.array(dout), *given)
    if isinstance(gradients, dict):
        return output, gradients.get(case["Tensor"], gradients.get(case["Tensor"][1:]))
    if not isinstance(gradients, (tuple, list)):
        gradients = [gradients]
    return output, gradients[names.index(case["Tensor"][1:])]


def numeric(case, values):
    """Central differences of the program's own forward pass."""
    name = case["Tensor"][1:]
    dout = np.asarray(values.get("dout", 1.0))
    base = np.array(values[name], dtype=float)
    gradient = np.zeros(base.size)
    for k in range(base.size):
        sums = []
        for sign in (1, -1):
            moved = base.copy().reshape(-1)
            moved[k] += sign * 1e-6
            output, _ = run(dict(case, Tensor="out"), {**values, name: moved.reshape(base.shape)})
            sums.append(np.sum(np.asarray(output).reshape(dout.shape) * dout))
        gradient[k] = (sums[0] - sums[1]) / 2e-6
    return gradient


for case in json.load(sys.stdin):
    values = {item["Name"]: value_of(item["Name"], item["Value"]) for item in case["Inputs"]}
    try:
        if case["Raised"]:
            try:
                run(case, values)
                print(f"{case['Name']}: nothing is raised, not {case['Raised']}")
            except Exception as error:
                if type(error).__name__ != case["Raised"].split(":")[0]:
                    print(f"{case['Name']}: {type(error).__name__}: {error}, not {case['Raised']}")
        if case["Raised"]:
            continue
        _, got = run(case, values)
        expected = np.array(case["Got"], dtype=float)
        if np.shape(got) != expected.shape or not np.allclose(np.array(got, dtype=float), expected, rtol=1e-9, atol=1e-9, equal_nan=True):
            print(f"{case['Name']}: {case['Tensor']} is {np.asarray(got).tolist()}, not {expected.tolist()}")
        if case["Tensor"] not in ("out", "loss"):
            right = np.array(case["Right"], dtype=float).reshape(-1)
            truth = numeric(case, values)
            if not np.allclose(truth, right, rtol=1e-4, atol=1e-4 * max(1, np.abs(right).max())):
                print(f"{case['Name']}: right {case['Tensor']} is {truth.tolist()}, not {right.tolist()}")
    except Exception as error:
        print(f"{case['Name']}: {type(error).__name__}: {error}")
