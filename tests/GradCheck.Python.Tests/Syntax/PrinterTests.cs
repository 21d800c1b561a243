using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Programs printed whole, and edited lines as their student would have written them.</summary>
public class PrinterTests
{
    public static TheoryData<string> Files { get; } = [.. ProgramFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Program_PrintedAndRead_IsTheSame(string file)
    {
        var tree = Read.Program(ProgramFiles.Read(file).Text);
        Assert.Equal(TreeText.Of(tree), TreeText.Of(Read.Program(Printer.Print(tree))));
    }

    [Theory]
    [InlineData("dvar = 0.5 / np.sqrt(var) * dsqrtvar", "var", "var + eps", "dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar")]
    [InlineData("dx=1./N*np.ones((N,D))*dmu*1e-5", "dmu", "-dmu", "dx = 1./N*np.ones((N,D)) * -dmu * 1e-5")]
    [InlineData("istd = (v)**-0.50", "v", "v + eps", "istd = (v + eps)**-0.50")]
    [InlineData("dsq = a * (b+c) * d", "d", "2 * d", "dsq = a * (b+c) * (2 * d)")]
    [InlineData("cache = (x,mu , 1.0)", "mu", "var", "cache = (x, var, 1.0)")]
    [InlineData("x[:, 0:N, None] = f(a, axis=0, k={1:'b'})", "a", "b", "x[:, 0:N, None] = f(b, axis=0, k={1:'b'})")]
    [InlineData("s = f(q,\n  1.50)", "q", "r", "s = f(r, 1.50)")]
    public void Statement_Edited_KeepsTheStudentsSpellingElsewhere(string text, string name, string replacement, string printed)
    {
        var source = new SourceText(text);
        var original = Assert.IsType<AssignStatement>(Read.Statement(text));
        var edited = original with { Value = Replace(original.Value, name, Read.Expression(replacement)) };
        Assert.Equal(printed, Printer.Print(edited, new Spelling(source, original)));
    }

    [Fact]
    public void Statement_Untouched_IsTheSourceUpToSpacing()
    {
        const string Text = "dvar=np.sum(dxhat*(x-mu)*-.5*(var+eps)**-1.50,axis=0)";
        var statement = Read.Statement(Text);
        Assert.Equal("dvar = np.sum(dxhat*(x-mu)*-.5*(var+eps)**-1.50,axis=0)", Printer.Print(statement, new Spelling(new(Text), statement)));
    }

    /// <summary>New nodes on the way to the change, the old ones elsewhere.</summary>
    private static Expression Replace(Expression node, string name, Expression replacement) => node switch
    {
        NameExpression found when found.Id == name => replacement,
        BinaryExpression binary when Has(binary, name) => binary with { Left = Replace(binary.Left, name, replacement), Right = Replace(binary.Right, name, replacement) },
        CallExpression call when Has(call, name) => call with { Arguments = [.. call.Arguments.Select(argument => Replace(argument, name, replacement))] },
        TupleExpression tuple when Has(tuple, name) => tuple with { Elements = [.. tuple.Elements.Select(element => Replace(element, name, replacement))] },
        _ => node,
    };

    private static bool Has(Expression node, string name) => ProgramFiles.Expressions(node).Any(inner => inner is NameExpression found && found.Id == name);
}
