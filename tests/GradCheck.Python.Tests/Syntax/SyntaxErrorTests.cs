using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Text that Python refuses: CPython 3.11's words, and the piece that they are about.</summary>
public class SyntaxErrorTests
{
    public static TheoryData<string, string> Layout { get; } = new()
    {
        { "x = 1\n«  »y = 2", "unexpected indent" },
        { "def f():\n    x\n«  »y", "unindent does not match any outer indentation level" },
        { "if a:\n«x» = 1", "expected an indented block after 'if' statement on line 1" },
        { "def f():\n«x» = 1", "expected an indented block after function definition on line 1" },
        { "for a in b:«»", "expected an indented block after 'for' statement on line 1" },
        { "if a:\n    x\nelse:\n«y»", "expected an indented block after 'else' statement on line 3" },
        { "if a:\n    b\n«\t»c", "inconsistent use of tabs and spaces in indentation" },
        { "def f(x)«\n»    pass", "expected ':'" },
        { "if x«\n»    pass", "expected ':'" },
        { "«else»: pass", "invalid syntax" },
        { "try:\n    pass\n«x» = 1", "expected 'except' or 'finally' block" },
        { "try:\n    pass\n«except:»\n    pass\nexcept E:\n    pass", "default 'except:' must be last" },
        { "x = 1;«;»", "invalid syntax" },
        { "x = «\\»", "unexpected EOF while parsing" },
        { "x = «\\» 3", "unexpected character after line continuation character" },
    };

    public static TheoryData<string, string> Brackets { get; } = new()
    {
        { "x = «(»1 + 2\ny = 3", "'(' was never closed" },
        { "x = np.sum«(»a\ndef f(): pass", "'(' was never closed" },
        { "cache = «[»1, 2", "'[' was never closed" },
        { "x = 1«)»", "unmatched ')'" },
        { "x = (1«]»", "closing parenthesis ']' does not match opening parenthesis '('" },
        { "x = (1\n«]»", "closing parenthesis ']' does not match opening parenthesis '(' on line 1" },
        { "f(«a b»)", "invalid syntax. Perhaps you forgot a comma?" },
        { "cache = («x_hat mu», var)", "invalid syntax. Perhaps you forgot a comma?" },
        { "{'a': «1 'b'»: 2}", "invalid syntax. Perhaps you forgot a comma?" },
        { "{1: 2, «3»}", "':' expected after dictionary key" },
        { "{1«:»}", "expression expected after dictionary key and ':'" },
        { "a[«]»", "invalid syntax" },
        { "a[1:2:3«:»4]", "invalid syntax" },
    };

