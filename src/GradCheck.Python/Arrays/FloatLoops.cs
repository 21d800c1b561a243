namespace GradCheck.Python.Arrays;

/// <summary>An operation on two floats that is compiled into the loop over them: the four that nearly all code is made of are spared the call of a delegate.</summary>
internal interface IFloatOperation
{
    public static abstract double Of(double a, double b);
}

internal readonly struct Sum : IFloatOperation
{
    public static double Of(double a, double b) => a + b;
}

internal readonly struct Difference : IFloatOperation
{
    public static double Of(double a, double b) => a - b;
}

internal readonly struct Product : IFloatOperation
{
    public static double Of(double a, double b) => a * b;
}

internal readonly struct Quotient : IFloatOperation
{
    public static double Of(double a, double b) => a / b;
}

/// <summary>Loops over pairs of floats.</summary>
internal static class FloatLoops
{
    public static void Of<T>(Floats a, Floats b, double[] made)
        where T : struct, IFloatOperation
    {
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = T.Of(a[k], b[k]);
        }
    }

    public static void Of(Func<double, double, double> apply, Floats a, Floats b, double[] made)
    {
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = apply(a[k], b[k]);
        }
    }
}
