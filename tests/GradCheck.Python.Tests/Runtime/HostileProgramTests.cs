using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Programs that would take all time or all memory: each is stopped with a report, and none gets anything of the host.</summary>
public class HostileProgramTests
{
    // A tenth of the real limits and no clock, so that each is stopped by what it does.
    private static readonly BudgetLimits Limits = new(2_000_000, 40_000_000, 1L << 27, 64, 20_000, TimeSpan.FromHours(1));

    public static IEnumerable<object[]> Programs => Effort.Some(3, new TheoryData<string, string, string>
    {
        { "a loop without end", "while True: pass", "steps" },
        { "a loop over what it makes", "l = [1]\nfor x in l: l.append(x)", "steps" },
        { "errors without end", "while True:\n    try: 1/0\n    except: pass", "steps" },
        { "a text that doubles", "s = 'ab'\nwhile True: s = s + s", "elements worked on" },
        { "a text that doubles in place", "s = 'ab'\nwhile True: s *= 2", "elements worked on" },
        { "a width of a percent format", "'%1000000000d' % 1", "bytes of memory" },
        { "a width of a format", "'{:>1000000000}'.format(1)", "bytes of memory" },
        { "a precision of a format", "f'{1.5:.1000000000f}'", "bytes of memory" },
        { "texts joined", "'x'.join(['a' * 1000000] * 1000000)", "bytes of memory" },
        { "texts replaced", "('a' * 10**6).replace('a', 'b' * 10**6)", "bytes of memory" },
        { "zeros before a text", "'a'.zfill(10**9)", "elements worked on" },
        { "a list that doubles", "l = [1]\nwhile True: l += l", "bytes of memory" },
        { "a list of one length", "[0] * 10**9", "elements worked on" },
        { "a list of a range", "list(range(10**9))", "elements worked on" },
        { "a comprehension", "[x for x in range(10**18)]", "steps" },
        { "comprehensions in each other", "[[[0 for a in range(10**5)] for b in range(10**5)] for c in range(10**5)]", "steps" },
        { "ranges side by side", "list(zip(range(10**9), range(10**9)))", "bytes of memory" },
        { "a dictionary that grows", "d = {}\nwhile True: d[len(d)] = d", "steps" },
        { "lists of lists, shared", "a = [1]\nfor i in range(60): a = [a, a]\nrepr(a)", "steps" },
        { "lists of lists, compared", "a = [1]; b = [1]\nfor i in range(60):\n    a = [a, a]; b = [b, b]\na == b", "steps" },
        { "tuples of tuples as a key", "a = (1,)\nfor i in range(60): a = (a, a)\n{a: 1}", "bytes of memory" },
        { "functions that keep each other", "l = []\ndef f(i):\n    return lambda: i\nwhile True: l.append(f(1))", "steps" },
        { "an exception in each call", "def f():\n    try: f()\n    finally: f()\nf()", "steps" },
        { "printing without end", "while True: print('x' * 1000)", "characters printed" },
        { "printing one long line", "print('x' * 100000)", "characters printed" },
        { "numbers that square", "x = 3\nwhile True: x = x * x", "elements worked on" },
        { "a huge power", "10**10**8", "more than 600,000 digits" },
        { "a huge shift", "1 << 10**10", "more than 600,000 digits" },
        { "a power of a power", "x = 2**1000\nwhile True: x = x**10", "elements worked on" },
        { "a factorial", "import math\nmath.factorial(10**6)", "bytes of memory" },
        { "digits in base 16", "int('f' * 10**6, 16)", "elements worked on" },
        { "an array that does not fit", "import numpy as np\nnp.ones((100000, 100000))", "elements worked on" },
        { "an array of overflowing size", "import numpy as np\nnp.ones((2**31, 2**31, 2**31))", "elements worked on" },
        { "arrays that are kept", "import numpy as np\nl = []\nwhile True: l.append(np.zeros(100000))", "bytes of memory" },
        { "a broadcast of a million rows", "import numpy as np\nx = np.ones((1000000, 1))\nx * x.T", "elements worked on" },
        { "a broadcast again and again", "import numpy as np\nx = np.ones(2000)\nwhile True: y = x[:, None] * x", "bytes of memory" },
        { "products of matrices", "import numpy as np\nx = np.ones((1000, 1000))\nx.dot(x)", "elements worked on" },
        { "all tuples of long ranges", "import itertools\nitertools.product(range(10**6), repeat=3)", "bytes of memory" },
        { "a product of a range without end", "import itertools\nitertools.product(range(10**12))", "elements worked on" },
        { "a product of very many", "import itertools\nitertools.product([1], repeat=10**15)", "elements worked on" },
        { "a product of one tuple again and again", "import itertools\nfor x in itertools.product([1, 2], repeat=60): pass", "bytes of memory" },
        { "all arrangements", "import itertools\nlist(itertools.permutations(range(30)))", "elements worked on" },
        { "all choices", "import itertools\nlist(itertools.combinations(range(60), 30))", "bytes of memory" },
        { "choices of very many", "import itertools\nlist(itertools.combinations_with_replacement([1, 2], 10**12))", "elements worked on" },
        { "a count without end, as a list", "import itertools\nlist(itertools.count())", "bytes of memory" },
        { "a count without end", "import itertools\nfor k in itertools.count(): pass", "steps" },
        { "a count without end, filtered", "import itertools\nlist(itertools.takewhile(lambda k: True, itertools.count()))", "steps" },
        { "a slice of a count without end", "import itertools\nlist(itertools.islice(itertools.count(), 10**18, None))", "steps" },
        { "a repetition", "import itertools\nitertools.repeat(0, 10**12)", "elements worked on" },
        { "a count in a chain", "import itertools\nitertools.chain([1], itertools.cycle('ab'))", "bytes of memory" },
        { "sums of huge numbers", "import itertools\nlist(itertools.accumulate(itertools.repeat(3), lambda a, b: a * a))", "elements worked on" },
        { "very many random items", "import random\nrandom.choices([1], k=10**12)", "elements worked on" },
        { "a sample of a long range", "import random\nrandom.sample(range(10**12), 10**11)", "elements worked on" },
        { "a seed of very many digits", "import random\nx = 3**(10**5)\nwhile True: random.seed(x)", "elements worked on" },
        { "a function for each element, without end", "import numpy as np\nf = np.vectorize(lambda x: x)\nwhile True: f(np.ones(1000))", "steps" },
        { "windows as columns", "import numpy as np\nfrom cs231n.im2col import *\nim2col_indices(np.ones((1, 1, 2, 2)), 10**4, 10**4, padding=10**4)", "elements worked on" },
        { "indices of windows of huge images", "from cs231n.im2col import *\nget_im2col_indices((1, 10**9, 10**9, 10**9), 10**9, 10**9, padding=0)", "elements worked on" },
        { "columns of huge images", "import numpy as np\nfrom cs231n.im2col import *\ncol2im_indices(np.ones((9, 4)), (1, 10**9, 4, 4), padding=1)", "elements worked on" },
        { "budgets caught", "while True:\n    try:\n        while True: pass\n    except: print('caught')\n    finally: print('finally')", "steps" },
    });

