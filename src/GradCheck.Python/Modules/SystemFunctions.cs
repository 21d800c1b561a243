using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary>As much of <c>time</c>, <c>sys</c>, <c>warnings</c> and <c>tqdm</c> as may stand beside a computation: nothing of it tells of the world outside.</summary>
internal static class SystemFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("time.time", "", "A clock that goes on by a thousandth each time it is read.", Clock),
        new("time.perf_counter", "", "A clock that goes on by a thousandth each time it is read.", Clock),
        new("time.process_time", "", "A clock that goes on by a thousandth each time it is read.", Clock),
        new("time.monotonic", "", "A clock that goes on by a thousandth each time it is read.", Clock),
        new("time.sleep", "secs, /", "Nothing.", (_, _) => NoneValue.Instance),
        new("sys.exit", "status=None, /", "Ends the program by a SystemExit.", (context, a) => throw Raising.Of(context, new("SystemExit", a.Has("status") ? [a["status"]] : []), ErrorCodes.Raised)),
        new("sys.setrecursionlimit", "limit, /", "Nothing: the limit stays.", (_, _) => NoneValue.Instance),
        new("warnings.filterwarnings", "*args, **options", "Nothing.", (_, _) => NoneValue.Instance),
        new("warnings.simplefilter", "*args, **options", "Nothing.", (_, _) => NoneValue.Instance),
        new("warnings.warn", "message, *args, **options", "Tells the warning in the report.", (context, a) =>
        {
            context.Session.Warn($"UserWarning: {ValueText.Str(context, a["message"])}", context.Span);
            return NoneValue.Instance;
        }),
        new("tqdm.tqdm", "iterable, *args, **options", "The items; no progress is shown.", (_, a) => new ProgressValue(a["iterable"])),
        new("tqdm.trange", "*args, **options", "A range; no progress is shown.", (context, a) => new ProgressValue(context.Library.Function("range")!.Call(context, [.. a.Rest]))),
    ];

    public static IEnumerable<KeyValuePair<string, Value>> Constants =>
    [
        KeyValuePair.Create<string, Value>("sys.stdout", new OutputValue("stdout")),
        KeyValuePair.Create<string, Value>("sys.stderr", new OutputValue("stderr")),
        KeyValuePair.Create<string, Value>("sys.maxsize", IntegerValue.Of(long.MaxValue)),
        KeyValuePair.Create<string, Value>("sys.version_info", new TupleValue(IntegerValue.Of(3), IntegerValue.Of(11), IntegerValue.Of(2), new StringValue("final"), IntegerValue.Of(0))),
        KeyValuePair.Create<string, Value>("sys.version", new StringValue("3.11.2")),
        KeyValuePair.Create<string, Value>("sys.path", new LibraryObject("list", (_, name) => name is "append" or "insert" or "extend" ? Nothing($"list.{name}") : null)),
        KeyValuePair.Create<string, Value>("sys.float_info", new LibraryObject("sys.float_info", (_, name) => name switch
        {
            "epsilon" => new FloatValue(Math.BitIncrement(1.0) - 1),
            "max" => new FloatValue(double.MaxValue),
            "min" => new FloatValue(2.2250738585072014e-308),
            _ => null,
        })),
    ];

    /// <summary>A function that does nothing.</summary>
    public static LibraryValue Nothing(string name) => new(new(name, "*args, **options", "Nothing.", (_, _) => NoneValue.Instance));

    private static FloatValue Clock(CallContext context, BoundArguments a) => new(context.Session.State<ProgramClock>().Read());
}
