import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean = x.mean(axis=0)
    istd = 1 / np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mean) * istd
    return gamma * xhat + beta, (xhat, gamma, istd)

def batchnorm_backward(dout, cache):
    xhat, gamma, istd = cache
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dx = istd * (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0))
    return dx, dgamma, dbeta
