using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Which of NumPy's warnings are told: what <c>np.errstate(...)</c> makes for a <c>with</c>.</summary>
/// <param name="muted">Words of those that are not.</param>
internal sealed class ErrorState(IReadOnlyList<string> muted) : ObjectValue
{
    private static readonly (string Option, string Words)[] Kinds = [("divide", "divide by zero"), ("over", "overflow"), ("under", "underflow"), ("invalid", "invalid value")];

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.errstate", "**options", "For a with: warnings of one kind, or of all, told or not; nothing is raised.", (context, arguments) => new ErrorState(Of(context, arguments.Keywords))),
        new("numpy.seterr", "all=None, divide=None, over=None, under=None, invalid=None", "Warnings told or not; what was set before.", (context, arguments) =>
        {
            var before = Settings(context);
            context.Session.Muted = Of(context, [.. new[] { "all", "divide", "over", "under", "invalid" }.Where(arguments.Has).Select(name => KeyValuePair.Create(name, arguments[name]))]);
            return before;
        }),
        new("numpy.geterr", "", "Which warnings are told.", (context, _) => Settings(context)),
    ];

    public override string TypeName => "numpy.errstate";

    public override Action? Enter(CallContext context)
    {
        var outer = context.Session.Muted;
        context.Session.Muted = muted;
        return () => context.Session.Muted = outer;
    }

    private static List<string> Of(CallContext context, IReadOnlyList<KeyValuePair<string, Value>> options)
    {
        var muted = context.Session.Muted.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in options.OrderBy(option => option.Key == "all" ? 0 : 1))
        {
            if (name != "all" && !Kinds.Any(kind => kind.Option == name))
            {
                throw Errors.Type($"seterr() got an unexpected keyword argument '{name}'", context.Span);
            }

            var chosen = Kinds.Where(kind => name == "all" || kind.Option == name).Select(kind => kind.Words);
            switch (value)
            {
                case NoneValue:
                    break;
                case StringValue { Value: "ignore" }:
                    muted.UnionWith(chosen);
                    break;
                case StringValue { Value: "warn" or "print" or "log" or "raise" or "call" }:
                    muted.ExceptWith(chosen);
                    break;
                default:
                    throw Errors.Value("invalid mode", context.Span);
            }
        }

        return [.. muted];
    }

    private static DictionaryValue Settings(CallContext context)
    {
        var settings = new DictionaryValue();
        foreach (var (option, words) in Kinds)
        {
            // An underflow is never told, as by default.
            settings.Items[DictionaryKey.Of(option)] = new StringValue(option == "under" || context.Session.Muted.Contains(words) ? "ignore" : "warn");
        }

        return settings;
    }
}
