using System.Globalization;
using System.Text;
using System.Xml;
using GradCheck.Arithmetic;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>JUnit XML, as CodeGrade's unit tests, Jenkins and GitLab read it.</summary>
/// <remarks>It knows no points; they are properties of the suite and stand before each reason. What could not be graded is an error, what is wrong a failure.</remarks>
internal sealed class JUnitFormat : IGradeFormat
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CheckCharacters = true };

    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public string MediaType => "application/xml";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, report);
            xml.WriteStartElement("testsuite");
            WriteCounts(xml, report);
            xml.WriteAttributeString("skipped", "0");
            WriteProperties(xml, report);
            foreach (var item in report.Items)
            {
                WriteTest(xml, item.Name, item.Part, item.Verdict, $"{NumberText.Of((double)item.Points)} of {NumberText.Of((double)item.MaxPoints)} points. {item.Reason}", item.Place);
            }

            if (report.Failure is { } failure)
            {
                WriteTest(xml, "Grading failed", "grading", GradeVerdict.Error, failure, null);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteCounts(XmlWriter xml, GradeReport report)
    {
        var errors = report.Items.Count(item => item.Verdict == GradeVerdict.Error);
        var (tests, failures) = (report.Items.Length, report.Items.Count(item => !item.Passed) - errors);
        xml.WriteAttributeString("name", report.Title);
        foreach (var (name, count) in new[] { ("tests", tests), ("failures", failures), ("errors", errors) })
        {
            // A grading that failed is one test with an error.
            xml.WriteAttributeString(name, (report.Failure is null || name == "failures" ? count : 1).ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteAttributeString("time", "0");
    }

    private static void WriteProperties(XmlWriter xml, GradeReport report)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, points) in new[] { ("score", report.Score), ("max_score", report.MaxScore) })
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", NumberText.Of((double)points));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTest(XmlWriter xml, string name, string part, GradeVerdict verdict, string text, CodePlace? place)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("classname", part);
        xml.WriteAttributeString("time", "0");
        if (place?.File is { } file)
        {
            xml.WriteAttributeString("file", file);
        }

        if (place is not null)
        {
            xml.WriteAttributeString("line", place.Line.ToString(CultureInfo.InvariantCulture));
        }

        if (verdict is GradeVerdict.Match or GradeVerdict.Inconclusive)
        {
            xml.WriteElementString("system-out", text);
        }
        else
        {
            xml.WriteStartElement(verdict == GradeVerdict.Error ? "error" : "failure");
            xml.WriteAttributeString("message", PlainText.Line(text));
            xml.WriteAttributeString("type", verdict.ToString().ToLowerInvariant());
            xml.WriteString(text);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
