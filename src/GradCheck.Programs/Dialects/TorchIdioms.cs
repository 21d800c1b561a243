using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>Torch as students write it.</summary>
/// <param name="alias">What the program calls it: <c>torch</c>.</param>
/// <param name="functional">What it calls <c>torch.nn.functional</c>: <c>F</c>.</param>
internal sealed class TorchIdioms(string alias, string functional) : Idioms
{
    private static readonly string[] Turns = ["t", "permute", "transpose", "swapaxes", "view", "reshape"];

    private static readonly string[] Products = ["matmul", "mm", "bmm", "mv"];

    /// <summary>Those of a program that imports torch, or names it without; null for another.</summary>
    public static new TorchIdioms? Of(ProgramTree tree)
    {
        var imports = Walk.Statements(tree.Body).OfType<ImportStatement>().ToList();
        var whole = imports.Where(import => import.From is null).SelectMany(import => import.Names).ToList();
        var alias = whole.Where(name => name.Name == "torch").Select(name => name.Alias ?? name.Name).FirstOrDefault();
        var functional = whole.Where(name => name.Name == "torch.nn.functional").Select(name => name.Alias)
            .Concat(imports.Where(import => import.From == "torch.nn").SelectMany(import => import.Names).Where(name => name.Name == "functional").Select(name => name.Alias ?? name.Name))
            .FirstOrDefault(name => name is not null);
        var isNamed = alias is not null || functional is not null
            || whole.Exists(name => name.Name.StartsWith("torch.", StringComparison.Ordinal))
            || imports.Exists(import => import.From is { } from && from.Split('.')[0] == "torch")
            || Walk.Statements(tree.Body).SelectMany(Walk.Children).SelectMany(Walk.Expressions).Any(node => node is NameExpression { Id: "torch" });
        return isNamed ? new(alias ?? "torch", functional ?? "F") : null;
    }

    public override bool IsModule(Expression expression) => expression switch
    {
        NameExpression name => name.Id == alias || name.Id == functional,
        AttributeExpression { Name: "functional", Value: AttributeExpression { Name: "nn" } inner } => IsModule(inner.Value),
        _ => false,
    };

    public override Expression Call(string name, Expression argument) => new CallExpression(
        new AttributeExpression(new NameExpression(alias, argument.Span), name, argument.Span), [argument], [], argument.Span);

    public override ReductionCall? Reduction(Expression expression) => TorchReductions.Read(this, expression);

    public override Expression Write(ReductionCall reduction) => TorchReductions.Write(this, reduction);

    public override RootCall? Root(Expression expression) => Operand(expression, "sqrt", 0) is var (operand, call) ? new(operand) { Written = call } : null;

    public override Expression Write(RootCall root) => root.Written is { } call ? On(call, root.Operand, []) : Call("sqrt", root.Operand);

    public override PowerCall? Power(Expression expression) => Operand(expression, "pow", 1) is var (operand, call)
        ? new(operand, call.Arguments[^1], call)
        : Operand(expression, "rsqrt", 0) is var (radicand, root)
        ? new(radicand, new UnaryExpression(UnaryOperator.Negative, new FloatLiteral(0.5, root.Span), root.Span), root)
        : null;

    // What is no root any more is a power.
    public override Expression Write(PowerCall power) => power.Written.Function is AttributeExpression { Name: "rsqrt" }
        ? power.Exponent is UnaryExpression { Operator: UnaryOperator.Negative, Operand: FloatLiteral { Value: 0.5 } }
            ? On(power.Written, power.Operand, [])
            : new BinaryExpression(BinaryOperator.Power, power.Operand, power.Exponent, power.Written.Span)
        : On(power.Written, power.Operand, [power.Exponent]);

    public override LayoutCall? Layout(Expression expression)
    {
        if (expression is AttributeExpression { Name: "T" or "mT" } turned)
        {
            return new(LayoutKind.Transpose, turned.Value, []) { Written = turned };
        }

        if (expression is not CallExpression { Function: AttributeExpression function } call || !Turns.Contains(function.Name) || OperandOf(call) is not { } operand)
        {
            return null;
        }

        return new(KindOf(function.Name), operand, Unpacked(ArgumentsOf(call))) { Written = call };
    }

