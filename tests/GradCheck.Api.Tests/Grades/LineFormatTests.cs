using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using GradCheck.Api.Grades;
using GradCheck.Api.Tests.Support;
using GradCheck.Grading;

namespace GradCheck.Api.Tests.Grades;

/// <summary>The graders that read lines of output, each by its documented rules, on a grade of every kind.</summary>
public partial class LineFormatTests
{
    private static readonly string[] ClassroomFields = ["name", "status", "score", "message", "test_code", "filename", "line_no", "duration"];

    public static TheoryData<string> Reports => GradeReports.Names;

    [Theory]
    [MemberData(nameof(Reports))]
    public void Autolab_EveryReport_SurvivesTheServersSubstitution(string name)
    {
        var report = GradeReports.All[name];
        var (feedback, scores) = Autolab(report);

        Assert.Equal(report.Items.GroupBy(item => item.Part).ToDictionary(part => part.Key, part => (double)part.Sum(item => item.Points)), scores.AsObject().ToDictionary(score => score.Key, score => score.Value!.GetValue<double>()));
        Assert.Equal("semantic", feedback["_presentation"]!.GetValue<string>());
        var stages = feedback["stages"]!.AsArray().Select(stage => stage!.GetValue<string>()).ToList();
        Assert.Equal(feedback.AsObject().Select(field => field.Key).Skip(2), stages);
        Assert.NotEmpty(stages);
        var tests = stages.SelectMany(stage => feedback[stage]!.AsObject()).Select(test => test.Value!).ToList();
        Assert.Equal(Math.Max(1, report.Items.Length), tests.Count);
        Assert.All(tests, test => Assert.NotEqual(test["passed"]!.GetValue<bool>(), test.AsObject().ContainsKey("hint")));
    }

    [Fact]
    public void Autolab_AnyText_SurvivesTheServersSubstitution() =>
        AnyText.Sample(text =>
        {
            var (_, scores) = Autolab(GradeReports.With(text));
            return scores["dx"]!.GetValue<double>() == 1;
        });

