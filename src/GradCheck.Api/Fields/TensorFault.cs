using System.Globalization;
using System.Text.Json;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>Says everything that is wrong with a value that is no regular tensor.</summary>
/// <remarks>
/// What a row or an entry should have been is what most of them are: the depth at which most numbers lie, the length
/// that most rows have. So one stray row is blamed, not the many that differ from it.
/// </remarks>
internal static class TensorFault
{
    /// <summary>How many problems of one value are listed.</summary>
    public const int MostProblems = 20;

    /// <summary>Reads the value that the reader stands on, and leaves the reader at its end.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="maxElements">The most elements that would have been kept.</param>
    public static Field<Tensor> Explain(ref Utf8JsonReader reader, int maxElements)
    {
        if (reader.TokenType == JsonTokenType.StartObject || (reader.TokenType != JsonTokenType.StartArray && !NumberReader.TryRead(ref reader, out _)))
        {
            var message = reader.TokenType == JsonTokenType.Number
                ? NumberReader.Explain(ref reader)
                : NumberReader.Explain(ref reader).Replace("a number belongs", "nested arrays of numbers belong", StringComparison.Ordinal);
            reader.Skip();
            return Field.Wrong<Tensor>(message);
        }

        var survey = Survey.Of(reader);
        if (survey.Numbers > maxElements)
        {
            reader.Skip();
            return new() { OversizeCount = survey.Numbers };
        }

        if (survey.Deepest > TensorReader.MostAxes)
        {
            reader.Skip();
            return Field.Wrong<Tensor>(TooDeep(survey.Deepest));
        }

        return new() { Problems = List(ref reader, survey) };
    }

    /// <summary>What is wrong with a value of too many axes.</summary>
    /// <param name="axes">How many it has.</param>
    public static string TooDeep(int axes) => string.Create(CultureInfo.InvariantCulture, $"is nested {axes} deep, but no tensor has more than {TensorReader.MostAxes} axes");

    /// <summary>Says how many problems are not listed.</summary>
    /// <param name="count">How many.</param>
    public static FieldProblem More(long count) => new(string.Empty, string.Create(CultureInfo.InvariantCulture, $"has {count} more problems like these"));

    private static List<FieldProblem> List(ref Utf8JsonReader reader, Survey survey)
    {
        var problems = new List<FieldProblem>();
        var found = 0;
        var index = new int[TensorReader.MostAxes + 1];
        var depth = 0;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray when depth < survey.Rank:
                    index[depth++] = 0;
                    continue;

                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    Add(index.AsSpan(0, depth), NumberReader.Explain(ref reader));
                    reader.Skip();
                    break;

                case JsonTokenType.EndArray:
                    var length = index[--depth];
                    var usual = survey.UsualLength(depth);
                    if (length == 0)
                    {
                        Add(index.AsSpan(0, depth), "is empty");
                    }
                    else if (length != usual.Length)
                    {
                        Add(index.AsSpan(0, depth), string.Create(CultureInfo.InvariantCulture, $"has {Values(length)}, but {{0}}{usual.Place} has {usual.Length}"), length);
                    }

                    break;

                case JsonTokenType.Number or JsonTokenType.String when NumberReader.TryRead(ref reader, out _):
                    if (depth < survey.Rank)
                    {
                        Add(index.AsSpan(0, depth), $"is a number, but {(survey.Rank - depth == 1 ? "a row of numbers" : "an array of rows")} belongs here");
                    }

                    break;

                default:
                    Add(index.AsSpan(0, depth), NumberReader.Explain(ref reader));
                    break;
            }

            if (depth > 0)
            {
                index[depth - 1]++;
            }
        }
        while (depth > 0 && reader.Read());

        if (found > problems.Count)
        {
            problems.Add(More(found - problems.Count));
        }

        return problems;

        void Add(ReadOnlySpan<int> place, string message, int? rowLength = null)
        {
            if (found++ < MostProblems)
            {
                problems.Add(new(NumberReader.PlaceOf(place), message, rowLength));
            }
        }
    }

    private static string Values(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} value{(count == 1 ? string.Empty : "s")}");

    /// <summary>What most of a value's rows and numbers are like.</summary>
    private sealed class Survey
    {
        private readonly Dictionary<int, long> numbersAtDepth = [];
        private readonly Dictionary<(int Depth, int Length), (int Count, string Place)> rows = [];
        private readonly Dictionary<int, (int Length, string Place)> usual = [];

        public long Numbers { get; private set; }

        public int Deepest { get; private set; }

        public int Rank { get; private set; }

        public static Survey Of(Utf8JsonReader reader)
        {
            var survey = new Survey();
            var index = new List<int>();
            do
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray:
                        index.Add(0);
                        survey.Deepest = Math.Max(survey.Deepest, index.Count);
                        continue;

                    case JsonTokenType.EndArray:
                        var length = index[^1];
                        index.RemoveAt(index.Count - 1);
                        survey.CountRow(index, length);
                        break;

                    case JsonTokenType.StartObject:
                        reader.Skip();
                        break;

                    default:
                        survey.Numbers++;
                        survey.numbersAtDepth[index.Count] = survey.numbersAtDepth.GetValueOrDefault(index.Count) + 1;
                        break;
                }

                if (index.Count > 0)
                {
                    index[^1]++;
                }
            }
            while (index.Count > 0 && reader.Read());

            // The depth of most numbers; of an array without any, its own depth.
            survey.Rank = survey.numbersAtDepth.OrderByDescending(entry => entry.Value).ThenByDescending(entry => entry.Key).Select(entry => entry.Key).FirstOrDefault(survey.Deepest);
            foreach (var (key, row) in survey.rows.Where(entry => entry.Key.Length > 0).OrderBy(entry => entry.Value.Count).ThenBy(entry => entry.Key.Length))
            {
                survey.usual[key.Depth] = (key.Length, row.Place);
            }

            return survey;
        }

        /// <summary>The length of most arrays at a depth, and where the first of them is.</summary>
        public (int Length, string Place) UsualLength(int depth) => usual.GetValueOrDefault(depth);

        private void CountRow(List<int> index, int length)
        {
            var key = (index.Count, length);
            rows[key] = rows.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1 }
                : (1, NumberReader.PlaceOf([.. index]));
        }
    }
}
