using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Modules;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions that belong to no family.</summary>
internal static class CoreFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("print", "*values, sep=None, end=None, file=None, flush=False", "Written into the report, up to a limit.", Print),
        new("len", "obj, /", "The number of items, or of rows of an array.", Length),
        new("repr", "obj, /", "The value as a text, texts in quotes.", (context, a) => new StringValue(ValueText.Repr(context, a["obj"]))),
        new("format", "value, format_spec='', /", "The value in a format such as '.3f'.", Format),
        new("chr", "i, /", "The letter of a code.", (context, a) => new StringValue(Characters.Chr(context, Numbers.Index(context, a["i"])))),
        new("ord", "c, /", "The code of a letter.", Ord),
    ];

    private static NoneValue Print(CallContext context, BoundArguments a)
    {
        var file = a["file"] as OutputValue;
        if (a.Has("file") && file is null)
        {
            throw Errors.Unsupported("print(file=...) other than to sys.stdout and sys.stderr is outside of the subset: there are no files", context.Span);
        }

        var separator = Separator(context, a["sep"], "sep", " ");
        var text = new StringBuilder();
        for (var k = 0; k < a.Rest.Count; k++)
        {
            var part = ValueText.Str(context, a.Rest[k]);
            context.Budget.Print(part.Length + separator.Length, context.Span);
            text.Append(k == 0 ? string.Empty : separator).Append(part);
        }

        var end = Separator(context, a["end"], "end", "\n");
        context.Budget.Print(end.Length, context.Span);
        if (file is null or { Name: "stdout" })
        {
            context.Session.Printed.Append(text).Append(end);
        }

        return NoneValue.Instance;
    }

    private static string Separator(CallContext context, Value value, string name, string standard) => value switch
    {
        NoneValue => standard,
        StringValue text => text.Value,
        _ => throw Errors.Type($"{name} must be None or a string, not {value.TypeName}", context.Span),
    };

    private static IntegerValue Length(CallContext context, BoundArguments a) => ((a["obj"] as ObjectValue)?.Measure(context) ?? Iteration.Length(a["obj"])) is { } length
        ? IntegerValue.Of(length)
        : throw Errors.Type(a["obj"] is NdArray { IsScalar: false } ? "len() of unsized object" : $"object of type '{a["obj"].TypeName}' has no len()", context.Span);

    private static StringValue Format(CallContext context, BoundArguments a) => a["format_spec"] is StringValue spec
        ? new StringValue(FormatSpec.Format(context, a["value"], spec.Value))
        : throw Errors.Type($"format() argument 2 must be str, not {a["format_spec"].TypeName}", context.Span);

    private static IntegerValue Ord(CallContext context, BoundArguments a) => a["c"] switch
    {
        StringValue { Value.Length: 1 } letter => IntegerValue.Of(letter.Value[0]),
        StringValue text => throw Errors.Type($"ord() expected a character, but string of length {text.Value.Length} found", context.Span),
        var other => throw Errors.Type($"ord() expected string of length 1, but {other.TypeName} found", context.Span),
    };
}
