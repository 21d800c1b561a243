using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Bounds the depth of trees, so that whoever walks one by recursion has a bounded stack: <c>a + a + a + ...</c> is as deep as it is long.</summary>
internal static class TreeDepth
{
    /// <exception cref="ProgramException">The tree is deeper than the limit.</exception>
    public static void Check(Expression expression)
    {
        var open = new Stack<(Expression Node, int Depth)>();
        open.Push((expression, 1));
        while (open.TryPop(out var top))
        {
            if (top.Depth > SyntaxLimits.TreeDepth)
            {
                throw new ProgramException(SyntaxErrors.TooDeep(SyntaxLimits.TreeDepth, expression.Span));
            }

            foreach (var child in Walk.Children(top.Node))
            {
                open.Push((child, top.Depth + 1));
            }
        }
    }
}
