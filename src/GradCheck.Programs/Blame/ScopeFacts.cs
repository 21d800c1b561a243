using GradCheck.Programs.Dialects;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>What the text of a program says that edits of any of its lines may draw on.</summary>
/// <param name="program">The program.</param>
internal sealed class ScopeFacts(ProgramUnderTest program)
{
    /// <summary>So many keys of dictionaries are drawn on.</summary>
    private const int MostKeys = 48;

    /// <summary>What stands in a formula and is smaller guards a division.</summary>
    private const double LargestEps = 0.01;

    private static readonly string[] Declarations = ["ddof", "unbiased", "correction"];

    private readonly Lazy<List<string>> keys = new(() =>
        [.. Walk.Statements(program.Tree.Body).SelectMany(KeysIn).Concat(program.Subject.IsCourse ? [] : program.Subject.Inputs.SelectMany(Names)).Distinct().Take(MostKeys)]);

    private readonly Lazy<List<string>> holders = new(() => [.. ExpressionsOf(program.Backward ?? program.Forward).OfType<SubscriptExpression>()
        .Where(entry => entry.Index is StringLiteral).Select(entry => (entry.Value as NameExpression)?.Id).OfType<string>().Distinct()]);

    private readonly Lazy<double?> smallNumber = new(() => ExpressionsOf(program.Forward).OfType<FloatLiteral>()
        .Select(number => (double?)number.Value).FirstOrDefault(value => value is > 0 and < LargestEps));

    private readonly Lazy<bool> hasUnbiased = new(() => Walk.Statements(program.Tree.Body).OfType<FunctionStatement>()
        .Where(function => function != program.Backward).SelectMany(ExpressionsOf).Any(part => IsUnbiased(part, Idioms.Of(program.Tree))));

    /// <summary>How the program writes what its array library does.</summary>
    public Idioms Idioms { get; } = Idioms.Of(program.Tree);

    /// <summary>The texts that it takes entries of dictionaries by, and those of the gradients that are asked for.</summary>
    public IReadOnlyCollection<string> Keys => keys.Value;

    /// <summary>The names that its backward function takes such entries from.</summary>
    public IReadOnlyCollection<string> Holders => holders.Value;

    /// <summary>The small number that stands where eps belongs; null where there is none.</summary>
    public double? SmallNumber => smallNumber.Value;

    /// <summary>Whether the forward pass divides by one less than a count anywhere.</summary>
    public bool HasUnbiased => hasUnbiased.Value;

    private static IEnumerable<Expression> ExpressionsOf(FunctionStatement function) =>
        Walk.Statements(function.Body).SelectMany(Walk.Children).SelectMany(Walk.Expressions);

    private static IEnumerable<string> Names(string input) => [input, $"d{input}"];

    private static IEnumerable<string> KeysIn(Statement statement) => DisplayedEntries.Of(statement).Select(entry => entry.Key)
        .Concat(Walk.Children(statement).SelectMany(Walk.Expressions).OfType<SubscriptExpression>().Select(entry => (entry.Index as StringLiteral)?.Value).OfType<string>());

    private static bool IsUnbiased(Expression part, Idioms idioms) => part switch
    {
        BinaryExpression { Operator: BinaryOperator.Divide, Right: var count } => Walk.Expressions(count).Any(IsOneLess),
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: BinaryExpression { Operator: BinaryOperator.Divide } factor } => Walk.Expressions(factor).Any(IsOneLess),
        CallExpression call when call.Keywords.Any(keyword => keyword.Name is { } name && Declarations.Contains(name)) => true,
        CallExpression call => idioms.IsUnbiasedByDefault && idioms.Reduction(call) is { Kind: ReductionKind.Variance or ReductionKind.Deviation },
        _ => false,
    };

    private static bool IsOneLess(Expression part) =>
        part is BinaryExpression { Operator: BinaryOperator.Subtract, Left: not BinaryExpression, Right: IntegerLiteral { Value.IsOne: true } };
}
