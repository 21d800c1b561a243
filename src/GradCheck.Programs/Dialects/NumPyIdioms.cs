using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>NumPy as students write it.</summary>
/// <param name="alias">What the program calls it: <c>np</c>.</param>
internal sealed class NumPyIdioms(string alias) : Idioms
{
    private static readonly (string Name, ReductionKind Kind)[] Reductions =
    [
        ("sum", ReductionKind.Sum), ("mean", ReductionKind.Mean), ("average", ReductionKind.Mean), ("var", ReductionKind.Variance),
        ("std", ReductionKind.Deviation), ("max", ReductionKind.Largest), ("amax", ReductionKind.Largest), ("min", ReductionKind.Smallest),
        ("amin", ReductionKind.Smallest), ("prod", ReductionKind.Product),
    ];

    private static readonly (string Name, LayoutKind Kind)[] Layouts =
        [("reshape", LayoutKind.Reshape), ("transpose", LayoutKind.Transpose), ("swapaxes", LayoutKind.Swap)];

    private static readonly Slot Operand = new("a", 0);

    private static readonly Slot Keeps = new("keepdims", Slot.ByName);

    private static readonly Slot Ddof = new("ddof", Slot.ByName);

    /// <summary>Those of a program, by the name that its import gives NumPy; <c>np</c> where there is none.</summary>
    public static new NumPyIdioms Of(ProgramTree tree) => Imported(tree) ?? new("np");

    /// <summary>Those of a program that imports NumPy, or what is spelt as NumPy is; null for another.</summary>
    public static NumPyIdioms? Imported(ProgramTree tree) => Walk.Statements(tree.Body)
        .OfType<ImportStatement>()
        .Where(import => import.From is null)
        .SelectMany(import => import.Names)
        .Where(name => name.Name is "numpy" or "jax.numpy" or "cupy")
        .Select(name => new NumPyIdioms(name.Alias ?? name.Name))
        .FirstOrDefault();

    public override bool IsModule(Expression expression) => expression is NameExpression name && name.Id == alias;

    public override Expression Call(string name, Expression argument) => new CallExpression(
        new AttributeExpression(new NameExpression(alias, argument.Span), name, argument.Span), [argument], [], argument.Span);

    public override ReductionCall? Reduction(Expression expression)
    {
        if (expression is not CallExpression { Function: AttributeExpression function } call || KindOf(function.Name) is not { } kind)
        {
            return null;
        }

        var isMethod = !IsModule(function.Value);
        return (isMethod ? function.Value : Operand.Of(call)) is not { } operand ? null : new(kind, operand)
        {
            Axis = Axis(isMethod).Of(call),
            Keeps = Keeps.Of(call),
            Ddof = Ddof.Of(call),
            IsMethod = isMethod,
            Written = call,
        };
    }

    public override Expression Write(ReductionCall reduction)
    {
        var (operand, isMethod) = (reduction.Operand, reduction.IsMethod);
        var call = reduction.Written
            ?? (isMethod ? Method(operand, NameOf(reduction.Kind), []) : (CallExpression)Call(NameOf(reduction.Kind), operand));
        var function = (AttributeExpression)call.Function;
        function = KindOf(function.Name) == reduction.Kind ? function : function with { Name = NameOf(reduction.Kind) };
        call = isMethod ? call with { Function = function with { Value = operand } } : Operand.In(call with { Function = function }, operand);
        return Ddof.In(Keeps.In(Axis(isMethod).In(call, reduction.Axis, isFirst: true), reduction.Keeps), reduction.Ddof);
    }

    public override RootCall? Root(Expression expression) =>
        expression is CallExpression { Function: AttributeExpression { Name: "sqrt" }, Arguments: [var operand] } call
            ? new(operand) { Written = call } : null;

    public override Expression Write(RootCall root) =>
        root.Written is { } call ? call with { Arguments = [root.Operand] } : Call("sqrt", root.Operand);

