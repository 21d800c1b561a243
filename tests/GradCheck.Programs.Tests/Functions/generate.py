"""Writes the functions of FunctionTests: right ones, and the mistakes that are put into them one at a time.

A right function is one whose gradients are those of five-point differences of its own forward pass; a mistake makes some
gradient wrong by more than a thousandth, or ends in an error. `python3 generate.py` needs NumPy, and stops where either is not so.
"""
import json
import pathlib
import textwrap

import numpy as np

CASES = []


def case(name, code, fwd, bwd, inputs, diff, edits):
    """A function: its passes, its arguments, what is differentiated, and mistakes as (name, right, wrong, codes[, further lines])."""
    CASES.append(dict(name=name, code=textwrap.dedent(code).lstrip("\n"), fwd=fwd, bwd=bwd, inputs=inputs, diff=diff, edits=edits))


def n(*shape, seed=0):
    return np.round(np.random.RandomState(seed + sum(shape) * 7 + len(shape)).randn(*shape), 3)


def outputs(returned):
    return returned[0] if isinstance(returned, tuple) else returned


def deviations(code, item):
    """How far each gradient is off, as a share of the largest entry; beyond all bounds where the shape is another."""
    names = {}
    exec(compile(code, item["name"], "exec"), names)
    inputs = {key: np.array(value) if isinstance(value, (list, np.ndarray)) else value for key, value in item["inputs"].items()}

    def forward(**changed):
        given = {key: value.copy() if isinstance(value, np.ndarray) else value for key, value in inputs.items()}
        return names[item["fwd"]](**{**given, **changed})

    returned = forward()
    out = outputs(returned)
    dout = np.random.RandomState(5).randn(*np.shape(out)) if np.shape(out) else np.float64(1)
    kept = returned[1:] if isinstance(returned, tuple) else ()
    back = names[item["bwd"]](*kept) if np.shape(out) == () else names[item["bwd"]](dout.copy(), *kept)
    found = [back.get("d" + name, back.get(name)) for name in item["diff"]] if isinstance(back, dict) else back if isinstance(back, (tuple, list)) else [back]
    off = {}
    for name, value in zip(item["diff"], found):
        x = np.array(inputs[name], dtype=float)
        truth = np.zeros_like(x)
        for at in np.ndindex(x.shape):
            values = []
            for step in (-2e-4, -1e-4, 1e-4, 2e-4):
                moved = x.copy()
                moved[at] += step
                values.append((outputs(forward(**{name: moved})) * dout).sum())
            truth[at] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / 12e-4
        value = np.asarray(value)
        fits = value.size == truth.size and [s for s in value.shape if s != 1] == [s for s in truth.shape if s != 1]
        off[name] = float(np.abs(value.reshape(truth.shape) - truth).max() / max(1e-12, np.abs(truth).max())) if fits else np.inf
    return off


def is_wrong(code, item):
    try:
        return max(deviations(code, item).values()) > 1e-3
    except Exception:  # A mistake may end in any error.
        return True


def written(item):
    assert max(deviations(item["code"], item).values()) < 1e-6, item["name"]
    mistakes = []
    for name, right, wrong, codes, *further in item["edits"]:
        assert item["code"].count(right) == 1, (item["name"], name)
        code = item["code"].replace(right, wrong)
        assert is_wrong(code, item), (item["name"], name)
        lines = zip(item["code"].split("\n"), code.split("\n"))
        first = next(place for place, (one, other) in enumerate(lines, 1) if one != other)
        mistakes.append(dict(name=name, right=right, wrong=wrong, lines=[first] + [line for more in further for line in more], codes=codes.split()))
    inputs = {key: np.asarray(value).tolist() for key, value in item["inputs"].items()}
    return dict(name=item["name"], code=item["code"].rstrip("\n").split("\n"), forward_name=item["fwd"], backward_name=item["bwd"],
                inputs=inputs, differentiate=item["diff"], mistakes=mistakes)