    public static TheoryData<string, string, string> Deep => new()
    {
        { "a call of itself", "def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded" },
        { "two calls of each other", "def f(): g()\ndef g(): f()\nf()", "RecursionError: maximum recursion depth exceeded" },
        { "a call through map", "f = lambda x: list(map(f, [x]))\nf(1)", "RecursionError: maximum recursion depth exceeded" },
        { "a call through a key", "f = lambda x: sorted([x, x], key=f)\nf(1)", "RecursionError: maximum recursion depth exceeded" },
        { "a call through vectorize", "import numpy as np\nf = np.vectorize(lambda x: f(x))\nf(1.0)", "RecursionError: maximum recursion depth exceeded" },
        { "functions of functions of functions", "import numpy as np\nf = abs\nfor i in range(100000): f = np.vectorize(f, otypes='d')\nf(1.0)", "RecursionError: maximum recursion depth exceeded" },
        { "maps of maps of maps", "import itertools\nf = lambda x: list(itertools.starmap(f, [(x,)]))\nf(1)", "RecursionError: maximum recursion depth exceeded" },
        { "a list in a list, printed", "a = [1]\nfor i in range(100000): a = [a]\nrepr(a)", "RecursionError: maximum recursion depth exceeded while getting the repr of an object" },
        { "a list in a list, compared", "a = [1]; b = [1]\nfor i in range(100000):\n    a = [a]; b = [b]\na == b", "RecursionError: maximum recursion depth exceeded" },
        { "a list in a list, copied", "import copy\na = [1]\nfor i in range(100000): a = [a]\ncopy.deepcopy(a)", "RecursionError: maximum recursion depth exceeded" },
        { "a list in a list, as an array", "import numpy as np\na = [1]\nfor i in range(100000): a = [a]\nnp.array(a)", "ValueError: maximum supported dimension for an ndarray is 32" },
        { "a tuple in a tuple, as a key", "a = (1,)\nfor i in range(100000): a = (a,)\n{a: 1}", "RecursionError: maximum recursion depth exceeded" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Run_AHostileProgram_EndsAtItsBudget(string name, string program, string what)
    {
        var failure = ProgramRun.Of(program, Limits).Failure;

        Assert.NotNull(failure);
        Assert.True(failure.Error.Kind == ProgramErrorKind.Budget, $"{name}: {failure.Error.Type}: {failure.Error.Message}");
        Assert.StartsWith("the program was stopped here: ", failure.Error.Message, StringComparison.Ordinal);
        Assert.EndsWith(what, failure.Error.Message, StringComparison.Ordinal);
        Assert.True(failure.Error.Span.End > failure.Error.Span.Start, name);
    }

    [Theory]
    [MemberData(nameof(Deep))]
    public void Run_ADeepProgram_EndsAsPythonDoes(string name, string program, string error)
    {
        var failure = ProgramRun.Of(program, Limits).Failure;

        Assert.Equal((name, error), (name, $"{failure?.Error.Type}: {failure?.Error.Message}"));
    }

    /// <summary>The deepest tree that is read, in the deepest calls that are allowed, on a stack far smaller than any host's.</summary>
    [Fact]
    public void Run_DeepCallsOfADeepTree_NeverOverflowTheStack()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("0", 390)) + " + ";
        var program = $"def f(n):\n    return {sum}(f(n - 1) if n else 0)\nprint(f(62))";
        ProgramRun? run = null;
        var thread = new Thread(() => run = ProgramRun.Of(program), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal("RecursionError", run!.Failure?.Error.Type ?? "RecursionError");
        Assert.Null(ProgramRun.Of("def f(n):\n    return 1 + (f(n - 1) if n else 0)\nprint(f(60))").Failure);
    }

    [Fact]
    public void Run_ALoop_TakesStepsInProportion()
    {
        static long Steps(int count) => ProgramRun.Of($"x = 0\nfor i in range({count}):\n    x = x + i * 2\n").Session.Budget.Steps;

        Assert.Equal(2 * (Steps(2000) - Steps(1000)), Steps(3000) - Steps(1000));
        Assert.InRange(Steps(2000) - Steps(1000), 7 * 1000, 7 * 1000);
    }
}
