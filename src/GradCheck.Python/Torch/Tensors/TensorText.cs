using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>Tensors as torch prints them.</summary>
internal static class TensorText
{
    private const int Edge = 3;
    private const int Most = 1000;
    private const int Width = 80;
    private const string Start = "tensor(";

    /// <summary><c>tensor([1., 2.])</c>, with its type where that is none of the defaults, and what autograd knows of it.</summary>
    public static string Of(CallContext context, TorchTensor tensor)
    {
        context.Budget.Array(Math.Min(tensor.Size, Most), context.Span);
        var type = TensorTypes.Of(context, tensor);
        var suffixes = new List<string>();
        if (tensor.Size == 0)
        {
            if (tensor.Rank != 1)
            {
                suffixes.Add("size=" + (tensor.Rank == 1 ? $"({tensor.Shape[0]},)" : $"({string.Join(", ", tensor.Shape)})"));
            }
        }

        if (type.DType == DType.Float64 ? type != context.Session.State<TorchState>().Default : type != TensorType.Bool && type != TensorType.Int64)
        {
            suffixes.Add("dtype=torch." + type.Name);
        }
        else if (tensor.Size == 0 && type.DType != DType.Float64)
        {
            suffixes.Add("dtype=torch." + type.Name);
        }

        if (tensor.MadeBy.Length > 0 && tensor is { RequiresGrad: true, IsLeaf: false })
        {
            suffixes.Add($"grad_fn=<{GradName(tensor.MadeBy)}>");
        }
        else if (tensor.RequiresGrad)
        {
            suffixes.Add("requires_grad=True");
        }

        var body = tensor.Size == 0 ? "[]" : Body(context, tensor, Start.Length);
        return Finish(body, suffixes);
    }

    /// <summary>The name of what autograd runs backwards.</summary>
    public static string GradName(string operation) => operation.EndsWith("Backward", StringComparison.Ordinal) ? operation : string.Concat(operation.Split(['_', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Backward0";

    private static string Finish(string body, List<string> suffixes)
    {
        var text = new StringBuilder(Start).Append(body);
        var last = Start.Length + body.Length - body.LastIndexOf('\n') - (body.Contains('\n', StringComparison.Ordinal) ? Start.Length : 0);
        foreach (var suffix in suffixes)
        {
            if (last + suffix.Length + 2 > Width)
            {
                text.Append(",\n").Append(' ', Start.Length).Append(suffix);
                last = Start.Length + suffix.Length;
            }
            else
            {
                text.Append(", ").Append(suffix);
                last += suffix.Length + 2;
            }
        }

        return text.Append(')').ToString();
    }

    private static string Body(CallContext context, TorchTensor tensor, int indent)
    {
        var summarize = tensor.Size > Most;
        var shown = summarize ? Summary(tensor) : tensor.ToDoubles();
        var numbers = new TensorNumbers(shown, TensorTypes.Of(context, tensor).DType);
        return Rows(tensor, tensor.Offset, 0, indent, summarize, numbers);
    }

    private static string Rows(TorchTensor tensor, int place, int axis, int indent, bool summarize, TensorNumbers numbers)
    {
        if (axis == tensor.Rank)
        {
            return numbers.Text(ValueAt(tensor, place));
        }

        int length = tensor.Shape[axis], stride = tensor.Strides[axis];
        var cut = summarize && length > 2 * Edge;
        if (axis == tensor.Rank - 1)
        {
            var perLine = Math.Max(1, (Width - indent) / Math.Max(1, numbers.Width + 2));
            var words = Chosen(length, cut).Select(k => k < 0 ? " ..." : numbers.Text(ValueAt(tensor, place + (k * stride)))).ToArray();
            var lines = words.Chunk(perLine).Select(line => string.Join(", ", line));
            return $"[{string.Join(",\n" + new string(' ', indent + 1), lines)}]";
        }

        var parts = Chosen(length, cut).Select(k => k < 0 ? "..." : Rows(tensor, place + (k * stride), axis + 1, indent + 1, summarize, numbers));
        return $"[{string.Join("," + new string('\n', tensor.Rank - 1 - axis) + new string(' ', indent + 1), parts)}]";
    }

    private static IEnumerable<int> Chosen(int length, bool cut) =>
        cut ? Enumerable.Range(0, Edge).Append(-1).Concat(Enumerable.Range(length - Edge, Edge)) : Enumerable.Range(0, length);

    private static double ValueAt(TorchTensor tensor, int place) => tensor.DType == DType.Float64 ? tensor.Storage.Floats[place] : tensor.Storage.Integers[place];

    private static double[] Summary(TorchTensor tensor)
    {
        var places = new List<int> { tensor.Offset };
        for (var axis = 0; axis < tensor.Rank; axis++)
        {
            var stride = tensor.Strides[axis];
            var shown = Chosen(tensor.Shape[axis], tensor.Shape[axis] > 2 * Edge).Where(k => k >= 0).ToArray();
            places = [.. places.SelectMany(place => shown.Select(k => place + (k * stride)))];
        }

        return [.. places.Select(place => ValueAt(tensor, place))];
    }
}
