using GradCheck.Python.Builtins;
using GradCheck.Python.NumPy;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>The page of the docs about the language.</summary>
public class LanguagePageTests
{
    /// <summary>A change of the tables that is meant is stored with GRADCHECK_UPDATE=1.</summary>
    [Fact]
    public void Text_OfTheTables_IsTheStoredPage()
    {
        var stored = Path.Combine(Root(), "docs", "language.md");
        if (Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1")
        {
            File.WriteAllText(stored, LanguagePage.Text());
        }

        Assert.Equal(File.ReadAllText(stored), LanguagePage.Text());
    }

    [Fact]
    public void Text_OfTheTables_NamesEveryFunctionOnce()
    {
        var page = LanguagePage.Text();
        var functions = LibraryTable.Families.SelectMany(family => family.Functions).Concat(NumPyLibrary.Functions.Values).Concat(NumPyLibrary.Methods.Values);

        Assert.All(functions, function =>
        {
            Assert.Single(page.Split('\n'), line => line.StartsWith($"| `{function.Name}(", StringComparison.Ordinal));
            Assert.EndsWith(".", function.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void PythonNames_OfWhatThereIs_HaveAllOfIt()
    {
        // What we call a mistake must not be a name of Python's, nor ours be one that Python lacks.
        var ours = LibraryTable.Families.SelectMany(family => family.Functions).Select(function => function.Name)
            .Where(name => !name.StartsWith("im2col.", StringComparison.Ordinal) && name is not ("past.builtins.xrange" or "__import__"));

        Assert.All(ours, name => Assert.True(PythonNames.Has(name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "builtins", name[(name.LastIndexOf('.') + 1)..]), name));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GradCheckApi.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
