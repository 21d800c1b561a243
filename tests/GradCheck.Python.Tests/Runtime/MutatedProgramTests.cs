using CsCheck;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;
using GradCheck.Python.Tests.Syntax;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Whatever is made of a program, it ends as programs end.</summary>
public class MutatedProgramTests
{
    private static readonly BudgetLimits Limits = new(200_000, 5_000_000, 1L << 25, 64, 20_000, TimeSpan.FromHours(1));

    // The calls that a checker would make, and expressions that reach into every corner of the library.
    private const string Calls =
        """

        x = np.sin(np.arange(28.)).reshape(7, 4)
        w = np.cos(np.arange(20.)).reshape(4, 5)
        im = np.sin(np.arange(120.)).reshape(2, 3, 5, 4)
        for f in (lambda: batchnorm_backward(x, batchnorm_forward(x, x[0], x[1], {'mode': 'train'})[1]),
                  lambda: batchnorm_backward_alt(x, batchnorm_forward(x, x[0], x[1], {'mode': 'train'})[1]),
                  lambda: layernorm_backward(x, layernorm_forward(x, x[0], x[1], {})[1]),
                  lambda: spatial_batchnorm_backward(im, spatial_batchnorm_forward(im, x[0, :3], x[1, :3], {'mode': 'train'})[1]),
                  lambda: spatial_groupnorm_backward(im, spatial_groupnorm_forward(im, 2, 1, 3, {})[1]),
                  lambda: affine_backward(np.ones((7, 5)), affine_forward(x, w, w[0])[1]),
                  lambda: relu_backward(x, relu_forward(x)[1]),
                  lambda: softmax_loss(x, np.arange(7) % 4),
                  lambda: conv_backward_naive(np.ones((2, 2, 3, 2)), conv_forward_naive(im, im[:, :, :3, :3], x[0, :2], {'stride': 2, 'pad': 1})[1]),
                  lambda: max_pool_backward_naive(np.ones((2, 3, 2, 2)), max_pool_forward_naive(im, {'pool_height': 2, 'pool_width': 2, 'stride': 2})[1])):
            try:
                print(f())
            except Exception as e:
                print('%s: %r' % (type(e).__name__, e))
        """;

    private static readonly string[] Tables = ["output.txt", "errors.txt"];

    private static readonly string[] Texts = [.. Tables.SelectMany(ProgramCase.Read).Select(program => program.Text)];

    // Of each kind of value one that a line may not expect.
    private static readonly string[] Values =
    [
        "np", "None", "-1", "0", "1.5", "10**30", "2**63", "'a'", "[]", "(1,)", "{}", "x", "np.ones((2, 3))", "np.float64(2)", "np.zeros((0, 2))", "float('nan')",
        "...", "slice(1)", "len", "range(3)", "True", "lambda: 1", "np.arange(3)", "x > 0", ":", "axis=0", "*x", "**x", "not", "- 1", "is", "in",
    ];

    [Fact]
    public void Run_AMutantOfALayer_ThrowsNothingButProgramExceptions() =>
        Mutants([.. ProgramFiles.Names.Where(name => name.StartsWith("right", StringComparison.Ordinal)).Select(name => ProgramFiles.Read(name).Text)])
            .Sample(text => Ends(text + Calls), iter: Effort.Count(200, 1_000));

    [Fact]
    public void Run_AMutantOfATable_ThrowsNothingButProgramExceptions() => Mutants(Texts).Sample(Ends, iter: Effort.Count(1_000, 5_000));

    private static Gen<string> Mutants(string[] programs)
    {
        var words = programs.SelectMany(text => text.Split([' ', '\n', '(', ')', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries)).Concat(Values).Distinct().ToArray();
        return Gen.Select(Gen.OneOf(programs), Gen.Select(Gen.Double[0, 1], Gen.OneOf(Gen.OneOf(words), Gen.OneOf(Values))).Array[1, 3], (text, edits) => edits.Aggregate(text, Replaced));
    }

    // A word of the program replaced by another: most mutants still read.
    private static string Replaced(string text, (double Place, string Word) edit)
    {
        var start = (int)(edit.Place * text.Length);
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.'))
        {
            start--;
        }

        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
        {
            end++;
        }

        return text[..start] + edit.Word + text[Math.Min(text.Length, Math.Max(end, start))..];
    }

    private static bool Ends(string text)
    {
        try
        {
            foreach (var asScript in new[] { false, true })
            {
                var interpreter = new Interpreter(Parser.Parse(new(text)), new(new(Limits), GradientTape.Start(), Languages.Course));
                interpreter.Load(asScript);
                Assert.All(interpreter.LoadErrors, error => Assert.InRange(error.Span.End, error.Span.Start, text.Length));
            }
        }
        catch (ProgramException)
        {
            // What a program may do.
        }

        return true;
    }
}
