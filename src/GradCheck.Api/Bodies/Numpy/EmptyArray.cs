using GradCheck.Api.Fields;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>What is wrong with an array without elements, as its <c>tolist()</c> in JSON would have it.</summary>
internal static class EmptyArray
{
    /// <summary>A problem for each of its empty rows.</summary>
    /// <param name="sizes">Its sizes, one of them 0.</param>
    public static IReadOnlyList<FieldProblem> Explain(IReadOnlyList<long> sizes)
    {
        var axes = sizes.TakeWhile(size => size > 0).ToList();
        var rows = axes.Aggregate((Int128)1, (product, size) => Int128.Min(product * size, long.MaxValue));
        var problems = new List<FieldProblem>();
        for (var row = 0; row < Int128.Min(rows, TensorFault.MostProblems); row++)
        {
            var index = new int[axes.Count];
            long rest = row;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                (rest, var at) = Math.DivRem(rest, axes[axis]);
                index[axis] = (int)at;
            }

            problems.Add(new(NumberReader.PlaceOf(index), "is empty"));
        }

        if (rows > problems.Count)
        {
            problems.Add(TensorFault.More((long)rows - problems.Count));
        }

        return problems;
    }
}
