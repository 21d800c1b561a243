using GradCheck.Python.Builtins;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>The page of the docs about the language.</summary>
public class LanguagePageTests
{
    /// <summary>A change of the tables that is meant is stored with GRADCHECK_UPDATE=1.</summary>
    [Fact]
    public void Text_OfTheTables_IsTheStoredPage()
    {
        var stored = Path.Combine(Repository.Root, "docs", "language.md");
        if (Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1")
        {
            File.WriteAllText(stored, LanguagePage.Of(Languages.Course));
        }

        Assert.Equal(File.ReadAllText(stored), LanguagePage.Of(Languages.Course));
    }

    [Fact]
    public void Text_OfTheTables_NamesEveryFunctionOnce()
    {
        var page = LanguagePage.Of(Languages.Course);
        var functions = Languages.Course.Library.Parts.SelectMany(part => part.Families).SelectMany(family => family.Functions);

        Assert.All(functions, function =>
        {
            Assert.Single(page.Split('\n'), line => line.StartsWith($"| `{function.Name}(", StringComparison.Ordinal));
            Assert.EndsWith(".", function.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Known_OfWhatThereIsOfPython_HasAllOfIt()
    {
        // What we call a mistake must not be a name of Python's, nor ours be one that Python lacks.
        var ours = PythonPart.Part.Families.SelectMany(family => family.Functions).Select(function => function.Name)
            .Where(name => name is not ("past.builtins.xrange" or "__import__"));

        Assert.All(ours, name => Assert.True(Languages.Course.Library.Knows(name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "builtins", name[(name.LastIndexOf('.') + 1)..]), name));
    }
}
