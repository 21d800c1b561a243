class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        ctx.save_for_backward(x)
        ctx.k = k
        return k * x ** 2
    @staticmethod
    def backward(ctx, dout):
        x, = ctx.saved_tensors
        return 2 * ctx.k * x * dout, None
class Shift(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, b):
        return x + b
    @staticmethod
    def backward(ctx, dout):
        return dout, dout
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x ** 2
    @staticmethod
    def backward(ctx, dout):
        x, = ctx.saved_tensors
        return 5 * x * dout
class Two(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.needs = ctx.needs_input_grad
        ctx.save_for_backward(x, y)
        return x * y, x + y
    @staticmethod
    def backward(ctx, g, h):
        x, y = ctx.saved_tensors
        dx = g * y + h if ctx.needs_input_grad[0] else None
        dy = g * x + h if ctx.needs_input_grad[1] else None
        return dx, dy
class Parts(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        at = x.argmax()
        ctx.mark_non_differentiable(at)
        ctx.set_materialize_grads(False)
        return x.clone(), at, x * 3
    @staticmethod
    def backward(ctx, g, none, h):
        return (0 if g is None else g) + (0 if h is None else 3 * h) + x.detach() * 0
class Few(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        return x * k
    @staticmethod
    def backward(ctx, dout):
        return dout
class Many(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, dout):
        return dout, dout
class Spare(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, dout):
        return dout, None, None
class Misshapen(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1
    @staticmethod
    def backward(ctx, dout):
        return dout[0]
class Foreign(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        return x * k
    @staticmethod
    def backward(ctx, dout):
        return dout, dout
class Empty(torch.autograd.Function):
    pass
class Saver(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x, 3)
        return x
class Net(torch.nn.Module):
    def __init__(self, n):
        super().__init__()
        self.w = torch.nn.Parameter(torch.linspace(-1, 1, n))
        self.b = torch.nn.Parameter(torch.tensor(0.5))
        self.register_buffer('scale', torch.tensor([2.0]))
    def forward(self, x):
        return (x * self.w * self.scale).sum(-1) + self.b
class Outer(torch.nn.Module):
    def __init__(self):
        super(Outer, self).__init__()
        self.first = Net(4)
        self.c = torch.nn.Parameter(torch.zeros(2))
        self.second = Net(3)
    def forward(self, x):
        return self.first(x) * 2 + self.second(x[:, :3]) + (self.c.sum() if self.training else 1)
class Bare(torch.nn.Module):
    pass
net = Net(4)
outer = Outer()