    public override PowerCall? Power(Expression expression) =>
        expression is CallExpression { Function: AttributeExpression { Name: "power" }, Arguments: [var operand, var exponent] } call
            ? new(operand, exponent, call) : null;

    public override Expression Write(PowerCall power) => power.Written with { Arguments = [power.Operand, power.Exponent] };

    public override LayoutCall? Layout(Expression expression)
    {
        if (expression is AttributeExpression { Name: "T" } turned)
        {
            return new(LayoutKind.Transpose, turned.Value, []) { Written = turned };
        }

        if (expression is not CallExpression { Function: AttributeExpression function } call
            || Array.FindIndex(Layouts, row => row.Name == function.Name) is not (>= 0 and var row))
        {
            return null;
        }

        var isMethod = !IsModule(function.Value);
        return (isMethod ? function.Value : call.Arguments is [var first, ..] ? first : null) is { } operand
            ? new(Layouts[row].Kind, operand, Unpacked(ArgumentsOf(call))) { Written = call } : null;
    }

    public override Expression Write(LayoutCall layout)
    {
        if (layout.Written is not CallExpression call)
        {
            return layout.IsTurned ? new AttributeExpression(layout.Operand, "T", layout.Operand.Span)
                : Method(layout.Operand, Layouts.First(row => row.Kind == layout.Kind).Name, layout.Arguments);
        }

        // Sizes in parentheses stay in parentheses.
        var arguments = ArgumentsOf(call);
        if (!layout.Arguments.SequenceEqual(Unpacked(arguments), ReferenceEqualityComparer.Instance))
        {
            arguments = arguments is [TupleExpression or ListExpression] ? [new TupleExpression(layout.Arguments, arguments[0].Span)] : layout.Arguments;
        }

        var function = (AttributeExpression)call.Function;
        return IsModule(function.Value) ? call with { Arguments = [layout.Operand, .. arguments] }
            : call with { Function = function with { Value = layout.Operand }, Arguments = arguments };
    }

    public override ProductCall? Product(Expression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.MatrixMultiply } product => new(product.Left, product.Right, product),
        CallExpression { Function: AttributeExpression { Name: "dot" or "matmul" } function, Arguments: [var right] } =>
            new(function.Value, right, expression),
        CallExpression { Function: AttributeExpression { Name: "dot" or "matmul" }, Arguments: [var left, var right] } =>
            new(left, right, expression),
        _ => null,
    };

    public override Expression Write(ProductCall product) => product.Written switch
    {
        BinaryExpression written => written with { Left = product.Left, Right = product.Right },
        CallExpression { Function: AttributeExpression function, Arguments.Count: 1 } written =>
            written with { Function = function with { Value = product.Left }, Arguments = [product.Right] },
        var written => (CallExpression)written with { Arguments = [product.Left, product.Right] },
    };

    private static Slot Axis(bool isMethod) => new("axis", isMethod ? 0 : 1);

    private static ReductionKind? KindOf(string name) =>
        Array.FindIndex(Reductions, row => row.Name == name) is >= 0 and var row ? Reductions[row].Kind : null;

    private static string NameOf(ReductionKind kind) => Reductions.First(row => row.Kind == kind).Name;

    private static CallExpression Method(Expression value, string name, IReadOnlyList<Expression> arguments) =>
        new(new AttributeExpression(value, name, value.Span), arguments, [], value.Span);

    /// <summary>The arguments of a layout behind the array.</summary>
    private IReadOnlyList<Expression> ArgumentsOf(CallExpression call) =>
        call.Function is AttributeExpression function && IsModule(function.Value) ? [.. call.Arguments.Skip(1)] : call.Arguments;

    private static IReadOnlyList<Expression> Unpacked(IReadOnlyList<Expression> arguments) => arguments switch
    {
        [TupleExpression tuple] => tuple.Elements,
        [ListExpression list] => list.Elements,
        _ => arguments,
    };
}
