using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>Two libraries in one program: a function says whose it is, and what is called on a value is taken for torch's.</summary>
/// <param name="torch">Torch's.</param>
/// <param name="numpy">NumPy's.</param>
internal sealed class MixedIdioms(Idioms torch, Idioms numpy) : Idioms
{
    public override bool IsModule(Expression expression) => torch.IsModule(expression) || numpy.IsModule(expression);

    public override Expression Call(string name, Expression argument) => torch.Call(name, argument);

    public override ReductionCall? Reduction(Expression expression) => Of(expression).Reduction(expression);

    public override RootCall? Root(Expression expression) => Of(expression).Root(expression);

    public override PowerCall? Power(Expression expression) => Of(expression).Power(expression);

    public override LayoutCall? Layout(Expression expression) => Of(expression).Layout(expression);

    public override ProductCall? Product(Expression expression) => Of(expression).Product(expression);

    public override Expression Write(ReductionCall reduction) => Of(reduction.Written).Write(reduction);

    public override Expression Write(RootCall root) => Of(root.Written).Write(root);

    public override Expression Write(PowerCall power) => Of(power.Written).Write(power);

    public override Expression Write(LayoutCall layout) => Of(layout.Written).Write(layout);

    public override Expression Write(ProductCall product) => Of(product.Written).Write(product);

    private Idioms Of(Expression? written) =>
        written is CallExpression { Function: AttributeExpression function } && numpy.IsModule(function.Value) ? numpy : torch;
}
