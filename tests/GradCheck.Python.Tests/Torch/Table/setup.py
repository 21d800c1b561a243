import numpy as np
import torch
torch.set_default_dtype(torch.float64)
a = torch.arange(12.).reshape(3, 4) / 7 - 0.6
b = torch.tensor([0.5, -1.5, 2.0, 0.25])
c = torch.arange(12).reshape(3, 4)
i = torch.tensor([2, 0, 1])
m = torch.tensor([True, False, True, True])
M = torch.tensor([[True, False, True, True], [False, True, False, True], [False, False, False, False]])
t = torch.linspace(-2, 2, 24).reshape(2, 3, 4)
s = torch.tensor(1.5)
k = torch.tensor(7)
e = torch.zeros(0, 3)
f = torch.tensor([1.5, 2.5], dtype=torch.float32)
n = np.arange(4.)
w = torch.tensor([1., -2., 3.], requires_grad=True)
