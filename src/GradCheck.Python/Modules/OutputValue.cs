using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Modules;

/// <summary><c>sys.stdout</c> and <c>sys.stderr</c>: what is written to the first is in the report.</summary>
/// <param name="name">Which of them.</param>
internal sealed class OutputValue(string name) : ObjectValue
{
    public override string Name { get; } = name;

    public override string TypeName => "_io.TextIOWrapper";

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "write" => new LibraryValue(new("write", "text, /", "Writes.", (inner, a) =>
        {
            var text = ValueText.Str(inner, a["text"]);
            Write(inner, text);
            return IntegerValue.Of(text.Length);
        })),
        "flush" => SystemFunctions.Nothing("flush"),
        _ => null,
    };

    /// <summary>Writes a text.</summary>
    public void Write(CallContext context, string text)
    {
        context.Budget.Print(text.Length, context.Span);
        if (Name == "stdout")
        {
            context.Session.Printed.Append(text);
        }
    }
}
