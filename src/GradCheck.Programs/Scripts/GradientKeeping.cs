using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>The lines that keep a gradient at the end of its life; they stand nowhere in the file.</summary>
internal static class GradientKeeping
{
    /// <summary>What stands in the names that hold what is kept, and in no name of a program.</summary>
    public const char Mark = '@';

    /// <summary>Keeps a gradient, if it has got a value.</summary>
    /// <param name="life">The gradient.</param>
    /// <param name="at">Where.</param>
    public static TryStatement Keep(GradientLife life, Span at) => new(
        [new AssignStatement([new NameExpression(life.Kept, at)], new NameExpression(life.Name, at), at)],
        [new(new NameExpression("NameError", at), null, [new PassStatement(at)], at)],
        [],
        [],
        at);
}
