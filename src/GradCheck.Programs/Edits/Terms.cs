using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits that put in what a formula lacks: a term, a centring, a factor of one entry.</summary>
internal static class Terms
{
    /// <summary>So many names of indices are drawn on in one line.</summary>
    private const int MostIndices = 4;

    /// <summary>The variants of a whole value: a gradient that comes in, or one made before, that was not added.</summary>
    public static IEnumerable<Variant> Around(Expression whole, EditScope scope)
    {
        var read = Walk.Expressions(whole).OfType<NameExpression>().Select(name => name.Id).ToHashSet();
        foreach (var name in scope.IsForward ? [] : scope.Arrays.Where(name => !read.Contains(name) && IsGradient(name)))
        {
            yield return new(scope.Parameters.Contains(name) ? "dout_ignored" : "missing_term", 3, Build.Plus(whole, Build.Name(name, whole.Span)));
        }

        foreach (var variant in OfEntries(whole, scope))
        {
            yield return variant;
        }
    }

    /// <summary>A gradient that is not added to what a function of the program is called with.</summary>
    public static IEnumerable<Variant> OfCall(Expression node, EditScope scope)
    {
        if (!scope.IsWide || node is not CallExpression { Function: NameExpression } call)
        {
            yield break;
        }

        foreach (var argument in call.Arguments.Where(argument => NamesRead.Of(argument).Any(name => scope.IsArray(name) && IsGradient(name))))
        {
            foreach (var name in scope.Arrays.Where(name => IsGradient(name) && !NamesRead.Of(argument).Contains(name)))
            {
                yield return new("missing_term", 3, Walk.Replace(call, argument, Build.Plus(argument, Build.Name(name, argument.Span))));
            }
        }
    }

    /// <summary>The values of an array less their mean, where the line has the values themselves.</summary>
    public static IEnumerable<Expression> Centered(NameExpression name, EditScope scope)
    {
        var role = Roles.Of(name.Id);
        var isMade = role is Role.Mean or Role.Var or Role.Std or Role.Istd or Role.Gamma or Role.Beta or Role.Xhat or Role.Xmu;
        if (isMade || !scope.IsArray(name.Id) || IsGradient(name.Id))
        {
            return [];
        }

        return scope.Arrays.Where(other => Roles.Of(other) == Role.Mean && other != name.Id)
            .Select(mean => Build.Binary(BinaryOperator.Subtract, name, Build.Name(mean, name.Span)));
    }

    /// <summary>A factor of one entry in a loop: <c>dout[n, i] * x[n, i]</c> lacks <c>gamma[i]</c>.</summary>
    private static IEnumerable<Variant> OfEntries(Expression whole, EditScope scope)
    {
        var used = Walk.Expressions(whole).OfType<SubscriptExpression>().ToList();
        var indices = used
            .SelectMany(entry => entry.Index is TupleExpression tuple ? tuple.Elements : [entry.Index])
            .OfType<NameExpression>().Where(name => scope.IsCount(name.Id)).Select(name => name.Id).Distinct().Take(MostIndices).ToList();
        if (indices.Count == 0)
        {
            yield break;
        }

        foreach (var (name, held) in scope.Names.Where(item => item.Value is { IsDiscrete: false, Shape.Length: 1 or 2 } && !IsGradient(item.Key)))
        {
            foreach (var index in indices.Where(_ => held.Shape.Length == 1))
            {
                var factor = new SubscriptExpression(Build.Name(name, whole.Span), Build.Name(index, whole.Span), whole.Span);
                yield return new(CodeOf(name), Roles.Of(name) == Role.Gamma ? 2 : 3, Build.Times(whole, factor));
            }
        }
    }

    /// <summary>Whether a name is that of a gradient.</summary>
    public static bool IsGradient(string name) =>
        Roles.Plain(name).StartsWith('d') || Roles.Plain(name).StartsWith("grad", StringComparison.Ordinal);

    /// <summary>What a factor of this name, where it is missing, would be the mistake of.</summary>
    public static string CodeOf(string name) => Roles.Of(name) switch
    {
        Role.Gamma => "missing_gamma",
        Role.Istd => "missing_inverse_std",
        _ => "missing_factor",
    };
}
