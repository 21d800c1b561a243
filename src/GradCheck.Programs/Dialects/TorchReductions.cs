using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>Torch's reductions: <c>dim</c> or <c>axis</c>, pairs of values and places, and variances over n - 1 where nothing else is written.</summary>
internal static class TorchReductions
{
    private static readonly (string Name, ReductionKind Kind)[] Reductions =
    [
        ("sum", ReductionKind.Sum), ("mean", ReductionKind.Mean), ("var", ReductionKind.Variance), ("std", ReductionKind.Deviation),
        ("max", ReductionKind.Largest), ("amax", ReductionKind.Largest), ("min", ReductionKind.Smallest), ("amin", ReductionKind.Smallest),
        ("prod", ReductionKind.Product),
    ];

    /// <summary>The reduction that an expression is; null for another.</summary>
    public static ReductionCall? Read(TorchIdioms idioms, Expression expression)
    {
        var call = expression as CallExpression ?? Pair(expression);
        if (call?.Function is not AttributeExpression function || Array.FindIndex(Reductions, row => row.Name == function.Name) is not (>= 0 and var row)
            || idioms.OperandOf(call) is not { } operand)
        {
            return null;
        }

        var kind = Reductions[row].Kind;
        var isMethod = !idioms.IsModule(function.Value);
        if (kind is ReductionKind.Variance or ReductionKind.Deviation && call.Arguments.ElementAtOrDefault(isMethod ? 0 : 1) is BooleanLiteral)
        {
            // x.var(False): what stands there is no axis.
            return null;
        }

        var axis = Axis(call, isMethod).Of(call);
        var isPair = function.Name is "max" or "min" && axis is not null;
        return isPair == ReferenceEquals(call, expression) ? null : new(kind, operand)
        {
            Axis = axis,
            Keeps = Keeps(call, kind, isMethod).Of(call),
            Ddof = kind is ReductionKind.Variance or ReductionKind.Deviation ? Ddof(call, isMethod) : null,
            IsMethod = isMethod,
            Written = call,
            Taken = isPair ? expression : null,
        };
    }

    /// <summary>The text of a reduction.</summary>
    public static Expression Write(TorchIdioms idioms, ReductionCall reduction)
    {
        var (operand, isMethod, kind) = (reduction.Operand, reduction.IsMethod, reduction.Kind);
        var call = reduction.Written ?? (isMethod
            ? new CallExpression(new AttributeExpression(operand, NameOf(kind), operand.Span), [], [], operand.Span)
            : (CallExpression)idioms.Call(NameOf(kind), operand));
        var function = (AttributeExpression)call.Function;
        call = idioms.On(call, operand, idioms.ArgumentsOf(call));
        function = (AttributeExpression)call.Function;
        if (!Array.Exists(Reductions, row => row.Name == function.Name && row.Kind == kind))
        {
            call = Renamed(call, function, kind, isMethod);
        }

        call = Axis(call, isMethod).In(call, reduction.Axis, isFirst: true);
        call = Keeps(call, kind, isMethod).In(call, reduction.Keeps);
        call = kind is ReductionKind.Variance or ReductionKind.Deviation ? Spread(call, reduction.Ddof, isMethod) : call;
        var isPair = ((AttributeExpression)call.Function).Name is "max" or "min" && reduction.Axis is not null;
        return !isPair ? call : reduction.Taken switch
        {
            SubscriptExpression part => part with { Value = call },
            AttributeExpression part => part with { Value = call },
            _ => new AttributeExpression(call, "values", call.Span),
        };
    }

    // A sum has no place for what a variance has between its axis and keepdim: they go by their names.
    private static CallExpression Renamed(CallExpression call, AttributeExpression function, ReductionKind kind, bool isMethod)
    {
        var named = function.Name is "var" or "std" || kind is ReductionKind.Variance or ReductionKind.Deviation;
        var places = (isMethod ? 0 : 1) + 1;
        var keeps = named && kind is not (ReductionKind.Variance or ReductionKind.Deviation) && call.Arguments.Count > places ? call.Arguments.Take(places) : call.Arguments;
        return call with { Function = function with { Name = NameOf(kind) }, Arguments = [.. keeps], Keywords = [.. call.Keywords.Where(keyword => !named || keyword.Name is not ("unbiased" or "correction"))] };
    }

    private static CallExpression? Pair(Expression expression) => expression switch
    {
        AttributeExpression { Name: "values", Value: CallExpression call } => call,
        SubscriptExpression { Value: CallExpression call, Index: IntegerLiteral { Value.IsZero: true } } when call.Function is AttributeExpression { Name: "max" or "min" } => call,
        _ => null,
    };

    // What is taken off the count; null for nothing, which torch has to be told.
    private static Expression? Ddof(CallExpression call, bool isMethod)
    {
        if (new Slot("correction", Slot.ByName).Of(call) is { } correction)
        {
            return correction is IntegerLiteral { Value.IsZero: true } ? null : correction;
        }

        return Unbiased(isMethod).Of(call) is BooleanLiteral { Value: false } ? null : One(call.Span);
    }

    private static CallExpression Spread(CallExpression call, Expression? wanted, bool isMethod)
    {
        if ((Ddof(call, isMethod) is null) == (wanted is null))
        {
            return call;
        }

        if (new Slot("correction", Slot.ByName) is var correction && correction.Of(call) is not null)
        {
            return correction.In(call, wanted ?? new IntegerLiteral(BigInteger.Zero, call.Span));
        }

        // Where nothing is written it is over n - 1.
        var unbiased = Unbiased(isMethod);
        var isPlaced = call.Arguments.Count > unbiased.Place;
        return unbiased.In(call, wanted is null ? new BooleanLiteral(false, call.Span) : isPlaced ? new BooleanLiteral(true, call.Span) : null);
    }

    private static IntegerLiteral One(Span at) => new(BigInteger.One, at);

    private static Slot Axis(CallExpression call, bool isMethod) => new(call.Keywords.Any(keyword => keyword.Name == "axis") ? "axis" : "dim", isMethod ? 0 : 1);

    private static Slot Unbiased(bool isMethod) => new("unbiased", isMethod ? 1 : 2);

    private static Slot Keeps(CallExpression call, ReductionKind kind, bool isMethod) => new(
        call.Keywords.Any(keyword => keyword.Name == "keepdims") ? "keepdims" : "keepdim",
        (isMethod ? 1 : 2) + (kind is ReductionKind.Variance or ReductionKind.Deviation ? 1 : 0));

    private static string NameOf(ReductionKind kind) => kind switch
    {
        ReductionKind.Largest => "amax",
        ReductionKind.Smallest => "amin",
        _ => Reductions.First(row => row.Kind == kind).Name,
    };
}
