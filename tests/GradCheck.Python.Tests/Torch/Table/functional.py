import torch.nn.functional as F
import torch.nn as nn
labels = torch.tensor([2, 0, 3])
W = torch.cos(torch.arange(20.)).reshape(5, 4)
B = torch.linspace(-1, 1, 5)
I = torch.sin(torch.arange(2 * 3 * 5 * 6.) * 1.7).reshape(2, 3, 5, 6)
K = torch.cos(torch.arange(4 * 3 * 3 * 2.) * 0.9).reshape(4, 3, 3, 2)
S = torch.sin(torch.arange(2 * 3 * 7.) * 1.3).reshape(2, 3, 7)
g4 = torch.tensor([1.5, 0.5, -1.0, 2.0])
b4 = torch.tensor([0.1, -0.2, 0.3, 0.0])
p34 = torch.sigmoid(a)
