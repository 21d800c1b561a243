using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using GradCheck.Api.Grades;
using GradCheck.Api.Tests.Support;
using GradCheck.Grading;

namespace GradCheck.Api.Tests.Grades;

/// <summary>JUnit XML, Markdown and plain text, on a grade of every kind.</summary>
public partial class MarkupFormatTests
{
    public static TheoryData<string> Reports => GradeReports.Names;

    [Theory]
    [MemberData(nameof(Reports))]
    public void JUnit_EveryReport_HasTheCountsOfItsTests(string name) => ReadJUnit(GradeReports.All[name]);

    [Fact]
    public void JUnit_AnyText_IsXml() => LineFormatTests.AnyText.Sample(text => ReadJUnit(GradeReports.With(text)));

    [Fact]
    public void JUnit_APlaceInTheCode_IsItsFileAndLine()
    {
        var test = XDocument.Parse(new JUnitFormat().Write(GradeReports.All["a place in the code"])).Descendants("testcase").Single();

        Assert.Equal(("layers.py", "12"), (test.Attribute("file")!.Value, test.Attribute("line")!.Value));
        Assert.Equal("mismatch", test.Element("failure")!.Attribute("type")!.Value);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Markdown_EveryReport_IsATableWithARowAnItem(string name) => ReadMarkdown(GradeReports.All[name]);

    [Fact]
    public void Markdown_AnyText_StaysInItsCell() => LineFormatTests.AnyText.Sample(text => ReadMarkdown(GradeReports.With(text)));

    [Theory]
    [MemberData(nameof(Reports))]
    public void Text_EveryReport_NamesEachItemOnALineOfItsOwn(string name)
    {
        var report = GradeReports.All[name];
        var lines = new TextFormat().Write(report).Split('\n');

        Assert.Equal(report.Title, lines[0]);
        Assert.Equal(report.Summary, lines[1]);
        Assert.Equal(report.Items.Select(item => $"{(item.Passed ? "[ok]" : "[no]")} {item.Name} ("), lines.Skip(2).Where(line => line.StartsWith('[')).Select(line => line[..(line.LastIndexOf('(') + 1)]));

        // What a student wrote is set in, so that it cannot pass for a line of the report.
        Assert.All(lines.Skip(2).Where(line => line.Length > 0 && line[0] != '['), line => Assert.StartsWith("     ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_APlaceInTheCode_IsNamed() =>
        Assert.Contains("     layers.py, line 12, in batchnorm_backward\n", new TextFormat().Write(GradeReports.All["a place in the code"]), StringComparison.Ordinal);

    private static void ReadJUnit(GradeReport report)
    {
        var text = new JUnitFormat().Write(report);
        XmlConvert.VerifyXmlChars(text);
        var suites = XDocument.Parse(text).Root!;
        var suite = suites.Elements("testsuite").Single();
        var tests = suite.Elements("testcase").ToList();

        Assert.Equal("testsuites", suites.Name.LocalName);
        Assert.Equal(Math.Max(1, report.Items.Length), tests.Count);
        Assert.All(tests, test => Assert.False(string.IsNullOrEmpty(test.Attribute("name")?.Value) || string.IsNullOrEmpty(test.Attribute("classname")?.Value)));
        foreach (var element in new[] { suites, suite })
        {
            Assert.Equal(tests.Count, Count(element, "tests"));
            Assert.Equal(tests.Count(test => test.Element("failure") is not null), Count(element, "failures"));
            Assert.Equal(tests.Count(test => test.Element("error") is not null), Count(element, "errors"));
        }

        Assert.Equal(report.Failure is null ? report.Items.Count(item => item.Passed) : 0, tests.Count(test => test.Element("failure") is null && test.Element("error") is null));
        Assert.Equal((double)report.Score, double.Parse(suite.Descendants("property").First(property => property.Attribute("name")!.Value == "score").Attribute("value")!.Value, CultureInfo.InvariantCulture));
    }

    private static int Count(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static void ReadMarkdown(GradeReport report)
    {
        var text = new MarkdownFormat().Write(report);
        var rows = text.Split('\n').Where(line => line.StartsWith('|')).ToList();

        Assert.StartsWith("# ", text, StringComparison.Ordinal);
        Assert.Equal(report.Failure is null ? report.Items.Length + 2 : 0, rows.Count);
        Assert.All(rows, row => Assert.Equal(5, Bars().Count(row)));

        // Of HTML there is the break of a line alone; nobody is called; no code begins.
        Assert.DoesNotContain("<", text.Replace("<br>", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<!\\\\)`", text);
    }

    // Bars that are not escaped: an even number of backslashes stands before them.
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)(?<!\\)\||(?<=[^\\](?:\\\\)+)\|")]
    private static partial Regex Bars();
}
