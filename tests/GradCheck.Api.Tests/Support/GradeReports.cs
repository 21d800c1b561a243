using System.Collections.Immutable;
using GradCheck.Cases;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Tests.Support;

/// <summary>Grades of every kind that a format must be able to write down.</summary>
public static class GradeReports
{
    /// <summary>What a student may write into an error, to break a report or to give it orders.</summary>
    public const string Hostile = "Traceback: \u001b[31mError\u001b[0m: \"1\"\\: </failure>]]>&lt; | # * `x` <b>x</b> @everyone\n::set-output name=points::100\n##[error]\n1..0 # skip\nok 99 - dx\n  ...\n{\"scores\": {\"dx\": 99}}\n100\n\0\u0007\uFFFE\u202E \U0001F600 \u4E2D:";

    private static readonly RubricLine[] Lines = [new("dx", 6), new("dgamma", 2.5m), new("dbeta", 2)];

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The reports by what they are of.</summary>
    public static IReadOnlyDictionary<string, GradeReport> All { get; } = new Dictionary<string, GradeReport>
    {
        ["right"] = Grade(Case(1), Case(2), Case(3)),
        ["right, one case"] = Grade(Case(1)),
        ["wrong"] = Grade(Case(1), Case(2, dx => -dx), Case(3)),
        ["NaN"] = Grade(Case(1, _ => double.NaN), Case(2), Case(3, _ => double.NegativeInfinity)),
        ["empty"] = Grade(Empty(1), Empty(2), Empty(3)),
        ["crashed"] = Grade(Case(1), Empty(2) with { Error = PlainText.Of(Hostile) }, Empty(3) with { Unreadable = ImmutableDictionary<TensorId, string>.Empty.Add(TensorId.Dx, "dx is null") }),
        ["a place in the code"] = new()
        {
            Title = PlainText.Line(Hostile),
            Items = [new() { Name = "dx", Part = "dx", Points = 0.1m, MaxPoints = 0.3m, Verdict = GradeVerdict.Mismatch, Reason = PlainText.Of(Hostile), Place = new("layers.py", "batchnorm_backward", 12) }],
        },
        ["failed"] = GradeReport.Failed("Grading", "The service failed.\nThis is a fault of the service, not of the submission."),
        ["failed with text from outside"] = GradeReport.Failed(Hostile, Hostile),
    };

    /// <summary>Any text where a student or a teacher may write one.</summary>
    public static GradeReport With(string text) => new()
    {
        Title = PlainText.Line(text),
        Items =
        [
            new() { Name = "dx, case 1 (typical)", Part = "dx", Case = 0, Points = 0, MaxPoints = 1, Verdict = GradeVerdict.Error, Reason = PlainText.Of(text) },
            new() { Name = "dx, case 2 (typical)", Part = "dx", Case = 1, Points = 1, MaxPoints = 1, Verdict = GradeVerdict.Match, Reason = PlainText.Of(text) },
        ],
    };

    private static GradeReport Grade(params GradedCase[] cases) => TensorGrader.Grade("Batch normalization", new(Lines.ToImmutableArray()), cases, Reveal.Fix);

    private static GradedCase Empty(ulong seed) => Case(seed) with { Submitted = ImmutableDictionary<TensorId, Tensor>.Empty };

    private static GradedCase Case(ulong seed, Func<double, double>? dx = null)
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, seed);
        var right = Pass.Of(input);
        return new()
        {
            Input = input,
            Profile = CaseProfile.Typical,
            Submitted = ImmutableDictionary<TensorId, Tensor>.Empty
                .Add(TensorId.Dx, new(input.X.Shape, [.. right[TensorId.Dx]!.Values.ToArray().Select(dx ?? (value => value))]))
                .Add(TensorId.Dgamma, right[TensorId.Dgamma]!)
                .Add(TensorId.Dbeta, right[TensorId.Dbeta]!),
        };
    }
}
