using GradCheck.Programs.Entries;
using GradCheck.Python.Runtime;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>An <c>autograd.Function</c> whose forward method takes no context: another method fills it from the inputs and the output.</summary>
internal static class ContextSetup
{
    /// <summary>The name of that method.</summary>
    public const string Name = "setup_context";

    /// <summary>Calls the forward method, and then the one that fills the context.</summary>
    /// <param name="interpreter">Runs it.</param>
    /// <param name="made">The class.</param>
    /// <param name="context">The context.</param>
    /// <param name="plan">The class, and how its methods are called.</param>
    /// <param name="arguments">The arguments of the forward method.</param>
    public static Value Call(Interpreter interpreter, Value made, Value context, ClassPlan plan, CallArguments arguments)
    {
        // As torch calls it: all by place, with the defaults of what is left out.
        var named = arguments.Keywords.ToDictionary();
        List<Value> inputs = [.. plan.Forward.Parameters.Items.Select((parameter, k) =>
            k < arguments.Positional.Count ? arguments.Positional[k] : named.GetValueOrDefault(parameter.Name) ?? DefaultOf(parameter))];
        var output = interpreter.CallMethod(made, plan.Forward.Name, inputs, []);
        interpreter.CallMethod(made, Name, [context, new TupleValue([.. inputs]), output], []);
        return output;
    }

    private static Value DefaultOf(Parameter parameter) => parameter.Default switch
    {
        IntegerLiteral whole => new IntegerValue(whole.Value),
        FloatLiteral number => new FloatValue(number.Value),
        BooleanLiteral truth => BooleanValue.Of(truth.Value),
        NoneLiteral => NoneValue.Instance,
        _ => throw CallArguments.Cannot($"`{parameter.Name}` of the forward method has a default that is no number: give it in `inputs`", parameter.Span),
    };
}
