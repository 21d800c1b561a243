x = (torch.arange(12.).reshape(3, 4) * 0.37 - 1.9).requires_grad_()
y = (torch.sin(torch.arange(12.)).reshape(3, 4) * 1.3 + 0.1).requires_grad_()
out = {0}
(out * torch.cos(torch.arange(out.numel() * 1.)).reshape(out.shape)).sum().backward()
(out.detach(), x.grad, y.grad)
