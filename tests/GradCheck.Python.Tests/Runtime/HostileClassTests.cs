using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Programs whose classes call themselves, grow without end, or play with what a class is: each ends with a report.</summary>
public class HostileClassTests
{
    // A tenth of the real limits and no clock, so that each is stopped by what it does.
    private static readonly BudgetLimits Limits = new(2_000_000, 40_000_000, 1L << 27, 64, 20_000, TimeSpan.FromHours(1));

    public static TheoryData<string, string> Deep => new()
    {
        { "getattr calls itself", "class A:\n    def __getattr__(self, name): return self.other\nA().x" },
        { "getitem calls itself", "class A:\n    def __getitem__(self, k): return self[k]\nA()[0]" },
        { "eq calls itself", "class A:\n    def __eq__(self, o): return self == o\nA() == A()" },
        { "repr calls itself", "class A:\n    def __repr__(self): return repr(self)\nprint(A())" },
        { "str and repr turn", "class A:\n    def __repr__(self): return str([self])\nprint(A())" },
        { "add calls itself", "class A:\n    def __add__(self, o): return o + self\n    def __radd__(self, o): return o + self\nA() + A()" },
        { "iadd loop", "class A:\n    def __call__(self): return self()\nA()()" },
        { "call is an object of itself", "class A: pass\nA.__call__ = A()\nA()()" },
        { "len calls itself", "class A:\n    def __len__(self): return len(self)\nlen(A()); bool(A())" },
        { "bool calls itself", "class A:\n    def __bool__(self): return not self\nif A(): pass" },
        { "property that calls itself", "class A:\n    @property\n    def x(self): return self.x\nA().x" },
        { "setattr that calls itself", "class A:\n    def __setattr__(self, k, v): self.x = v\nA().x = 1" },
        { "init makes itself", "class A:\n    def __init__(self): self.a = A()\nA()" },
        { "new makes itself", "class A:\n    def __new__(cls): return cls()\nA()" },
        { "a class body that makes classes", "def f():\n    class A:\n        x = f()\nf()" },
        { "cyclic repr", "class A:\n    def __init__(self): self.me = [self]; self.d = {'a': self}\n    def __repr__(self): return f'A({self.me})'\nprint(A())" },
        { "cyclic eq", "class A:\n    def __init__(self): self.me = [self]\n    def __eq__(self, o): return self.me == o.me\nprint(A() == A())" },
        { "deep deepcopy", "import copy\nclass A:\n    def __init__(self, n): self.n = n\na = A(None)\nfor k in range(100000): a = A(a)\ncopy.deepcopy(a)" },
        { "deep attribute chain repr", "class A:\n    def __init__(self, n): self.n = n\n    def __repr__(self): return f'A({self.n})'\na = A(None)\nfor k in range(100000): a = A(a)\nprint(a)" },
        { "a chain of generators", "def g(x):\n    for v in x: yield v\nx = [1]\nfor k in range(100000): x = g(x)\nprint(list(x))" },
        { "a chain of generator expressions", "x = [1]\nfor k in range(100000): x = (v for v in x)\nprint(list(x))" },
        { "a chain of enumerates", "def g(): yield 1\nx = g()\nfor k in range(100000): x = enumerate(x)\nprint(next(x) is None)" },
        { "delattr and getattr in a race", "class A:\n    def __getattr__(self, n):\n        self.__dict__.pop('x', None)\n        return getattr(self, 'x')\nA().x" },
        { "exception whose str calls itself", "class E(Exception):\n    def __str__(self): return str(self)\nraise E()" },
        { "decorator tower", "def d(f): return lambda *a: f(*a)\ndef g(x): return x\nfor k in range(100000): g = d(g)\ng(1)" },
        { "partial tower", "from functools import partial\ng = print\nfor k in range(100000): g = partial(g)\ng(1)" },
        { "staticmethod tower", "f = print\nfor k in range(100000): f = staticmethod(f)\nf(1)" },
        { "total_ordering that calls itself", "import functools\n@functools.total_ordering\nclass A:\n    def __lt__(self, o): return self > o\nA() < A()" },
        { "defaultdict that makes itself", "from collections import defaultdict\nd = defaultdict(lambda: d['x'])\nd['x']" },
        { "dataclass equality of itself", "from dataclasses import dataclass\n@dataclass\nclass A:\n    me: 'A' = None\na, b = A(), A(); a.me = b; b.me = a\nprint(a == b)" },
        { "asdict of itself", "from dataclasses import dataclass, asdict\n@dataclass\nclass A:\n    me: 'A' = None\na = A(); a.me = a\nprint(asdict(a))" },
    };

    public static TheoryData<string, string> Endless => new()
    {
        { "iter without end", "class A:\n    def __iter__(self): return self\n    def __next__(self): return 1\nlist(A())" },
        { "a class body that loops", "class A:\n    while True: pass" },
        { "endless generator", "def g():\n    while True: yield 1\nlist(g())" },
        { "endless generator with zip", "def g():\n    while True: yield 1\nlist(zip(g(), g()))" },
        { "a tall hierarchy", "class A: pass\nfor k in range(100000):\n    class A(A): pass" },
        { "a wide and tall hierarchy", "cs = [object]\nfor k in range(10**6):\n    class A(*cs[-40:]): pass\n    cs.insert(0, A)" },
        { "many attributes", "class A: pass\na = A()\nk = 0\nwhile True:\n    k += 1\n    setattr(a, 'x' + str(k), k)" },
        { "objects that are kept", "class A: pass\nl = []\nwhile True: l.append(A())" },
        { "classes that are kept", "l = []\nwhile True:\n    class A: x = 1\n    l.append(A)" },
        { "methods that are kept", "class A:\n    def f(self): pass\na = A()\nl = []\nwhile True: l.append(a.f)" },
        { "dataclasses of very many fields", "from collections import namedtuple\nnamedtuple('T', ['x' + str(k) for k in range(10**9)])" },
    };

