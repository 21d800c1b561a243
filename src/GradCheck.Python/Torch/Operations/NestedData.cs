using GradCheck.Python.NumPy;
using GradCheck.Python.Source;

namespace GradCheck.Python.Torch.Operations;

/// <summary>What is wrong with nested lists that are no tensor.</summary>
internal static class NestedData
{
    /// <summary>That rows have different lengths; null where they have not.</summary>
    public static ProgramException? Ragged(Value data, Span span, int depth = 0)
    {
        if (ArrayConversion.Items(data) is not { Count: > 0 } items || depth > 32)
        {
            return null;
        }

        var length = ArrayConversion.Items(items[0])?.Count;
        foreach (var item in items)
        {
            if (ArrayConversion.Items(item)?.Count is var own && own != length)
            {
                return length is null || own is null
                    ? Errors.Python("TypeError", ErrorCodes.ShapeMismatch, length is null ? $"'{items[0].TypeName}' object cannot be interpreted as a sequence" : $"expected sequence of length {length} at dim {depth + 1} (got {item.TypeName})", span)
                    : Errors.Shape($"expected sequence of length {length} at dim {depth + 1} (got {own})", span);
            }
        }

        return items.Select(item => Ragged(item, span, depth + 1)).FirstOrDefault(found => found is not null);
    }
}
