using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Tensors;

namespace GradCheck.Programs.Examples;

/// <summary>A client's inputs of a custom function, made smaller: axes of one length stay of one length.</summary>
internal static class SmallCustom
{
    private const int MostSizes = 5;
    private const int MostElements = 60;
    private const int MostChoices = 300;
    private const int Fills = 3;

    /// <summary>The requests with smaller inputs, the smallest first.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<(ProgramRequest Request, SmallNumbers Numbers)> Of(ProgramRequest request)
    {
        var sizes = request.Inputs.SelectMany(input => input.Value.Shape.Sizes.ToArray()).Where(size => size > 1).Distinct().ToArray();
        if (sizes.Length is 0 or > MostSizes)
        {
            yield break;
        }

        var choices = Choices(sizes)
            .Select(made => request.Inputs.ToDictionary(input => input.Key, input => Smaller(input.Value.Shape, sizes, made)))
            .Select(shapes => (Shapes: shapes, First: shapes[request.Inputs[0].Key].Count, All: shapes.Values.Sum(shape => shape.Count)))
            .Where(choice => choice.All <= MostElements)
            .OrderBy(choice => choice.First).ThenBy(choice => choice.All).Take(MostChoices);
        foreach (var (shapes, _, _) in choices)
        {
            var least = shapes.Values.SelectMany(shape => shape.Sizes.ToArray()).DefaultIfEmpty(1).Min();
            for (var fill = 0; fill < 2 * Fills; fill++)
            {
                var numbers = new SmallNumbers(fill % Fills);
                yield return (request with { Dout = null, Douts = [], Inputs = [.. request.Inputs.Select(input => new KeyValuePair<string, Tensor>(input.Key, Made(input.Key, input.Value, shapes[input.Key], request, numbers, fill < Fills ? int.MaxValue : least)))] }, numbers);
            }
        }
    }

    /// <summary>The only case of a request, with gradients of small whole numbers that come in; that of a loss stays 1.</summary>
    public static Trial TrialOf(ProgramRequest request, SmallNumbers numbers, bool isLoss)
    {
        var usual = CustomSubjects.Of(request, isLoss).Trials[0];
        return usual with
        {
            Incoming = wiring => usual.Incoming!(wiring) is var (douts, fault)
                ? (douts?.Select(dout => dout.Values is [1.0] ? dout : dout with { Values = numbers.Incoming(dout.Values.Length) }).ToList(), fault)
                : default,
        };
    }

    // The sizes that each may become: small ones, or its multiple of what a smaller size becomes (4 * H of a gate).
    private static IEnumerable<int[]> Choices(int[] sizes)
    {
        var most = sizes.Length < 3 ? 6 : 3;
        return sizes.Order().Aggregate(
            (IEnumerable<Dictionary<int, int>>)[[]],
            (made, size) => made.SelectMany(
                prefix => Enumerable.Range(1, Math.Min(size, most)).Concat(prefix.Where(other => size % other.Key == 0).Select(other => size / other.Key * other.Value)).Distinct(),
                (prefix, smaller) => new Dictionary<int, int>(prefix) { [size] = smaller }))
            .Select(made => Array.ConvertAll(sizes, size => made[size]));
    }

    private static Shape Smaller(Shape shape, int[] sizes, int[] made) =>
        new([.. shape.Sizes.ToArray().Select(size => Array.IndexOf(sizes, size) is var at and >= 0 ? made[at] : size)]);

    // What no gradient is taken of may be labels or places: whole numbers stay in range, and others as they are.
    private static Tensor Made(string name, Tensor given, Shape shape, ProgramRequest request, SmallNumbers numbers, int least)
    {
        if (given.Shape.Rank == 0)
        {
            return given;
        }

        if (request.Differentiate.Contains(name))
        {
            return new(shape, numbers.Different(shape.Count));
        }

        var values = given.Values.ToArray();
        var areWhole = values.All(value => double.IsInteger(value) && value >= 0);
        return new(shape, [.. Enumerable.Range(0, shape.Count).Select(k => areWhole ? values[k % values.Length] % least : values[k % values.Length])]);
    }
}
