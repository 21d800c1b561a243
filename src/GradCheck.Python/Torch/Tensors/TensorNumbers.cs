using System.Globalization;
using GradCheck.Python.Arrays;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>How the elements of one tensor are printed: all in one way and one width, of four digits.</summary>
internal sealed class TensorNumbers
{
    private readonly DType dtype;
    private readonly bool isWhole;
    private readonly bool isScientific;

    /// <param name="shown">The elements that are printed.</param>
    /// <param name="dtype">What they are.</param>
    public TensorNumbers(double[] shown, DType dtype)
    {
        this.dtype = dtype;
        var nonzero = shown.Where(value => double.IsFinite(value) && value != 0).Select(Math.Abs).ToArray();
        if (dtype == DType.Float64 && nonzero.Length > 0)
        {
            double least = nonzero.Min(), most = nonzero.Max();
            isWhole = nonzero.All(value => value == Math.Ceiling(value));
            isScientific = isWhole ? most / least > 1000 || most > 1e8 : most / least > 1000 || most > 1e8 || least < 1e-4;
        }
        else
        {
            isWhole = true;
        }

        // Floats that are 0 or not finite do not count for the width, as in torch.
        Width = (dtype == DType.Float64 ? shown.Where(value => double.IsFinite(value) && value != 0) : shown).Select(value => Plain(value).Length).DefaultIfEmpty(1).Max();
    }

    /// <summary>The width of each.</summary>
    public int Width { get; }

    /// <summary>An element.</summary>
    public string Text(double value) => Plain(value).PadLeft(Width);

    private string Plain(double value)
    {
        if (dtype == DType.Bool)
        {
            return value != 0 ? "True" : "False";
        }

        if (dtype == DType.Int64)
        {
            return value.ToString("F0", CultureInfo.InvariantCulture);
        }

        return !double.IsFinite(value) ? double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"
            : isScientific ? Scientific(value)
            : isWhole ? (double.IsNegative(value) && value == 0 ? "-0." : value.ToString("F0", CultureInfo.InvariantCulture) + ".")
            : value.ToString("F4", CultureInfo.InvariantCulture);
    }

    private static string Scientific(double value)
    {
        var text = value.ToString("E4", CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        return $"{text[..at]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
    }
}
