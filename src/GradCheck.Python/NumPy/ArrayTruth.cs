using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What <c>if array:</c> means.</summary>
internal static class ArrayTruth
{
    /// <summary>The truth of the only element; false for an empty array.</summary>
    /// <exception cref="ProgramException">More than one element.</exception>
    public static bool Of(CallContext context, NdArray array)
    {
        if (array.Size > 1)
        {
            throw Errors.Value("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()", context.Span);
        }

        if (array.Size == 0)
        {
            context.Session.Warn("DeprecationWarning: The truth value of an empty array is ambiguous. Returning False, but in future this will result in an error. Use `array.size > 0` to check that an array is not empty.", context.Span);
            return false;
        }

        return array.DType == DType.Float64 ? array.Storage.Floats[array.Offset] != 0 : array.Storage.Integers[array.Offset] != 0;
    }
}