    public static TheoryData<string, string, string> Strange => new()
    {
        { "iter returns itself without next", "class A:\n    def __iter__(self): return self\nlist(A())", "TypeError: iter() returned non-iterator of type 'A'" },
        { "a hundred thousand objects", "class A:\n    def __init__(self, k): self.k = k\nprint(sum(a.k for a in [A(k) for k in range(100000)]))", "4999950000" },
        { "generator in itself", "def g():\n    yield next(it)\nit = g()\nnext(it)", "ValueError: generator already executing" },
        { "many generators", "def g():\n    yield 1\n    yield 2\ngs = []\nfor k in range(100000):\n    x = g(); next(x); gs.append(x)\nprint(len(gs))", "100000" },
        { "super in a loop", "class A:\n    def f(self): return super().f()\nA().f()", "AttributeError: 'super' object has no attribute 'f'" },
        { "change of a class while it is used", "class A:\n    def f(self):\n        A.f = lambda self: 1\n        return self.f()\nprint(A().f())", "1" },
        { "members of a class while they are listed", "class A: x = 1\nfor k, v in A.__dict__.items():\n    setattr(A, k + 'x', v)\nprint('ok')", "ok" },
        { "exception whose str raises", "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E()", "ZeroDivisionError: division by zero" },
        { "exit that raises", "class C:\n    def __enter__(self): return self\n    def __exit__(self, *a): raise ValueError('exit')\nwith C(): raise KeyError('k')", "ValueError: exit" },
        { "class named as a type", "class str: pass\nclass dict: pass\nclass list: pass\nx = list()\nx.append(1)", "AttributeError: 'list' object has no attribute 'append'" },
        { "method of a type with an object of a class of its name", "s = str\nclass str: pass\ns.upper(str())", "TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'str' object" },
        { "dict methods with an object", "class dict2: pass\ndict2.__name__ = 'dict'\ndict.items(dict2())", "TypeError: descriptor 'items' for 'dict' objects doesn't apply to a 'dict2' object" },
        { "class that is named ndarray", "import numpy as np\nclass ndarray: pass\nnp.sum(ndarray())", "Unsupported: an array of objects, here of type 'ndarray', is outside of the subset: arrays hold floats, whole numbers and booleans" },
        { "decorator that returns nothing", "def d(f): pass\n@d\ndef g(): return 1\ng()", "TypeError: 'NoneType' object is not callable" },
        { "bound method tower", "class A:\n    def f(self): pass\nimport functools\na = A()\nx = a.f\nfor k in range(1000):\n    x = functools.partial(x)\nprint('ok')", "ok" },
        { "metaclass", "class M(type):\n    def __call__(cls): return 1", "Unsupported: a class that inherits from 'type' is outside of the subset; let 'M' keep its class in an attribute" },
        { "type call", "type('A', (object,), {'x': 1})", "Unsupported: type() with other than one argument is outside of the subset; write a class" },
        { "a class inherits itself", "class A(A): pass", "NameError: name 'A' is not defined" },
        { "mro function", "class A:\n    def mro(cls): return []\nclass B(A): pass\nprint('ok')", "ok" },
        { "dunder class assign", "class A: pass\nclass B: pass\na = A(); a.__class__ = B", "Unsupported: setting '__class__' is outside of the subset; set attributes one by one" },
        { "dunder dict assign", "class A: pass\na = A(); a.__dict__ = {'x': 1}", "Unsupported: setting '__dict__' is outside of the subset; set attributes one by one" },
        { "names that are not strings in dict", "class A: pass\na = A(); a.__dict__[3] = 4\nprint(vars(a))\na.y", "AttributeError: 'A' object has no attribute 'y'" },
        { "a hundred thousand objects, once more", "class A:\n    __slots__ = ('x',)\nprint(len({A(): k for k in range(1000)}))", "1000" },
        { "cyclic deepcopy", "import copy\nclass A: pass\na = A(); b = A(); a.b = b; b.a = a; a.l = [a, b, {'x': a}]\nc = copy.deepcopy(a)\nprint(c.b.a is c, c.l[0] is c, c.l[2]['x'] is c)", "True True True" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Run_ClassesThatCallThemselves_EndAsPythonDoes(string name, string program)
    {
        var failure = ProgramRun.Of(program, Limits).Failure;

        Assert.Equal((name, "RecursionError"), (name, failure?.Error.Type));
        Assert.StartsWith("maximum recursion depth exceeded", failure!.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public void Run_ClassesWithoutEnd_EndAtTheirBudget(string name, string program)
    {
        var failure = ProgramRun.Of(program, Limits).Failure;

        Assert.True(failure?.Error.Kind == ProgramErrorKind.Budget, $"{name}: {failure?.Error.Message}");
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public void Run_StrangeClasses_GiveAReport(string name, string program, string last)
    {
        var run = ProgramRun.Of(program, BudgetLimits.Default);

        Assert.Equal((name, last), (name, run.Failure is { } failure ? $"{failure.Error.Type}: {failure.Error.Message}".Split(". Did")[0] : run.Printed.TrimEnd('\n').Split('\n')[^1]));
    }
}
