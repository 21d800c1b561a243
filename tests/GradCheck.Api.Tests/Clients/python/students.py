"""Batch normalization as students write it, right and wrong: in plain Python, so that it runs without NumPy too."""
import math


def columns_of(x):
    return [[row[j] for row in x] for j in range(len(x[0]))]


def rows_of(columns):
    return [list(row) for row in zip(*columns)]


def forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    columns = columns_of(x)
    width = len(columns)
    running_mean = list(bn_param.get("running_mean", [0.0] * width))
    running_var = list(bn_param.get("running_var", [0.0] * width))
    if bn_param["mode"] == "test":
        mean, var = running_mean, running_var
    else:
        mean = [math.fsum(column) / len(column) for column in columns]
        var = [math.fsum((v - m) ** 2 for v in column) / len(column) for column, m in zip(columns, mean)]
        running_mean = [momentum * a + (1 - momentum) * b for a, b in zip(running_mean, mean)]
        running_var = [momentum * a + (1 - momentum) * b for a, b in zip(running_var, var)]
    bn_param["running_mean"], bn_param["running_var"] = running_mean, running_var
    istd = [1 / math.sqrt(v + eps) for v in var]
    xhat = [[(v - m) * s for v in column] for column, m, s in zip(columns, mean, istd)]
    out = rows_of([[g * v + b for v in column] for column, g, b in zip(xhat, gamma, beta)])
    return out, (xhat, list(gamma), istd, var)


def backward(dout, cache, mean_path=1, eps_in_backward=True, gamma_in_dx=True):
    xhat, gamma, istd, var = cache
    dx, dgamma, dbeta = [], [], []
    for d, h, g, s, v in zip(columns_of(dout), xhat, gamma, istd, var):
        m = len(d)
        dxhat = [g * e if gamma_in_dx else e for e in d]
        total, along = math.fsum(dxhat), math.fsum(a * b for a, b in zip(dxhat, h))
        s = s if eps_in_backward else 1 / math.sqrt(v)
        dx.append([s / m * (m * a - mean_path * total - b * along) for a, b in zip(dxhat, h)])
        dgamma.append(math.fsum(a * b for a, b in zip(d, h)))
        dbeta.append(math.fsum(d))
    return rows_of(dx), dgamma, dbeta


def backward_without_mean_path(dout, cache):
    return backward(dout, cache, mean_path=0)


def backward_without_eps(dout, cache):
    return backward(dout, cache, eps_in_backward=False)


def backward_without_gamma(dout, cache):
    return backward(dout, cache, gamma_in_dx=False)


def backward_with_means(dout, cache):
    dx, dgamma, dbeta = backward(dout, cache)
    return dx, [value / len(dx) for value in dgamma], dbeta


def backward_that_crashes(dout, cache):
    xhat, gamma, istd, var = cache
    dxhat = columns_of(dout) * gama  # noqa: F821
    return dxhat, gamma, istd


def backward_unfinished(dout, cache):
    return None, backward(dout, cache)[1], "to do"


def backward_of_two(dout, cache):
    return backward(dout, cache)[:2]


def backward_that_exits(dout, cache):
    raise SystemExit(3)


def backward_that_changes_dout(dout, cache):
    made = backward(dout, cache)
    for row in dout:
        for j in range(len(row)):
            row[j] = 0.0
    return made


def forward_that_changes_x(x, gamma, beta, bn_param):
    made = forward(x, gamma, beta, bn_param)
    x[0][0] = 1e9
    return made


def forward_without_cache(x, gamma, beta, bn_param):
    return forward(x, gamma, beta, bn_param)[0]


def forward_ignoring_eps(x, gamma, beta, bn_param):
    options = dict(bn_param, eps=1e-5)
    made = forward(x, gamma, beta, options)
    bn_param.update(running_mean=options["running_mean"], running_var=options["running_var"])
    return made


def forward_with_stale_statistics(x, gamma, beta, bn_param):
    return forward(x, gamma, beta, dict(bn_param))


def forward_with_eps_outside_in_test(x, gamma, beta, bn_param):
    if bn_param["mode"] != "test":
        return forward(x, gamma, beta, bn_param)
    scale = [g / (math.sqrt(v) + 1e-5) for g, v in zip(gamma, bn_param["running_var"])]
    out = [[(v - m) * s + b for v, m, s, b in zip(row, bn_param["running_mean"], scale, beta)] for row in x]
    return out, None


def forward_of_training_only(x, gamma, beta):
    return forward(x, gamma, beta, {"mode": "train"})


def forward_ignoring_its_options(x, gamma, beta, bn_param):
    return forward(x, gamma, beta, {"mode": "train", "eps": bn_param.get("eps", 1e-5)})
