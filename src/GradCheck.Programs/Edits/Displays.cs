using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of what is put together or taken out by its place or its key: pieces of an array, entries of a dictionary.</summary>
internal static class Displays
{
    private static readonly string[] Joining = ["hstack", "vstack", "dstack", "stack", "concatenate", "column_stack", "cat", "concat", "append"];

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        switch (node)
        {
            case DictionaryExpression dictionary:
                foreach (var (i, j) in Pairs(dictionary.Items.Count))
                {
                    var (first, second) = (dictionary.Items[i], dictionary.Items[j]);
                    yield return new("swapped_returns", IsNamed(first.Key, second.Value) || IsNamed(second.Key, first.Value) ? 1 : 3, dictionary with { Items = With(dictionary.Items, (i, first with { Value = second.Value }), (j, second with { Value = first.Value })) });
                }

                break;

            case CallExpression { Function: NameExpression { Id: "dict" }, Arguments.Count: 0 } call:
                foreach (var (i, j) in Pairs(call.Keywords.Count))
                {
                    var (first, second) = (call.Keywords[i], call.Keywords[j]);
                    yield return new("swapped_returns", first.Name == (second.Value as NameExpression)?.Id || second.Name == (first.Value as NameExpression)?.Id ? 1 : 3, call with { Keywords = With(call.Keywords, (i, first with { Value = second.Value }), (j, second with { Value = first.Value })) });
                }

                break;

            case CallExpression { Function: AttributeExpression { Name: var name }, Arguments: [var joined, ..] } call when Joining.Contains(name):
                foreach (var made in Reordered(joined))
                {
                    yield return new("wrong_order", 1, call with { Arguments = [made, .. call.Arguments.Skip(1)] });
                }

                break;

            case SubscriptExpression { Index: StringLiteral key } entry:
                foreach (var other in scope.Keys.Where(other => other != key.Value))
                {
                    yield return new("wrong_name", 2, entry with { Index = key with { Value = other } });
                }

                break;

            case NameExpression name when Terms.IsGradient(name.Id):
                foreach (var (holder, key) in !scope.IsWide ? [] : scope.Holders.SelectMany(holder => scope.Keys.Select(key => (holder, key))))
                {
                    yield return new("missing_factor", 4, Build.Times(name, Entry(holder, key, name)));
                }

                foreach (var key in scope.Keys.Where(key => ParameterNames.IsGradientOf(name.Id, key)))
                {
                    foreach (var holder in scope.Holders)
                    {
                        yield return new("wrong_name", 2, Entry(holder, key, name))
                        {
                            Words = $"`{name.Id}` is a gradient where the value of the forward pass, `{key}`, belongs",
                        };
                    }
                }

                break;
        }
    }

    /// <summary>Whether a value goes by the name that a key is.</summary>
    private static bool IsNamed(Expression? key, Expression value) => key is StringLiteral text && value is NameExpression name && Roles.Plain(text.Value) == Roles.Plain(name.Id);

    private static SubscriptExpression Entry(string holder, string key, Expression at) =>
        new(Build.Name(holder, at.Span), new StringLiteral(key, at.Span), at.Span);

    /// <summary>The pieces in another order: two exchanged, or one taken to another place.</summary>
    private static IEnumerable<Expression> Reordered(Expression joined)
    {
        var items = joined switch
        {
            TupleExpression tuple => tuple.Elements,
            ListExpression list => list.Elements,
            _ => [],
        };
        foreach (var (i, j) in Pairs(items.Count))
        {
            var made = With(items, (i, items[j]), (j, items[i]));
            yield return joined is TupleExpression tuple ? tuple with { Elements = made } : (ListExpression)joined with { Elements = made };
        }
    }

    private static IEnumerable<(int First, int Second)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(i + 1, count - i - 1).Select(j => (i, j)));

    private static T[] With<T>(IReadOnlyList<T> items, params ReadOnlySpan<(int Place, T Item)> changes)
    {
        T[] made = [.. items];
        foreach (var (place, item) in changes)
        {
            made[place] = item;
        }

        return made;
    }
}
