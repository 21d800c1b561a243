using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Api.Grades;
using GradCheck.Api.Tests.Support;
using GradCheck.Grading;

namespace GradCheck.Api.Tests.Grades;

/// <summary>The graders that read JSON, each by its documented rules, on a grade of every kind.</summary>
public class JsonFormatTests
{
    private static readonly string[] GradescopeFields = ["score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"];
    private static readonly string[] GradescopeTestFields = ["score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data"];
    private static readonly string[] OtterFields = ["score", "possible", "name", "path", "test_cases", "all_or_nothing", "test_case_results"];
    private static readonly string[] OtterTestFields = ["name", "body", "hidden", "points", "success_message", "failure_message"];

    public static TheoryData<string> Reports => GradeReports.Names;

    [Theory]
    [MemberData(nameof(Reports))]
    public void Gradescope_EveryReport_IsResultsJson(string name)
    {
        var (report, results) = Write(new GradescopeFormat(), name);

        Assert.All(results.AsObject(), field => Assert.Contains(field.Key, GradescopeFields));
        Assert.Equal((double)report.Score, results["score"]!.GetValue<double>());
        Assert.Equal("text", results["output_format"]!.GetValue<string>());
        Assert.Equal("text", results["test_output_format"]!.GetValue<string>());
        var tests = results["tests"]!.AsArray();
        Assert.Equal(Math.Max(1, report.Items.Length), tests.Count);
        Assert.All(tests, test =>
        {
            Assert.All(test!.AsObject(), field => Assert.Contains(field.Key, GradescopeTestFields));
            Assert.Matches("^(passed|failed)$", test["status"]!.GetValue<string>());
            Assert.InRange(test["score"]!.GetValue<double>(), 0, test["max_score"]!.GetValue<double>());
            Assert.NotEmpty(test["output"]!.GetValue<string>());
            Assert.Equal(JsonValueKind.String, test["number"]!.GetValueKind());

            // One hidden test would hide the total from the student.
            Assert.Equal("visible", test["visibility"]!.GetValue<string>());
        });
        Assert.True(report.Failure is null || tests[0]!["status"]!.GetValue<string>() == "failed");
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void PrairieLearn_EveryReport_IsResultsJson(string name)
    {
        var (report, results) = Write(new PrairieLearnFormat(), name);

        var score = results["score"]!;
        Assert.Equal(JsonValueKind.Number, score.GetValueKind());
        Assert.InRange(score.GetValue<double>(), 0, 1);
        Assert.Equal(report.Failure is null, results["gradable"]!.GetValue<bool>());
        if (report.Failure is { } failure)
        {
            Assert.Equal(failure, Assert.Single(results["format_errors"]!.AsArray())!.GetValue<string>());
            return;
        }

        Assert.Equal(report.Score == report.MaxScore, score.GetValue<double>() == 1);
        Assert.Equal(report.Items.Length, results["tests"]!.AsArray().Count);

        // A test without both drops the points of all of them.
        Assert.All(results["tests"]!.AsArray(), test => Assert.InRange(test!["points"]!.GetValue<double>(), 0, test["max_points"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData(1_200, 1_200)]
    [InlineData(50_000, 0)]
    public void PrairieLearn_OfVeryManyLongReasons_StaysWithinAMegabyte(int items, int tests)
    {
        GradeItem Item(int k) => new() { Name = FormattableString.Invariant($"dx, case {k} (discriminating)"), Part = "dx", Points = 0, MaxPoints = 1, Verdict = GradeVerdict.Error, Reason = new string('\u4E2D', 2000) };
        var report = new GradeReport { Title = "t", Items = [.. Enumerable.Range(0, items).Select(Item)] };
        var text = new PrairieLearnFormat().Write(report);

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 1024 * 1024);
        Assert.Equal(tests, JsonNode.Parse(text)!["tests"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("right", "1.0")]
    [InlineData("empty", "0.0")]
    [InlineData("failed", "0.0")]
    public void Share_OfFullMarks_IsWrittenWithAPoint(string name, string score)
    {
        Assert.Contains($"\"score\":{score},", new PrairieLearnFormat().Write(GradeReports.All[name]), StringComparison.Ordinal);
        Assert.True(name == "failed" || new SubmittyFormat().Write(GradeReports.All[name]).Contains($"\"score\":{score},", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Otter_EveryReport_IsGradingResultsByQuestion(string name)
    {
        var (report, results) = Write(new OtterFormat(), name);

        Assert.Equal(report.Failure is null ? report.Items.Select(item => item.Part).Distinct() : ["Grading failed"], results.AsObject().Select(question => question.Key));
        foreach (var (question, result) in results.AsObject())
        {
            Assert.Equal(OtterFields, result!.AsObject().Select(field => field.Key));
            Assert.Equal(question, result["name"]!.GetValue<string>());
            Assert.Equal((double)report.Items.Where(item => item.Part == question).Sum(item => item.Points), result["score"]!.GetValue<double>());
            Assert.InRange(result["score"]!.GetValue<double>(), 0, result["possible"]!.GetValue<double>());
            Assert.Equal(result["test_cases"]!.AsArray().Select(test => test!.ToJsonString()), result["test_case_results"]!.AsArray().Select(test => test!["test_case"]!.ToJsonString()));
            Assert.All(result["test_cases"]!.AsArray(), test => Assert.Equal(OtterTestFields, test!.AsObject().Select(field => field.Key)));
            Assert.All(result["test_case_results"]!.AsArray(), test => Assert.NotEmpty(test!["message"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("right", "21/21")]
    [InlineData("right, one case", "21/21")]
    [InlineData("wrong", "17/21")]
    [InlineData("empty", "0/21")]
    [InlineData("a place in the code", "1/3")]
    [InlineData("failed", "0/1")]
    public void CodeGrade_Points_AreTheRatioInWholeNumbers(string name, string points)
    {
        var results = Write(new CodeGradeFormat(), name).Results;
        var (score, most) = Ratio(results["points"]!.GetValue<string>());
        var (expected, of) = Ratio(points);

        Assert.Equal("points", results["tag"]!.GetValue<string>());
        Assert.Equal(expected * most, score * of);
    }

    [Theory]
    [InlineData("0.3333333333333333", "0.333333", "333333/333334")]
    [InlineData("0.3333333333333333", "0.3333333333333333", "333334/333334")]
    [InlineData("1000000.00000000001", "1000000", "1000000000000/1000000000001")]
    [InlineData("2.5", "2.5", "25/25")]
    public void CodeGrade_PointsOfManyDecimals_AreWholeNumbersThatCanBeRead(string most, string score, string points)
    {
        var item = GradeReports.All["a place in the code"].Items[0] with
        {
            MaxPoints = decimal.Parse(most, CultureInfo.InvariantCulture),
            Points = decimal.Parse(score, CultureInfo.InvariantCulture),
        };
        var text = new CodeGradeFormat().Write(GradeReports.All["a place in the code"] with { Items = [item] });

        Assert.Equal(points, JsonNode.Parse(text)!["points"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void CodeGrade_EveryReport_IsOneLineWithTheTagPoints(string name)
    {
        var text = new CodeGradeFormat().Write(GradeReports.All[name]);
        var (score, most) = Ratio(JsonNode.Parse(text)!["points"]!.GetValue<string>());

        Assert.Equal(1, text.Count(letter => letter == '\n'));
        Assert.InRange(score, 0, most);
        Assert.Equal(GradeReports.All[name].Share == 1, score == most);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Submitty_EveryReport_IsAValidatorsResult(string name)
    {
        var (report, results) = Write(new SubmittyFormat(), name);

        if (report.Failure is not null)
        {
            Assert.Equal("fail", results["status"]!.GetValue<string>());
            Assert.NotEmpty(results["message"]!.GetValue<string>());
            return;
        }

        Assert.Equal("success", results["status"]!.GetValue<string>());
        Assert.InRange(results["data"]!["score"]!.GetValue<double>(), 0, 1);
        Assert.Equal(report.Share, results["data"]!["score"]!.GetValue<double>());
        Assert.Equal(report.Share == 1 ? "success" : "failure", results["data"]!["status"]!.GetValue<string>());
        Assert.Contains(report.Summary, results["data"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static (GradeReport Report, JsonNode Results) Write(IGradeFormat format, string name) =>
        (GradeReports.All[name], JsonNode.Parse(format.Write(GradeReports.All[name]))!);

    private static (long Score, long Most) Ratio(string points)
    {
        var parts = points.Split('/');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