    public static TheoryData<string, string> Expressions { get; } = new()
    {
        { "x = 5 «6»", "invalid syntax" },
        { "x = a +«\n»y = 2", "invalid syntax" },
        { "x = «a if b»", "expected 'else' after 'if' expression" },
        { "[«a = 1»]", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?" },
        { "if «x = 3»:\n    pass", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?" },
        { "if «x.y» = 3:\n    pass", "cannot assign to attribute here. Maybe you meant '==' instead of '='?" },
        { "f(«a.b =»1)", "expression cannot contain assignment, perhaps you meant \"==\"?" },
        { "f(a=1, «2»)", "positional argument follows keyword argument" },
        { "f(**a, «2»)", "positional argument follows keyword argument unpacking" },
        { "f(a=1, «a=2»)", "keyword argument repeated: a" },
        { "f(«x for x in y», 1)", "Generator expression must be parenthesized" },
        { "[«x, y» for x in z]", "did you forget parentheses around the comprehension target?" },
        { "[«*a» for a in b]", "iterable unpacking cannot be used in comprehension" },
        { "x = «*a»", "can't use starred expression here" },
        { "(«*a»)", "cannot use starred expression here" },
        { "x = a «?» b", "invalid syntax" },
        { "x = a «×» b", "invalid character '×' (U+00D7)" },
        { "x = a «−» b", "invalid character '−' (U+2212)" },
        { "x =«\u00a0»a", "invalid non-printable character U+00A0" },
        { "x = a.«.»b", "invalid syntax" },
        { "x++«»", "invalid syntax" },
    };

    public static TheoryData<string, string> Literals { get; } = new()
    {
        { "x = «'abc»", "unterminated string literal (detected at line 1)" },
        { "x = «'''abc»\ny", "unterminated triple-quoted string literal (detected at line 2)" },
        { "x = «1a»", "invalid decimal literal" },
        { "x = «1__0»", "invalid decimal literal" },
        { "x = «0x»", "invalid hexadecimal literal" },
        { "x = 0b1«2»", "invalid digit '2' in binary literal" },
        { "x = 0o«8»", "invalid digit '8' in octal literal" },
        { "x = «089»", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers" },
        { "x = '«\\x1»'", "(unicode error) 'unicodeescape' codec can't decode bytes: truncated \\xXX escape" },
        { "x = 'a' «b'b'»", "cannot mix bytes and nonbytes literals" },
        { "f'«{»a'", "f-string: expecting '}'" },
        { "f'«{}»'", "f-string: empty expression not allowed" },
        { "f'{«a b»}'", "f-string: invalid syntax. Perhaps you forgot a comma?" },
        { "f'a«}»'", "f-string: single '}' is not allowed" },
        { "f'{a«!x»}'", "f-string: invalid conversion character: expected 's', 'r', or 'a'" },
        { "f'{a:{b:«{»c}}}'", "f-string: expressions nested too deeply" },
    };

    public static TheoryData<string, string> Targets { get; } = new()
    {
        { "«1» = x", "cannot assign to literal here. Maybe you meant '==' instead of '='?" },
        { "«f()» = 1", "cannot assign to function call here. Maybe you meant '==' instead of '='?" },
        { "«a + b» = c", "cannot assign to expression here. Maybe you meant '==' instead of '='?" },
        { "(a, «1») = x", "cannot assign to literal" },
        { "«1» = x = 3", "cannot assign to literal" },
        { "«None» = 1", "cannot assign to None" },
        { "«a == b» = 3", "cannot assign to comparison" },
        { "for «1» in x: pass", "cannot assign to literal" },
        { "«x + 1» += 2", "'expression' is an illegal expression for augmented assignment" },
        { "«(a, b)» += 1", "'tuple' is an illegal expression for augmented assignment" },
        { "«*a» = 3", "starred assignment target must be in a list or tuple" },
        { "«*a, *b» = c", "multiple starred expressions in assignment" },
        { "«a, b»: int = 3", "only single target (not tuple) can be annotated" },
        { "«f()»: int", "illegal target for annotation" },
        { "del «f()»", "cannot delete function call" },
    };

    public static TheoryData<string, string> Statements { get; } = new()
    {
        { "«return 1»", "'return' outside function" },
        { "«break»", "'break' outside loop" },
        { "for a in b:\n    def f():\n        «break»", "'break' outside loop" },
        { "«continue»", "'continue' not properly in loop" },
        { "x = «yield»", "'yield' outside function" },
        { "def f():\n    «await x»", "'await' outside async function" },
        { "«nonlocal x»", "nonlocal declaration not allowed at module level" },
        { "def f():\n    from a import «*»", "import * only allowed at module level" },
        { "from x import a,«»", "trailing comma not allowed without surrounding parentheses" },
        { "def f(a, «a»): pass", "duplicate argument 'a' in function definition" },
        { "def f(a=1, «b»): pass", "non-default argument follows default argument" },
        { "def f(«*»): pass", "named arguments must follow bare *" },
        { "def f(**k, «a»): pass", "arguments cannot follow var-keyword argument" },
        { "def f(*a, «*»b): pass", "* argument may appear only once" },
        { "def f(a: «*»b): pass", "invalid syntax" },
        { "def f«»", "expected '('" },
        { "@a\n«x»", "invalid syntax" },
    };

    [Theory]
    [MemberData(nameof(Layout))]
    [MemberData(nameof(Brackets))]
    [MemberData(nameof(Expressions))]
    [MemberData(nameof(Literals))]
    [MemberData(nameof(Targets))]
    [MemberData(nameof(Statements))]
    public void Text_ThatPythonRefuses_SaysWhatAndWhere(string marked, string message)
    {
        var text = new AnnotatedText(marked);
        var fault = Read.Fault(text.Source);
        Assert.Equal(message, fault.Message);
        Assert.Equal(marked, text.Mark(fault.Span));
        Assert.Equal((ProgramErrorKind.Syntax, ErrorCodes.SyntaxError), (fault.Kind, fault.Code));
    }

    [Theory]
    [InlineData("if a:\nb", "IndentationError")]
    [InlineData("if a:\n    b\n\tc", "TabError")]
    [InlineData("x = ", "SyntaxError")]
    public void Type_OfAFault_IsPythons(string text, string type) => Assert.Equal(type, Read.Fault(new(text)).Type);

    [Fact]
    public void Text_WithANull_IsRefusedWhole() => Assert.Equal("source code string cannot contain null bytes", Refused("x = 1\0"));

    [Fact]
    public void Text_WithHalfOfACharacter_IsRefusedWhole() =>
        Assert.Equal("source code string cannot contain half of a surrogate pair", Refused("x = '\ud800'"));

    [Fact]
    public void Text_ThatIsTooLong_IsRefusedWhole() =>
        Assert.Equal("the program has 1000001 characters; the most that is read is 1000000", Refused(new('#', 1_000_001)));

    private static string Refused(string text) => Assert.ThrowsAny<ProgramException>(() => Parser.Parse(new(text))).Error.Message;
}
