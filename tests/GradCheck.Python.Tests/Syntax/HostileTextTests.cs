using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Texts made to break a reader end in an error, within the stack and in work that grows with the text.</summary>
public class HostileTextTests
{
    private const int SmallStack = 512 * 1024;

    /// <summary>What each text is made of: a beginning, a piece to repeat, an end.</summary>
    private static readonly Dictionary<string, (string Start, string Piece, string End)> Texts = new()
    {
        ["brackets"] = ("", "[", ""),
        ["parentheses"] = ("", "(", ""),
        ["closed parentheses"] = ("x = ", "()", ""),
        ["braces in a text"] = ("f'", "{", "'"),
        ["double braces in a text"] = ("f'", "{{", "'"),
        ["fields in a text"] = ("f'", "{a}", "'"),
        ["nested formats"] = ("f'", "{a:", "'"),
        ["quotes"] = ("", "'", ""),
        ["triple quotes"] = ("", "'''", ""),
        ["adjacent texts"] = ("x = ", "'' ", ""),
        ["sum"] = ("x = a", "+a", ""),
        ["power"] = ("x = a", "**a", ""),
        ["and"] = ("x = a", " and a", ""),
        ["comparisons"] = ("x = a", " < a", ""),
        ["not"] = ("x = ", "not ", "a"),
        ["minus"] = ("x = ", "-", "1"),
        ["lambda"] = ("x = ", "lambda: ", "1"),
        ["conditional"] = ("x = ", "a if b else ", "c"),
        ["conditional in the test"] = ("x = ", "a if ", "c"),
        ["attributes"] = ("x = a", ".b", ""),
        ["subscripts"] = ("x = a", "[0]", ""),
        ["calls"] = ("x = a", "()", ""),
        ["nested calls"] = ("x = ", "f(", ""),
        ["tuple"] = ("x = ", "a,", ""),
        ["stars"] = ("x = ", "*", "a"),
        ["elif"] = ("if a: pass\n", "elif a: pass\n", ""),
        ["if on one line"] = ("", "if a:", ""),
        ["targets"] = ("", "a = ", "1"),
        ["tuple targets"] = ("", "(", "a = 1"),
        ["comprehension"] = ("[a ", "for a in b ", "]"),
        ["conditions"] = ("[a for a in b ", "if c ", "]"),
        ["decorators"] = ("", "@a\n", ""),
        ["async"] = ("", "async ", ""),
        ["match"] = ("", "match\n", ""),
        ["imports"] = ("from ", ".", " import a"),
        ["semicolons"] = ("", ";", ""),
        ["lines"] = ("", "x = 1\n", ""),
        ["bad lines"] = ("", "x = $\n", ""),
        ["refused lines"] = ("def f():\n", "  yield x\n", ""),
        ["open lines"] = ("", "x = (\nreturn\n", ""),
        ["backslashes"] = ("x = ", "\\\n", "1"),
        ["spaces"] = ("", " ", "x"),
        ["tabs"] = ("", "\t", "x"),
        ["comment"] = ("#", "#", ""),
        ["digits"] = ("x = ", "9", ""),
        ["hexadecimal digits"] = ("x = 0x", "f", ""),
        ["octal digits"] = ("x = 0o", "7", ""),
        ["fraction"] = ("x = 0.", "1", ""),
        ["exponent"] = ("x = 1e", "9", ""),
        ["name"] = ("", "a", " = 1"),
        ["name outside of ASCII"] = ("", "é", " = 1"),
        ["combining marks"] = ("a", "\u0301", " = 1"),
        ["foreign characters"] = ("", "×", ""),
        ["form feeds"] = ("", "\f", "x"),
        ["escapes"] = ("x = '", "\\x41", "'"),
        ["print"] = ("", "print 1\n", ""),
        ["dictionary"] = ("x = {", "1: 2, ", "}"),
        ["nested dictionaries"] = ("x = ", "{1: ", ""),
        ["keywords"] = ("f(", "a=1, ", ")"),
        ["parameters"] = ("def f(", "a, ", "): pass"),
    };

    public static TheoryData<string> Names { get; } = [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OfVeryManyCharacters_EndsOnASmallStack(string name)
    {
        var tree = OnSmallStack(() => Parser.Parse(new(Make(name, Effort.Count(100_000, 1_000_000)))));
        Assert.InRange(DepthOf(tree), 0, SyntaxLimits.TreeDepth);
    }

    /// <summary>Memory stands for work: it does not depend on the machine.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Work_GrowsWithTheText(string name)
    {
        var length = Effort.Count(50_000, 200_000);
        var (half, whole) = (Allocated(Make(name, length)), Allocated(Make(name, 2 * length)));
        Assert.InRange(whole, 0, (2.6 * half) + 200_000);
    }

    [Fact]
    public void Indentation_DeeperThanCPythons_IsAFault()
    {
        var text = string.Concat(Enumerable.Range(0, 150).Select(level => new string(' ', level) + "if a:\n")) + new string(' ', 150) + "pass";
        Assert.Contains(OnSmallStack(() => Parser.Parse(new(text))).Faults, fault => fault.Message == "too many levels of indentation");
    }

    [Theory]
    [InlineData("sum", "this expression nests more than 400 levels deep; compute parts of it on lines of their own")]
    [InlineData("not", "this expression nests more than 100 levels deep; compute parts of it on lines of their own")]
    [InlineData("elif", "more than 200 blocks and elif branches inside of each other; use a dict or functions")]
    public void LegalPython_ThatIsTooDeep_IsRefusedWhereItIsRunOnly(string name, string message)
    {
        var source = new SourceText(Make(name, 20_000));
        Assert.Empty(Parser.Parse(source).Faults);
        Assert.Equal((ErrorCodes.Unsupported, message), Assert.Single(Read.Refused(source).Select(refused => (refused.Code, refused.Message))));
    }

    [Fact]
    public void Brackets_DeeperThanCPythons_AreAFault() =>
        Assert.Equal("too many nested parentheses", Read.Fault(new(Make("brackets", 1000))).Message);

    [Fact]
    public void Number_LongerThanCPythons_IsAFault() =>
        Assert.Equal("Exceeds the limit (4300 digits) for integer string conversion: value has 9996 digits", Read.Fault(new(Make("digits", 10_000))).Message);

    private static string Make(string name, int length)
    {
        var (start, piece, end) = Texts[name];
        return start + string.Concat(Enumerable.Repeat(piece, (length - start.Length - end.Length) / piece.Length)) + end;
    }

    private static long Allocated(string text)
    {
        var source = new SourceText(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Parser.Parse(source);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ProgramTree OnSmallStack(Func<ProgramTree> read)
    {
        ProgramTree? tree = null;
        var thread = new Thread(() => tree = read(), SmallStack);
        thread.Start();
        thread.Join();
        return tree!;
    }

    private static int DepthOf(ProgramTree tree)
    {
        var deepest = 0;
        var open = new Stack<(object Node, int Depth)>(tree.Body.Select(statement => ((object)statement, 0)));
        while (open.TryPop(out var top))
        {
            deepest = Math.Max(deepest, top.Depth);
            IEnumerable<object> inner = top.Node is Expression expression ? Walk.Children(expression) : Walk.Children((Statement)top.Node);
            if (top.Node is IfStatement branch)
            {
                inner = inner.Concat(branch.Then).Concat(branch.Otherwise);
            }

            foreach (var node in inner)
            {
                open.Push((node, top.Depth + 1));
            }
        }

        return deepest;
    }
}
