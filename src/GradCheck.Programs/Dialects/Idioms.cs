using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>
/// How a program writes what its array library does: reads an expression as a reduction, a root, a layout or a product, and writes one back as
/// the student wrote it, as a method or a function, an argument by its place or its name. Edits change the meaning and know no spelling.
/// </summary>
/// <remarks>Another library is another implementation. What is read keeps the expression it was read from, so each is written back by its own name.</remarks>
internal abstract class Idioms
{
    /// <summary>Those of the library that a program imports, expression by expression where it imports two; NumPy's where it imports none.</summary>
    public static Idioms Of(ProgramTree tree) => TorchIdioms.Of(tree) is not { } torch ? NumPyIdioms.Of(tree)
        : NumPyIdioms.Imported(tree) is { } numpy ? new MixedIdioms(torch, numpy)
        : torch;

    /// <summary>Whether an expression is the library itself, and what is called on it one of its functions.</summary>
    public abstract bool IsModule(Expression expression);

    /// <summary>A call of one of the library's functions: <c>np.name(argument)</c>.</summary>
    public abstract Expression Call(string name, Expression argument);

    /// <summary>The reduction that an expression is; null for another.</summary>
    public abstract ReductionCall? Reduction(Expression expression);

    /// <summary>The root that an expression is; null for another.</summary>
    public abstract RootCall? Root(Expression expression);

    /// <summary>The power that an expression is by a function's name, not by <c>**</c>; null for another.</summary>
    public abstract PowerCall? Power(Expression expression);

    /// <summary>The layout that an expression makes; null for another.</summary>
    public abstract LayoutCall? Layout(Expression expression);

    /// <summary>The product of matrices that an expression is; null for another.</summary>
    public abstract ProductCall? Product(Expression expression);

    /// <summary>The text of a reduction.</summary>
    public abstract Expression Write(ReductionCall reduction);

    /// <summary>The text of a root.</summary>
    public abstract Expression Write(RootCall root);

    /// <summary>The text of a power.</summary>
    public abstract Expression Write(PowerCall power);

    /// <summary>The text of a layout.</summary>
    public abstract Expression Write(LayoutCall layout);

    /// <summary>The text of a product of matrices.</summary>
    public abstract Expression Write(ProductCall product);

    /// <summary>The method that copies an array.</summary>
    public virtual string CopyMethod => "copy";

    /// <summary>Whether a variance divides by one less than the count where nothing is written.</summary>
    public virtual bool IsUnbiasedByDefault => false;

    /// <summary>The root of a value.</summary>
    public Expression RootOf(Expression value) => Write(new RootCall(value));

    /// <summary>A matrix the other way round: of one that is turned already, what it was before.</summary>
    public Expression Turned(Expression matrix) =>
        Layout(matrix) is { IsTurned: true } turned ? turned.Operand : Write(new LayoutCall(LayoutKind.Transpose, matrix, []));
}
