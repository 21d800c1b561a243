using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>Which lines of a script some names depend on: all others may fail, as a plot does here.</summary>
internal static class NeededLines
{
    /// <summary>Where these lines begin.</summary>
    /// <param name="lines">The lines, in their order.</param>
    /// <param name="names">The names.</param>
    public static IReadOnlySet<int> Of(IReadOnlyList<Statement> lines, IEnumerable<string> names)
    {
        var wanted = names.ToHashSet();
        var needed = new HashSet<int>();

        // Back to front; once more, since a function may be needed that stands before what calls it, and needs what stands between.
        for (var again = 0; again < 2; again++)
        {
            for (var k = lines.Count - 1; k >= 0; k--)
            {
                if (FreeNames.ChangedBy(lines[k]).Any(wanted.Contains))
                {
                    needed.Add(lines[k].Span.Start);
                    wanted.UnionWith(FreeNames.Of(lines[k]));
                }
            }
        }

        return needed;
    }
}
