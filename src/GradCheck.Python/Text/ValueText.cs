using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary>Values as text: <c>str</c> and <c>repr</c>.</summary>
internal sealed class ValueText
{
    private readonly CallContext context;
    private readonly StringBuilder made = new();
    private readonly HashSet<Value> open = new(ReferenceEqualityComparer.Instance);

    private ValueText(CallContext context) => this.context = context;

    /// <summary><c>str(value)</c>.</summary>
    public static string Str(CallContext context, Value value) => value switch
    {
        StringValue text => text.Value,
        ExceptionValue exception => Raising.Message(context, exception),
        _ => context.ObjectOf(value)?.Str(context) ?? Repr(context, value),
    };

    /// <summary><c>repr(value)</c>.</summary>
    public static string Repr(CallContext context, Value value)
    {
        var printer = new ValueText(context);
        printer.Write(value);
        return printer.made.ToString();
    }

    private void Write(Value value)
    {
        context.Budget.Step(context.Span);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Exceptions.TooDeep(" while getting the repr of an object", context.Span);
        }

        switch (value)
        {
            case ListValue list:
                Enclosed(value, "[", "]", "[...]", () => Sequence(list.Items));
                break;
            case TupleValue { FieldNames: { } names, Label: { } label } tuple:
                Enclosed(value, $"{label}(", ")", "...", () => Named(names, tuple.Items));
                break;
            case TupleValue { IsObject: false } tuple:
                Enclosed(value, "(", tuple.Items.Count == 1 ? ",)" : ")", "(...)", () => Sequence(tuple.Items));
                break;
            case SetValue set when set.Items.Count == 0:
                Append("set()");
                break;
            case SetValue set:
                Enclosed(value, "{", "}", "set(...)", () => Sequence([.. set.Items.Keys.Select(key => key.Key)]));
                break;
            case DictionaryValue dictionary:
                Enclosed(value, "{", "}", "{...}", () => Pairs(dictionary));
                break;
            case DictionaryViewValue view:
                Enclosed(value, view.TypeName + "([", "])", "...", () => Sequence([.. Enumerable.Range(0, view.Dictionary.Items.Count).Select(view.At)]));
                break;
            case ExceptionValue exception:
                Enclosed(value, exception.Type + "(", ")", "...", () => Sequence(exception.Arguments));
                break;
            case SliceValue slice:
                Enclosed(value, "slice(", ")", "...", () => Sequence([slice.Lower ?? NoneValue.Instance, slice.Upper ?? NoneValue.Instance, slice.Step ?? NoneValue.Instance]));
                break;
            default:
                Append(Leaf(value));
                break;
        }
    }

    private string Leaf(Value value) => value switch
    {
        NoneValue => "None",
        NotImplementedValue => "NotImplemented",
        MethodValue method => $"<bound method {(method.Function as FunctionValue)?.QualifiedName ?? method.TypeName} of {Repr(context, method.Self)}>",
        BooleanValue truth => truth.Value ? "True" : "False",
        EllipsisValue => "Ellipsis",
        IntegerValue integer => IntegerText.Of(context, integer.Value),
        FloatValue number => Decimals.Repr(number.Value),
        StringValue text => Quoted(text.Value),
        RangeValue range => string.Create(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop}{(range.Step == 1 ? string.Empty : $", {range.Step}")})"),
        TypeValue type => $"<class '{type.Name}'>",
        ModuleValue module => $"<module '{module.Name}'>",
        FunctionValue function => $"<function {function.QualifiedName}>",
        LibraryValue { Receiver: null } function when function.Function.Name.Contains('.', StringComparison.Ordinal) => $"<function {function.Function.Name}>",
        LibraryValue { Receiver: null } function => $"<built-in function {function.Function.Name}>",
        LibraryValue method => $"<built-in method {method.Function.Name[(method.Function.Name.LastIndexOf('.') + 1)..]} of {method.Receiver!.TypeName} object>",
        _ => context.ObjectOf(value)?.Repr(context) ?? $"<{value.TypeName} object>",
    };

    private void Enclosed(Value value, string before, string after, string again, Action inside)
    {
        if (!open.Add(value))
        {
            Append(again);
            return;
        }

        Append(before);
        inside();
        Append(after);
        open.Remove(value);
    }

    private void Sequence(IReadOnlyList<Value> items)
    {
        for (var k = 0; k < items.Count; k++)
        {
            Append(k == 0 ? string.Empty : ", ");
            Write(items[k]);
        }
    }

    private void Named(IReadOnlyList<string> names, IReadOnlyList<Value> items)
    {
        for (var k = 0; k < items.Count; k++)
        {
            Append($"{(k == 0 ? string.Empty : ", ")}{names[k]}=");
            Write(items[k]);
        }
    }

    private void Pairs(DictionaryValue dictionary)
    {
        var first = true;
        foreach (var (key, item) in dictionary.Items)
        {
            Append(first ? string.Empty : ", ");
            first = false;
            Write(key.Key);
            Append(": ");
            Write(item);
        }
    }

    private void Append(string text)
    {
        context.Budget.Allocate(2L * CallContext.LetterBytes * text.Length, context.Span);
        made.Append(text);
    }

    private string Quoted(string text)
    {
        context.Budget.Work(text.Length, context.Span);
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when letter == quote => "\\" + letter,
                < ' ' or '\u007f' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                >= '\u0080' and <= '\u00a0' or '\u00ad' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ => letter.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }
}