    [Theory]
    [MemberData(nameof(Reports))]
    public void Nbgrader_EveryReport_EndsWithABareNumberOfPoints(string name)
    {
        var report = GradeReports.All[name];
        var text = new NbgraderFormat().Write(report);
        var points = double.Parse(text.TrimEnd('\n').Split('\n')[^1], NumberStyles.Float, CultureInfo.InvariantCulture);

        Assert.Equal((double)report.Score, points);
        Assert.InRange(points, 0, (double)report.MaxScore);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void GitHubClassroom_EveryReport_IsARunnersResult(string name)
    {
        var report = GradeReports.All[name];
        var text = new GitHubClassroomFormat().Write(report);
        var result = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text)))!;
        var tests = result["tests"]!.AsArray();

        // It is an output of a step, so it may have no line break.
        Assert.DoesNotContain('\n', text);
        Assert.Equal(1, result["version"]!.GetValue<int>());
        Assert.Equal(Math.Ceiling(report.MaxScore), result["max_score"]!.GetValue<long>());
        Assert.Equal(report.Failure is not null ? "error" : report.Share == 1 ? "pass" : "fail", result["status"]!.GetValue<string>());
        Assert.Equal(Math.Max(1, report.Items.Length), tests.Count);
        Assert.All(tests, test =>
        {
            Assert.Equal(ClassroomFields, test!.AsObject().Select(field => field.Key));
            Assert.Matches("^(pass|fail|error)$", test["status"]!.GetValue<string>());
            Assert.True(test["line_no"]!.GetValue<int>() >= 0);

            // A log would take these for commands of the workflow.
            Assert.DoesNotContain("::", test["name"]!.GetValue<string>() + test["message"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain("##[", test["message"]!.GetValue<string>(), StringComparison.Ordinal);
        });
        var sum = tests.Sum(test => test!["score"]!.GetValue<double>());
        Assert.Equal(report.Share == 1, report.Failure is null && sum == result["max_score"]!.GetValue<long>());
        Assert.Equal(report.Share, result["max_score"]!.GetValue<long>() is > 0 and var most ? sum / most : 0, 3);
    }

    [Fact]
    public void GitHubClassroom_FullMarks_AreExactlyTheMostWhateverThePoints() =>
        Gen.Int[0, 5000].Select(n => n / 100m).Array[1, 60].Where(points => points.Sum() > 0).Sample(points =>
        {
            var report = new GradeReport { Title = "t", Items = [.. points.Select((most, k) => new GradeItem { Name = FormattableString.Invariant($"{k}"), Part = "dx", Points = most, MaxPoints = most, Verdict = GradeVerdict.Match, Reason = "dx is right." })] };
            var result = JsonNode.Parse(Convert.FromBase64String(new GitHubClassroomFormat().Write(report)))!;
            return result["tests"]!.AsArray().Aggregate(0.0, (sum, test) => sum + test!["score"]!.GetValue<double>()) == result["max_score"]!.GetValue<long>();
        });

    [Fact]
    public void GitHubClassroom_APlaceInTheCode_IsItsFileAndLine()
    {
        var result = JsonNode.Parse(Convert.FromBase64String(new GitHubClassroomFormat().Write(GradeReports.All["a place in the code"])))!;

        Assert.Equal("layers.py", result["tests"]![0]!["filename"]!.GetValue<string>());
        Assert.Equal(12, result["tests"]![0]!["line_no"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Tap_EveryReport_KeepsItsPlan(string name) => ReadTap(GradeReports.All[name]);

    [Fact]
    public void Tap_AnyText_KeepsItsPlan() => AnyText.Sample(text => ReadTap(GradeReports.With(text)));

    /// <summary>Text of the characters that lines, quotes and markup are made of.</summary>
    internal static Gen<string> AnyText { get; } =
        Gen.OneOf(Gen.Char['\0', '\u00FF'], Gen.Char, Gen.OneOf(Gen.Const('\n'), Gen.Const(':'), Gen.Const('"'), Gen.Const('\\'), Gen.Const('#'), Gen.Const('<'))).Array[0, 60].Select(letters => new string(letters));

    private static void ReadTap(GradeReport report)
    {
        var lines = new TapFormat().Write(report).Split('\n');
        Assert.Equal("TAP version 13", lines[0]);
        Assert.Equal(FormattableString.Invariant($"1..{Math.Max(1, report.Items.Length)}"), lines[1]);
        var tests = lines.Where(line => TapTest().IsMatch(line)).ToList();
        Assert.Equal(Math.Max(1, report.Items.Length), tests.Count);
        for (var k = 0; k < tests.Count; k++)
        {
            Assert.StartsWith(FormattableString.Invariant($"{(report.Failure is null && report.Items[k].Passed ? "ok" : "not ok")} {k + 1} - "), tests[k], StringComparison.Ordinal);
        }

        // What is no test belongs to a block: two spaces before it, so that no text can pass for a test or a plan.
        var others = lines.Skip(2).Where(line => line.Length > 0 && !TapTest().IsMatch(line)).ToList();
        Assert.All(others, line => Assert.True(line.StartsWith("  ", StringComparison.Ordinal) || (report.Failure is not null && line.StartsWith("Bail out! ", StringComparison.Ordinal)), line));
        Assert.Equal(tests.Count, others.Count(line => line == "  ---"));
        Assert.Equal(tests.Count, others.Count(line => line == "  ..."));
        Assert.All(others.Where(line => line.StartsWith("  message: ", StringComparison.Ordinal)), line => Assert.NotNull(JsonSerializer.Deserialize<string>(line["  message: ".Length..])));
    }

    private static (JsonNode Feedback, JsonNode Scores) Autolab(GradeReport report)
    {
        var lines = new AutolabFormat().Write(report).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);

        // What assessment_autograde_core.rb does to the scores before it parses them; done to the feedback too, it changes nothing.
        Assert.Equal(lines, lines.Select(line => Quoting().Replace(line, "\"$1\":")));
        return (JsonNode.Parse(lines[0])!, JsonNode.Parse(lines[1])!["scores"]!);
    }

    [GeneratedRegex("([a-zA-Z0-9]+):")]
    private static partial Regex Quoting();

    [GeneratedRegex("^(not )?ok\\b")]
    private static partial Regex TapTest();
}