case('gru','''
import numpy as np
def sigmoid(a):
    return 1 / (1 + np.exp(-a))
def gru_forward(x, h, Wr, Ur, Wz, Uz, Wn, Un):
    r = sigmoid(x @ Wr + h @ Ur)
    z = sigmoid(x @ Wz + h @ Uz)
    n = np.tanh(x @ Wn + (r * h) @ Un)
    out = (1 - z) * n + z * h
    cache = (x, h, Wr, Ur, Wz, Uz, Wn, Un, r, z, n)
    return out, cache
def gru_backward(dout, cache):
    x, h, Wr, Ur, Wz, Uz, Wn, Un, r, z, n = cache
    dz = dout * (h - n)
    dn = dout * (1 - z)
    dh = dout * z
    dan = dn * (1 - n ** 2)
    drh = dan @ Un.T
    dr = drh * h
    dh = dh + drh * r
    daz = dz * z * (1 - z)
    dar = dr * r * (1 - r)
    dh = dh + daz @ Uz.T + dar @ Ur.T
    dx = dan @ Wn.T + daz @ Wz.T + dar @ Wr.T
    dWn = x.T @ dan
    dUn = (r * h).T @ dan
    dWz = x.T @ daz
    dUz = h.T @ daz
    dWr = x.T @ dar
    dUr = h.T @ dar
    return dx, dh, dWr, dUr, dWz, dUz, dWn, dUn
''','gru_forward','gru_backward',dict(x=n(2,3),h=n(2,4),Wr=n(3,4,seed=1),Ur=n(4,4,seed=2),Wz=n(3,4,seed=3),Uz=n(4,4,seed=4),Wn=n(3,4,seed=5),Un=n(4,4,seed=6)),['x','h','Wr','Ur','Wz','Uz','Wn','Un'],[
 ('dz_sign','dz = dout * (h - n)','dz = dout * (n - h)','sign_flipped swapped_arguments'),
 ('dh_lost','dh = dh + drh * r','dh = drh * r','missing_term missing_path overwrites_instead_of_adding'),
 ('dan_sig','dan = dn * (1 - n ** 2)','dan = dn * n * (1 - n)','wrong_derivative'),
 ('dUn_h','dUn = (r * h).T @ dan','dUn = h.T @ dan','missing_factor wrong_name'),
 ('dr_r','dr = drh * h','dr = drh * r','wrong_name'),
 ('daz_no','daz = dz * z * (1 - z)','daz = dz * (1 - z)','missing_factor'),
 ('Uz_noT','dh = dh + daz @ Uz.T + dar @ Ur.T','dh = dh + daz @ Uz + dar @ Ur.T','wrong_transpose'),
 ('zn','dn = dout * (1 - z)','dn = dout * z','wrong_name wrong_derivative missing_factor wrong_value'),
])
case('smooth_ce','''
import numpy as np
def loss_forward(logits, y, alpha):
    N, C = logits.shape
    shifted = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    p = e / e.sum(axis=1, keepdims=True)
    t = np.full((N, C), alpha / C)
    t[np.arange(N), y] += 1 - alpha
    loss = -(t * np.log(p)).sum() / N
    return loss, (p, t)
def loss_backward(cache):
    p, t = cache
    N = p.shape[0]
    dlogits = p - t
    dlogits = dlogits / N
    return dlogits
''','loss_forward','loss_backward',dict(logits=n(4,5),y=[1,0,4,2],alpha=0.1),['logits'],[
 ('noN','dlogits = dlogits / N','dlogits = dlogits * 1.0','not_divided_by_m wrong_number wrong_operator'),
 ('C','N = p.shape[0]','N = p.shape[1]','wrong_count',[14]),
 ('sign','dlogits = p - t','dlogits = t - p','sign_flipped'),
 ('pt','dlogits = p - t','dlogits = p * t','wrong_operator multiplied_instead_of_added'),
 ('tonly','dlogits = p - t','dlogits = -t / p','wrong_operator unknown missing_path'),
])
case('cosine','''
import numpy as np
def cos_forward(a, b, eps):
    na = np.sqrt((a * a).sum(axis=1, keepdims=True) + eps)
    nb = np.sqrt((b * b).sum(axis=1, keepdims=True) + eps)
    s = (a * b).sum(axis=1, keepdims=True)
    c = s / (na * nb)
    return c, (a, b, na, nb, s, c)
def cos_backward(dc, cache):
    a, b, na, nb, s, c = cache
    ds = dc / (na * nb)
    dna = -dc * s / (na ** 2 * nb)
    dnb = -dc * s / (na * nb ** 2)
    da = ds * b + dna * a / na
    db = ds * a + dnb * b / nb
    return da, db
''','cos_forward','cos_backward',dict(a=n(3,4),b=n(3,4,seed=9),eps=1e-4),['a','b'],[
 ('dna_sign','dna = -dc','dna = dc','sign_flipped'),
 ('dna_pow','na ** 2 * nb)','na * nb)','wrong_power'),
 ('path','db = ds * a + dnb * b / nb','db = ds * a','missing_path missing_term'),
 ('dab','da = ds * b','da = ds * a','wrong_name'),
 ('na','dna * a / na','dna * a','missing_factor'),
 ('plus','ds = dc / (na * nb)','ds = dc / na * nb','missing_parentheses wrong_operator multiplied_instead_of_divided'),
])
case('groupnorm','''
import numpy as np
def gn_forward(x, gamma, beta, G, eps):
    N, C, H, W = x.shape
    xg = x.reshape(N, G, C // G * H * W)
    mean = xg.mean(axis=2, keepdims=True)
    xc = xg - mean
    var = (xc ** 2).mean(axis=2, keepdims=True)
    istd = 1 / np.sqrt(var + eps)
    xn = (xc * istd).reshape(N, C, H, W)
    out = gamma.reshape(1, C, 1, 1) * xn + beta.reshape(1, C, 1, 1)
    return out, dict(xn=xn, istd=istd, gamma=gamma, G=G, xc=xc)
def gn_backward(dout, cache):
    xn, istd, gamma, G = cache['xn'], cache['istd'], cache['gamma'], cache['G']
    N, C, H, W = dout.shape
    m = C // G * H * W
    dbeta = dout.sum(axis=(0, 2, 3))
    dgamma = (dout * xn).sum(axis=(0, 2, 3))
    dxn = (dout * gamma.reshape(1, C, 1, 1)).reshape(N, G, m)
    dvar = (dxn * cache['xc']).sum(axis=2, keepdims=True) * -0.5 * istd ** 3
    dmean = -(dxn * istd).sum(axis=2, keepdims=True)
    dx = dxn * istd + 2 * cache['xc'] * dvar / m + dmean / m
    return dx.reshape(N, C, H, W), dgamma, dbeta
''','gn_forward','gn_backward',dict(x=n(2,4,2,3),gamma=n(4),beta=n(4,seed=3),G=2,eps=1e-3),['x','gamma','beta'],[
 ('m','m = C // G * H * W','m = C * H * W','wrong_count shape_mismatch wrong_value'),
 ('pow','istd ** 3','istd ** 2','wrong_power variance_path_wrong_power'),
 ('two','2 * cache[\'xc\'] * dvar / m','cache[\'xc\'] * dvar / m','missing_factor_two'),
 ('xnkey','(dxn * cache[\'xc\'])','(dxn * cache[\'istd\'])','wrong_name'),
 ('axes','dbeta = dout.sum(axis=(0, 2, 3))','dbeta = dout.sum(axis=(2, 3))','sums_over_wrong_axis wrong_shape not_reduced'),
 ('nomean','+ dmean / m','+ dmean','not_divided_by_m mean_path_not_divided_by_m'),
])
case('weightnorm','''
import numpy as np
def wn_forward(x, v, g, b):
    norm = np.sqrt((v ** 2).sum(axis=0))
    w = v * (g / norm)
    out = x @ w + b
    return out, x, v, g, norm, w
def wn_backward(dout, x, v, g, norm, w):
    dw = x.T @ dout
    db = dout.sum(axis=0)
    dx = dout @ w.T
    dg = (dw * v).sum(axis=0) / norm
    dv = dw * g / norm - v * g * (dw * v).sum(axis=0) / norm ** 3
    return dx, dv, dg, db
''','wn_forward','wn_backward',dict(x=n(5,3),v=n(3,4),g=n(4),b=n(4,seed=2)),['x','v','g','b'],[
 ('pow','/ norm ** 3','/ norm ** 2','wrong_power'),
 ('gnorm','dg = (dw * v).sum(axis=0) / norm','dg = (dw * v).sum(axis=0)','missing_factor'),
 ('const',' - v * g * (dw * v).sum(axis=0) / norm ** 3','','missing_term missing_path norm_treated_as_constant'),
 ('v','dx = dout @ w.T','dx = dout @ v.T','wrong_name'),
 ('everything','db = dout.sum(axis=0)','db = np.sum(dout)','summed_over_everything'),
 ('plus','dw * g / norm - v','dw * g / norm + v','sign_flipped'),
])
case('conv1d','''
import numpy as np
def conv1d_forward(x, w, b, stride):
    N, C, L = x.shape
    F, _, K = w.shape
    Lo = (L - K) // stride + 1
    out = np.zeros((N, F, Lo))
    for i in range(Lo):
        s = i * stride
        out[:, :, i] = np.tensordot(x[:, :, s:s + K], w, axes=([1, 2], [1, 2])) + b
    return out, (x, w, b, stride)
def conv1d_backward(dout, cache):
    x, w, b, stride = cache
    N, F, Lo = dout.shape
    K = w.shape[2]
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = dout.sum(axis=(0, 2))
    for i in range(Lo):
        s = i * stride
        dx[:, :, s:s + K] += np.tensordot(dout[:, :, i], w, axes=([1], [0]))
        dw += np.tensordot(dout[:, :, i], x[:, :, s:s + K], axes=([0], [0]))
    return dx, dw, db
''','conv1d_forward','conv1d_backward',dict(x=n(2,3,9),w=n(4,3,3),b=n(4),stride=2),['x','w','b'],[
 ('assign','dx[:, :, s:s + K] += np','dx[:, :, s:s + K] = np','overwrites_instead_of_adding'),
 ('dw','dw += np','dw = np','overwrites_instead_of_adding'),
 ('nostride','''        s = i * stride
        dx[''','''        s = i
        dx[''','missing_stride wrong_name'),
 ('db','db = dout.sum(axis=(0, 2))','db = dout.sum(axis=(0, 1))','sums_over_wrong_axis wrong_shape'),
 ('range','''db = dout.sum(axis=(0, 2))
    for i in range(Lo):''','''db = dout.sum(axis=(0, 2))
    for i in range(Lo - 1):''','wrong_range',[19]),
])
case('avgpool','''
import numpy as np
def pool_forward(x, k, stride):
    N, C, H, W = x.shape
    Ho, Wo = (H - k) // stride + 1, (W - k) // stride + 1
    out = np.zeros((N, C, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i * stride:i * stride + k, j * stride:j * stride + k].mean(axis=(2, 3))
    return out, (x.shape, k, stride)
def pool_backward(dout, cache):
    shape, k, stride = cache
    dx = np.zeros(shape)
    _, _, Ho, Wo = dout.shape
    for i in range(Ho):
        for j in range(Wo):
            dx[:, :, i * stride:i * stride + k, j * stride:j * stride + k] += dout[:, :, i, j][:, :, None, None] / (k * k)
    return dx
''','pool_forward','pool_backward',dict(x=n(2,2,5,7),k=3,stride=2),['x'],[
 ('k','/ (k * k)','/ k','wrong_count not_divided_by_m'),
 ('assign','+= dout','= dout','overwrites_instead_of_adding'),
 ('ij','dout[:, :, i, j][:','dout[:, :, j, i][:','swapped_indices index_out_of_range'),
 ('nodiv',' / (k * k)','','not_divided_by_m'),
])
case('l2norm','''
import numpy as np
def l2_forward(x):
    n = np.linalg.norm(x, axis=-1, keepdims=True)
    y = x / n
    return y, (y, n)
def l2_backward(dy, cache):
    y, n = cache
    dx = (dy - y * (dy * y).sum(-1, keepdims=True)) / n
    return dx
''','l2_forward','l2_backward',dict(x=n(3,5)),['x'],[
 ('nodim','(dy * y).sum(-1, keepdims=True)','(dy * y).sum()','summed_over_everything'),
 ('axis','(dy * y).sum(-1, keepdims=True)','(dy * y).sum(0, keepdims=True)','sums_over_wrong_axis'),
 ('noy','dy - y * (dy * y)','dy - (dy * y)','missing_factor'),
 ('plus','dy - y','dy + y','sign_flipped'),
 ('br','(dy - y * (dy * y).sum(-1, keepdims=True)) / n','dy - y * (dy * y).sum(-1, keepdims=True) / n','missing_parentheses'),
])
case('gelu','''
import numpy as np
def gelu_forward(x):
    c = np.sqrt(2 / np.pi)
    u = c * (x + 0.044715 * x ** 3)
    t = np.tanh(u)
    out = 0.5 * x * (1 + t)
    return out, (x, t)
def gelu_backward(dout, cache):
    x, t = cache
    c = np.sqrt(2 / np.pi)
    du = c * (1 + 3 * 0.044715 * x ** 2)
    dt = 1 - t ** 2
    dx = dout * (0.5 * (1 + t) + 0.5 * x * dt * du)
    return dx
''','gelu_forward','gelu_backward',dict(x=n(3,4)),['x'],[
 ('three','3 * 0.044715','0.044715','missing_factor wrong_number'),
 ('pow','0.044715 * x ** 2','0.044715 * x ** 3','wrong_power'),
 ('dt','dt = 1 - t ** 2','dt = t ** 2','wrong_derivative missing_term'),
 ('dtx','dt = 1 - t ** 2','dt = 1 - x ** 2','wrong_name'),
 ('plus','0.5 * x * dt * du','0.5 * x * dt + du','added_instead_of_multiplied'),
 ('mul','0.5 * (1 + t) + 0.5','0.5 * (1 + t) * 0.5','multiplied_instead_of_added'),
 ('half','+ 0.5 * x * dt * du','+ x * dt * du','missing_factor_two extra_factor_two missing_factor missing_parentheses'),
])
case('swish','''
import numpy as np
def swish_forward(x, beta):
    s = 1 / (1 + np.exp(-beta * x))
    return x * s, {'x': x, 's': s, 'beta': beta}
def swish_backward(dout, cache):
    x = cache['x']
    s = cache['s']
    ds = dout * x
    da = ds * s * (1 - s)
    dx = dout * s + da * cache['beta']
    dbeta = np.sum(da * x)
    return {'dx': dx, 'dbeta': dbeta}
''','swish_forward','swish_backward',dict(x=n(3,4),beta=1.3),['x','beta'],[
 ('nobeta','da * cache[\'beta\']','da','missing_factor missing_gamma'),
 ('ds','da = ds * s * (1 - s)','da = s * (1 - s)','missing_factor dout_ignored'),
 ('onepath','dx = dout * s + da','dx = da','missing_term missing_path dout_ignored'),
 ('axis','dbeta = np.sum(da * x)','dbeta = np.sum(da * x, axis=0)','sums_over_wrong_axis not_reduced'),
 ('tanh','da = ds * s * (1 - s)','da = ds * (1 - s ** 2)','wrong_derivative'),
 ('swapped',"{'dx': dx, 'dbeta': dbeta}","{'dx': ds, 'dbeta': dbeta}",'wrong_name'),
])
case('svm','''
import numpy as np
def svm_forward(X, W, y, reg):
    N = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(N), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(N), y] = 0
    loss = margins.sum() / N + reg * np.sum(W * W)
    return loss, (X, W, y, reg, margins)
def svm_backward(cache):
    X, W, y, reg, margins = cache
    N = X.shape[0]
    mask = (margins > 0).astype(float)
    mask[np.arange(N), y] = -mask.sum(axis=1)
    dscores = mask / N
    dW = X.T.dot(dscores) + 2 * reg * W
    dX = dscores.dot(W.T)
    return dX, dW
''','svm_forward','svm_backward',dict(X=n(5,3),W=n(3,4),y=[0,1,3,2,2],reg=0.1),['X','W'],[
 ('reg','2 * reg * W','reg * W','missing_factor_two'),
 ('count','-mask.sum(axis=1)','-1','wrong_number unknown'),
 ('sign','= -mask.sum','= mask.sum','sign_flipped wrong_operator'),
 ('N','dscores = mask / N','dscores = mask','not_divided_by_m'),
 ('axis','-mask.sum(axis=1)','-mask.sum()','summed_over_everything'),
 ('y','mask[np.arange(N), y] =','mask[:, y] =','wrong_indices shape_mismatch wrong_value'),
])
case('triplet','''
import numpy as np
def triplet_forward(a, p, q, margin):
    dp = a - p
    dn = a - q
    v = (dp ** 2).sum(axis=1) - (dn ** 2).sum(axis=1) + margin
    loss = np.maximum(v, 0).mean()
    return loss, (dp, dn, v)
def triplet_backward(cache):
    dp, dn, v = cache
    on = (v > 0)[:, None] / v.shape[0]
    ga = on * (2 * dp - 2 * dn)
    gp = -2 * on * dp
    gq = 2 * on * dn
    return ga, gp, gq
''','triplet_forward','triplet_backward',dict(a=n(4,3),p=n(4,3,seed=4),q=n(4,3,seed=8),margin=1.0),['a','p','q'],[
 ('sign','2 * dp - 2 * dn','2 * dp + 2 * dn','sign_flipped'),
 ('gp','gp = -2 * on * dp','gp = -2 * on * dn','wrong_name'),
 ('mean','/ v.shape[0]','/ 1','not_divided_by_m wrong_number'),
 ('gq','gq = 2 * on * dn','gq = on * dn','missing_factor_two'),
])
case('bn_unbiased','''
import numpy as np
def bn_forward(x, gamma, beta, eps):
    n = x.shape[0]
    mean = x.mean(0)
    diff = x - mean
    var = (diff ** 2).sum(0) / (n - 1)
    inv = (var + eps) ** -0.5
    raw = diff * inv
    out = gamma * raw + beta
    return out, (diff, var, inv, raw, gamma, eps)
def bn_backward(dout, cache):
    diff, var, inv, raw, gamma, eps = cache
    n = dout.shape[0]
    dgamma = (dout * raw).sum(0)
    dbeta = dout.sum(0)
    draw = dout * gamma
    dinv = (draw * diff).sum(0)
    dvar = dinv * -0.5 * (var + eps) ** -1.5
    ddiff = draw * inv
    ddiff += dvar * 2 * diff / (n - 1)
    dmean = -ddiff.sum(0)
    dx = ddiff.copy()
    dx += dmean / n
    return dx, dgamma, dbeta
''','bn_forward','bn_backward',dict(x=n(6,3),gamma=n(3),beta=n(3,seed=1),eps=1e-3),['x','gamma','beta'],[
 ('count','2 * diff / (n - 1)','2 * diff / n','wrong_count unbiased_variance variance_path_other_ddof'),
 ('plus','dinv * -0.5 * (var + eps) ** -1.5','dinv * (-0.5 + (var + eps) ** -1.5)','added_instead_of_multiplied'),
 ('value','dinv = (draw * diff).sum(0)','dinv = (raw * diff).sum(0)','wrong_name'),
 ('over','ddiff += dvar','ddiff = dvar','overwrites_instead_of_adding'),
 ('dmean','dx += dmean / n','dx += dmean','not_divided_by_m mean_path_not_divided_by_m'),
 ('bias','dmean = -ddiff.sum(0)','dmean = -draw.sum(0)','wrong_name missing_factor missing_inverse_std'),
])
case('bn_closed','''
import numpy as np
def forward(x, gamma, beta):
    mu = x.mean(0)
    var = x.var(0, ddof=1)
    inv = 1 / np.sqrt(var + 1e-4)
    xhat = (x - mu) * inv
    return gamma * xhat + beta, (xhat, inv, gamma)
def backward(dout, cache):
    xhat, inv, gamma = cache
    n = xhat.shape[0]
    dgamma = (dout * xhat).sum(0)
    dbeta = dout.sum(0)
    dx = gamma * inv / n * (n * dout - dout.sum(0) - n / (n - 1) * xhat * (dout * xhat).sum(0))
    return dx, dgamma, dbeta
''','forward','backward',dict(x=n(6,3),gamma=n(3),beta=n(3,seed=1)),['x','gamma','beta'],[
 ('nobessel','- n / (n - 1) * xhat','- xhat','wrong_count unbiased_variance missing_factor variance_path_other_ddof'),
 ('allbessel','gamma * inv / n * (n * dout - dout.sum(0) - n / (n - 1) * xhat','gamma * inv / (n - 1) * ((n - 1) * dout - dout.sum(0) - xhat','wrong_count unbiased_variance'),
 ('noxhat','n / (n - 1) * xhat * (dout','n / (n - 1) * (dout','missing_factor'),
 ('nopar','/ n * (n * dout - dout.sum(0)','/ n * n * (dout - dout.sum(0)','missing_parentheses not_divided_by_m'),
])
case('masked_attention','''
import numpy as np
def att_forward(q, k, v, mask):
    d = q.shape[1]
    s = q @ k.T / np.sqrt(d)
    s = s + (1 - mask) * -1e9
    s = s - np.max(s, axis=1, keepdims=True)
    e = np.exp(s)
    a = e / np.sum(e, axis=1, keepdims=True)
    return a @ v, (q, k, v, a)
def att_backward(dout, cache):
    q, k, v, a = cache
    dv = a.T @ dout
    da = dout @ v.T
    ds = a * (da - np.sum(da * a, axis=1, keepdims=True))
    ds = ds / np.sqrt(q.shape[1])
    dq = ds @ k
    dk = ds.T @ q
    return dq, dk, dv
''','att_forward','att_backward',dict(q=n(3,4),k=n(5,4),v=n(5,2),mask=[[1,1,0,1,1],[1,0,1,1,1],[0,1,1,1,1]]),['q','k','v'],[
 ('diag','ds = a * (da - np.sum(da * a, axis=1, keepdims=True))','ds = da * a * (1 - a)','jacobian_treated_as_diagonal missing_path'),
 ('sqrt','ds = ds / np.sqrt(q.shape[1])','ds = ds / q.shape[1]','missing_root'),
 ('d','ds / np.sqrt(q.shape[1])','ds / np.sqrt(q.shape[0])','wrong_count'),
 ('everything','np.sum(da * a, axis=1, keepdims=True)','np.sum(da * a)','summed_over_everything'),
 ('keep','np.sum(da * a, axis=1, keepdims=True)','np.sum(da * a, axis=1)','missing_keepdims shape_mismatch wrong_value'),
 ('brackets','ds = a * (da - np','ds = (a * da - np','missing_parentheses unknown'),
 ('dk','dk = ds.T @ q','dk = ds.T @ dq','wrong_name'),
])
case('mlp_tanh','''
import numpy as np
def mlp_forward(x, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    y = h @ w2 + b2
    cache = {'x': x, 'w1': w1, 'h': h, 'w2': w2}
    return y, cache
def mlp_backward(dy, cache):
    grads = {}
    h = cache['h']
    grads['w2'] = h.T @ dy
    grads['b2'] = dy.sum(axis=0)
    dh = dy @ cache['w2'].T
    dpre = dh * (1 - h ** 2)
    grads['w1'] = cache['x'].T @ dpre
    grads['b1'] = dpre.sum(axis=0)
    grads['x'] = dpre @ cache['w1'].T
    return grads
''','mlp_forward','mlp_backward',dict(x=n(5,3),w1=n(3,4),b1=n(4),w2=n(4,2),b2=n(2)),['x','w1','b1','w2','b2'],[
 ('local','dh = dy @ cache[\'w2\'].T','dh = dy.sum(axis=1, keepdims=True) + cache[\'w2\'].sum(axis=1)','unknown wrong_name added_instead_of_multiplied'),
 ('nod','dpre = dh * (1 - h ** 2)','dpre = (1 - h ** 2)','missing_factor dout_ignored'),
 ('h','grads[\'w1\'] = cache[\'x\'].T @ dpre','grads[\'w1\'] = cache[\'x\'].T @ dh','wrong_name'),
 ('key','grads[\'x\'] = dpre @ cache[\'w1\'].T','grads[\'x\'] = dpre @ cache[\'x\'].T','wrong_name shape_mismatch'),
 ('db','grads[\'b1\'] = dpre.sum(axis=0)','grads[\'b1\'] = dpre.sum()','summed_over_everything'),
 ('wrongk','grads[\'b2\'] = dy','grads[\'b1\'] = dy','wrong_name unfinished missing_key overwrites_instead_of_adding'),
])
case('residual','''
import numpy as np
def block_forward(x, w, g):
    ms = np.mean(x ** 2, axis=1, keepdims=True)
    r = 1.0 / np.sqrt(ms + 1e-3)
    xn = x * r
    a = xn * g
    z = a @ w
    h = np.maximum(z, 0)
    out = x + h
    return out, (x, w, g, r, xn, a, z)
def block_backward(dout, cache):
    x, w, g, r, xn, a, z = cache
    D = x.shape[1]
    dh = dout
    dz = dh * (z > 0)
    dw = a.T @ dz
    da = dz @ w.T
    dg = (da * xn).sum(axis=0)
    dxn = da * g
    dr = (dxn * x).sum(axis=1, keepdims=True)
    dms = -0.5 * dr * r ** 3
    dx = dout + dxn * r + dms * 2 * x / D
    return dx, dw, dg
''','block_forward','block_backward',dict(x=n(4,3),w=n(3,3),g=n(3)),['x','w','g'],[
 ('skip','dx = dout + dxn','dx = dxn','missing_term missing_path dout_ignored'),
 ('mask','(z > 0)','(a > 0)','wrong_mask wrong_name'),
 ('maskd','(z > 0)','(dh > 0)','wrong_mask wrong_name'),
 ('inplace','dh = dout\n    dz = dh * (z > 0)','dh = dout\n    dh *= (z > 0)\n    dz = dh','changed_in_place',[14,15,16]),
 ('half','-0.5 * dr','0.5 * dr','sign_flipped'),
 ('D','D = x.shape[1]','D = x.shape[0]','wrong_count',[23]),
 ('g','dxn = da * g','dxn = da','missing_gamma missing_factor'),
])
case('softplus_nll','''
import numpy as np
def nll_forward(mu, s, y):
    sigma = np.log(1 + np.exp(s)) + 1e-2
    z = (y - mu) / sigma
    nll = 0.5 * z ** 2 + np.log(sigma)
    return nll, (mu, s, y, sigma, z)
def nll_backward(dnll, cache):
    mu, s, y, sigma, z = cache
    dz = dnll * z
    dsigma = dnll / sigma - dz * z / sigma
    dmu = -dz / sigma
    ds = dsigma / (1 + np.exp(-s))
    return dmu, ds
''','nll_forward','nll_backward',dict(mu=n(3,2),s=n(3,2,seed=5),y=n(3,2,seed=7)),['mu','s'],[
 ('sign','ds = dsigma / (1 + np.exp(-s))','ds = dsigma / (1 + np.exp(s))','sign_flipped'),
 ('log','dnll / sigma - dz','dnll * np.log(sigma) - dz','wrong_derivative'),
 ('z','dz * z / sigma','dz / sigma','missing_factor'),
 ('half','dz = dnll * z','dz = 0.5 * dnll * z','missing_factor_two extra_factor_two extra_factor'),
])
case('embedding','''
import numpy as np
def emb_forward(idx, E, w):
    e = E[idx]
    m = e.mean(axis=1)
    out = m @ w
    return out, (idx, E, w, m)
def emb_backward(dout, cache):
    idx, E, w, m = cache
    dw = m.T @ dout
    dm = dout @ w.T
    de = np.repeat(dm[:, None, :], idx.shape[1], axis=1) / idx.shape[1]
    dE = np.zeros_like(E)
    np.add.at(dE, idx, de)
    return dE, dw
''','emb_forward','emb_backward',dict(idx=[[0,2,1],[2,2,3]],E=n(5,4),w=n(4,2)),['E','w'],[
 ('assign','np.add.at(dE, idx, de)','dE[idx] += de','overwrites_instead_of_adding unknown'),
 ('assign2','np.add.at(dE, idx, de)','dE[idx] = de','overwrites_instead_of_adding unknown'),
 ('T','idx.shape[1], axis=1) / idx.shape[1]','idx.shape[1], axis=1) / idx.shape[0]','wrong_count'),
 ('nodiv',' / idx.shape[1]\n','\n','not_divided_by_m'),
])
case('rnn2','''
import numpy as np
def rnn_forward(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    h = h0
    hs = []
    for t in range(T):
        h = np.tanh(x[:, t] @ Wx + h @ Wh + b)
        hs.append(h)
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, Wx, Wh, hs)
def rnn_backward(dhs, cache):
    x, h0, Wx, Wh, hs = cache
    N, T, D = x.shape
    dx = np.zeros_like(x)
    dWx, dWh = np.zeros_like(Wx), np.zeros_like(Wh)
    db = np.zeros(Wh.shape[1])
    dh = np.zeros_like(h0)
    for t in reversed(range(T)):
        dh = dh + dhs[:, t]
        da = dh * (1 - hs[:, t] ** 2)
        prev = hs[:, t - 1] if t > 0 else h0
        dx[:, t] = da @ Wx.T
        dWx += x[:, t].T @ da
        dWh += prev.T @ da
        db += da.sum(axis=0)
        dh = da @ Wh.T
    return dx, dh, dWx, dWh, db
''','rnn_forward','rnn_backward',dict(x=n(2,3,4),h0=n(2,3),Wx=n(4,3),Wh=n(3,3),b=n(3)),['x','h0','Wx','Wh','b'],[
 ('nodh','dh = dh + dhs[:, t]','dh = dhs[:, t]','missing_term missing_path overwrites_instead_of_adding'),
 ('noover','dWh += prev.T @ da','dWh = prev.T @ da','overwrites_instead_of_adding'),
 ('order','reversed(range(T))','range(T)','wrong_order wrong_range',[19]),
 ('noT','dh = da @ Wh.T','dh = da @ Wh','wrong_transpose'),
 ('prev','prev = hs[:, t - 1] if','prev = hs[:, t] if','wrong_number wrong_indices wrong_name'),
 ('dx','dx[:, t] = da @ Wx.T','dx[:, t] = dh @ Wx.T','wrong_name'),
 ('da','(1 - hs[:, t] ** 2)','(1 - hs[:, t]) ** 2','missing_parentheses wrong_power'),
])


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent
    for item in CASES:
        lines = []
        for key, value in written(item).items():
            if key in ("code", "mistakes"):
                lines.append(f" {json.dumps(key)}: [\n  " + ",\n  ".join(json.dumps(part) for part in value) + "\n ]")
            else:
                lines.append(f" {json.dumps(key)}: {json.dumps(value)}")
        (folder / (item["name"] + ".json")).write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(len(CASES), "functions,", sum(len(item["edits"]) for item in CASES), "mistakes")
