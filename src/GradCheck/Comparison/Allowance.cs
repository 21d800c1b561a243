using GradCheck.Normalization;

namespace GradCheck.Comparison;

/// <summary>How far numbers may be from the right ones, entry by entry: <c>|a - b| &lt;= atol + rtol * |b|</c>, with <c>b</c> the reference.</summary>
/// <param name="Scale">The size of the terms that entries are made of.</param>
/// <param name="Tolerance">How closely numbers have to agree.</param>
public readonly record struct Allowance(ErrorScale Scale, Tolerance Tolerance)
{
    /// <summary>Whether two numbers agree at an entry; NaN never does.</summary>
    /// <param name="entry">The entry's place in row-major order.</param>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    public bool Holds(int entry, double a, double b) => Math.Abs(a - b) <= Of(entry, a, b);

    /// <summary>Whether two numbers agree by the most that any entry allows; NaN never does.</summary>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    public bool HoldsAtMost(double a, double b) => Math.Abs(a - b) <= Tolerance.Allowed(a, b, Scale.Largest, Scale.LargestConditioning);

    /// <summary>How far apart two numbers may be at an entry.</summary>
    /// <param name="entry">The entry's place in row-major order.</param>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    public double Of(int entry, double a, double b) => OfGroup(Scale.View.GroupOf(entry), a, b);

    /// <summary>How far apart two numbers may be at an entry whose terms have a size of their own: those of wrong code.</summary>
    /// <param name="entry">The entry's place in row-major order.</param>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    /// <param name="terms">The size of the terms.</param>
    public double Of(int entry, double a, double b, double terms) =>
        Tolerance.Allowed(a, b, terms, Scale.Conditioning[Scale.View.GroupOf(entry)]);

    /// <summary>How far apart two numbers may be in a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    public double OfGroup(int group, double a, double b) => Tolerance.Allowed(a, b, Scale.Terms[group], Scale.Conditioning[group]);

    /// <summary>The part of it at an entry that does not depend on the numbers.</summary>
    /// <param name="entry">The entry's place in row-major order.</param>
    public double Atol(int entry)
    {
        var group = Scale.View.GroupOf(entry);
        return Tolerance.AtolOf(Scale.Terms[group], Scale.Conditioning[group]);
    }
}
