using System.Numerics;

namespace GradCheck.Numeric;

/// <summary>The loss over the real numbers, for differences.</summary>
internal readonly struct RealLoss : ILossNumber<double>
{
    public static double Root(double value) => Math.Sqrt(value);

    public static double Scale(double value, double factor) => value * factor;
}

/// <summary>The loss over the complex numbers, for the complex step.</summary>
internal readonly struct ComplexLoss : ILossNumber<Complex>
{
    public static Complex Root(Complex value)
    {
        // Steps are tiny and the real part positive, where this form keeps every digit of the imaginary part.
        var size = double.Hypot(value.Real, value.Imaginary);
        var real = Math.Sqrt((size / 2) + (value.Real / 2));
        return new(real, value.Imaginary / 2 / real);
    }

    public static Complex Scale(Complex value, double factor) => new(value.Real * factor, value.Imaginary * factor);
}