    public override Expression Write(LayoutCall layout)
    {
        if (layout.Written is not CallExpression call)
        {
            return layout.IsTurned ? new AttributeExpression(layout.Operand, layout.Written is AttributeExpression written ? written.Name : "T", layout.Operand.Span)
                : new CallExpression(new AttributeExpression(layout.Operand, layout.Kind == LayoutKind.Reshape ? "reshape" : layout.Kind == LayoutKind.Swap ? "transpose" : "permute", layout.Operand.Span), layout.Arguments, [], layout.Operand.Span);
        }

        // Sizes in parentheses stay in parentheses.
        var arguments = ArgumentsOf(call);
        if (!layout.Arguments.SequenceEqual(Unpacked(arguments), ReferenceEqualityComparer.Instance))
        {
            arguments = arguments is [TupleExpression or ListExpression] ? [new TupleExpression(layout.Arguments, arguments[0].Span)] : layout.Arguments;
        }

        // What lies in another order has no view of another shape.
        var function = (AttributeExpression)call.Function;
        var isMoved = function.Name == "view" && Layout(layout.Operand) is { Kind: not LayoutKind.Reshape };
        return On(isMoved ? call with { Function = function with { Name = "reshape" } } : call, layout.Operand, arguments);
    }

    public override ProductCall? Product(Expression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.MatrixMultiply } product => new(product.Left, product.Right, product),
        CallExpression { Function: AttributeExpression function } call when Products.Contains(function.Name) && OperandOf(call) is { } left && ArgumentsOf(call) is [var right] => new(left, right, call),
        _ => null,
    };

    public override Expression Write(ProductCall product) => product.Written is BinaryExpression written
        ? written with { Left = product.Left, Right = product.Right }
        : On((CallExpression)product.Written, product.Left, [product.Right]);

    /// <summary>What a function of the library is called on, as its first argument or before the dot; null for none.</summary>
    public Expression? OperandOf(CallExpression call) => call.Function is not AttributeExpression function ? null
        : !IsModule(function.Value) ? function.Value
        : call.Arguments.Count > 0 ? call.Arguments[0]
        : call.Keywords.FirstOrDefault(keyword => keyword.Name == "input")?.Value;

    /// <summary>The call of another operand with other arguments behind it.</summary>
    public CallExpression On(CallExpression call, Expression operand, IReadOnlyList<Expression> arguments)
    {
        var function = (AttributeExpression)call.Function;
        return !IsModule(function.Value) ? call with { Function = function with { Value = operand }, Arguments = arguments }
            : call.Arguments.Count > 0 ? call with { Arguments = [operand, .. arguments] }
            : new Slot("input", 0).In(call with { Arguments = arguments }, operand);
    }

    /// <summary>The arguments of a call behind its operand.</summary>
    public IReadOnlyList<Expression> ArgumentsOf(CallExpression call) =>
        call.Function is AttributeExpression function && IsModule(function.Value) ? [.. call.Arguments.Skip(1)] : call.Arguments;

    private (Expression Operand, CallExpression Call)? Operand(Expression expression, string name, int others) =>
        expression is CallExpression { Function: AttributeExpression function, Keywords.Count: 0 } call && function.Name == name && ArgumentsOf(call).Count == others && OperandOf(call) is { } operand
            ? (operand, call) : null;

    private static LayoutKind KindOf(string name) => name switch
    {
        "view" or "reshape" => LayoutKind.Reshape,
        "transpose" or "swapaxes" => LayoutKind.Swap,
        _ => LayoutKind.Transpose,
    };

    private static IReadOnlyList<Expression> Unpacked(IReadOnlyList<Expression> arguments) => arguments switch
    {
        [TupleExpression tuple] => tuple.Elements,
        [ListExpression list] => list.Elements,
        _ => arguments,
    };
}
