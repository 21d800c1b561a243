using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Every construct: what is read, printed again.</summary>
public class ConstructTests
{
    public static TheoryData<string, string> Simple { get; } = new()
    {
        { "a=b=c", "a = b = c" },
        { "a, b = b, a", "a, b = b, a" },
        { "(a, (b, *c)) = d", "a, (b, *c) = d" },
        { "[a, b] = c", "[a, b] = c" },
        { "x[i, :, ::2, None, ...] += 1", "x[i, :, ::2, None, ...] += 1" },
        { "x.a **= 2", "x.a **= 2" },
        { "a: float = 1", "a: float = 1" },
        { "a: np.ndarray", "a: np.ndarray" },
        { "if (n := f(x)) > 1: g(n := 2)", "if (n := f(x)) > 1:\n    g((n := 2))" },
        { "a; b;", "a\nb" },
        { "del a, b[0]", "del a, b[0]" },
        { "del (a, b)", "del (a, b)" },
        { "assert a, 'b'", "assert a, 'b'" },
        { "raise ValueError('x') from e", "raise ValueError('x')" },
        { "import numpy as np, a.b", "import numpy as np, a.b" },
        { "from . import a", "from . import a" },
        { "from ...a.b import (c as d, e,)", "from ...a.b import c as d, e" },
        { "from numpy import *", "from numpy import *" },
        { "from __future__ import division", "from __future__ import division" },
        { "global a, b", "global a, b" },
        { "()", "()" },
        { "(a,)", "a," },
        { "a,", "a," },
        { "[*a, b]", "[*a, b]" },
        { "{1, 2}", "{1, 2}" },
        { "{}", "{}" },
        { "{'a': 1, **b,}", "{'a': 1, **b}" },
        { "f(a, *b, c=1, **d)", "f(a, *b, c=1, **d)" },
        { "f(a for a in b if a if b for c in d)", "f(a for a in b if a if b for c in d)" },
        { "f((a for a in b), c)", "f((a for a in b), c)" },
        { "[a for a, b in c]", "[a for a, b in c]" },
        { "{a: b for a in c}", "{a: b for a in c}" },
        { "{a for a in c}", "{a for a in c}" },
        { "[a for a in (b if c else d)]", "[a for a in (b if c else d)]" },
        { "lambda: 0", "lambda: 0" },
        { "lambda a, /, b=1, *c, d, e=2, **f: (a, b)", "lambda a, b=1, *c, d, e=2, **f: (a, b)" },
        { "a[1:2], a[:], a[::-1], a[b:], a[()]", "a[1:2], a[:], a[::-1], a[b:], a[()]" },
        { "a[:,None]", "a[:, None]" },
        { "not a, -a, +a, ~a", "not a, -a, +a, ~a" },
        { "1e-5, 1e16, 0.1, 123456.0, 1e300, 0.00001", "1e-05, 1e+16, 0.1, 123456.0, 1e+300, 1e-05" },
        { "1e-6, 1e-9, 0.001, 0.0001, 1.5e-7, 5e-324, 1.7976931348623157e308, 1e15, 1e22, 0.0", "1e-06, 1e-09, 0.001, 0.0001, 1.5e-07, 5e-324, 1.7976931348623157e+308, 1000000000000000.0, 1e+22, 0.0" },
        { "'😀≤\\ud83d'", "'😀≤\\ud83d'" },
        { "\"it's\"", "\"it's\"" },
    };

    public static TheoryData<string, string> Compound { get; } = new()
    {
        { "if a: b\nelif c: d\nelse: e", "if a:\n    b\nelif c:\n    d\nelse:\n    e" },
        { "if a:\n  if b: c\n  else: d", "if a:\n    if b:\n        c\n    else:\n        d" },
        { "for i, j in a, b:\n continue\nelse:\n pass", "for i, j in a, b:\n    continue\nelse:\n    pass" },
        { "while a:\n break", "while a:\n    break" },
        { "def f(x: np.ndarray, eps: float = 1e-5, *, k) -> tuple: return x", "def f(x, eps=1e-05, *, k):\n    return x" },
        { "def f(a, /, b): return", "def f(a, b):\n    return" },
        { "def f():\n  '''Doc.'''\n  def g(): nonlocal a\n  return *a, b", "def f():\n    'Doc.'\n    def g():\n        nonlocal a\n    return *a, b" },
        { "try: a\nexcept (A, B) as e: b\nexcept: raise\nelse: c\nfinally: d", "try:\n    a\nexcept (A, B) as e:\n    b\nexcept:\n    raise\nelse:\n    c\nfinally:\n    d" },
        { "def f():\n yield\n x = yield a, b\n yield from (c for c in d)", "def f():\n    (yield)\n    x = (yield a, b)\n    (yield from (c for c in d))" },
        { "with a, b as c: d", "with a:\n    with b as c:\n        d" },
        { "with (a as b, c as (d, e),): f", "with a as b:\n    with c as (d, e):\n        f" },
        { "class A: pass", "class A:\n    pass" },
        { "class A(B, metaclass=M, **k):\n x: int = 1\n @staticmethod\n @f(1)\n def g(self): return self.x", "class A(B, metaclass=M, **k):\n    x: int = 1\n    @staticmethod\n    @f(1)\n    def g(self):\n        return self.x" },
        { "@a.b\nclass A(*B):\n  class C(): pass", "@a.b\nclass A(*B):\n    class C:\n        pass" },
        { "try:\n import numpy\nexcept ImportError:\n pass", "try:\n    import numpy\nexcept ImportError:\n    pass" },
    };

    [Theory]
    [MemberData(nameof(Simple))]
    [MemberData(nameof(Compound))]
    public void Construct_IsReadAndPrinted(string text, string printed)
    {
        var tree = Read.Program(text);
        Assert.Equal(printed, Printer.Print(tree).TrimEnd('\n'));
        Assert.Equal(TreeText.Of(tree), TreeText.Of(Read.Program(printed)));
        Assert.Empty(Read.Refused(new(text)));
    }
}
