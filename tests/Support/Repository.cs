namespace GradCheck.Testing;

/// <summary>The files of the repository that tests read, and store where they are asked to.</summary>
public static class Repository
{
    /// <summary>The folder of the solution, above that of the tests' program. (A build for release knows no paths of its sources.)</summary>
    public static string Root { get; } = Ancestors(new(AppContext.BaseDirectory)).First(folder => File.Exists(Path.Combine(folder.FullName, "GradCheckApi.sln"))).FullName;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static IEnumerable<DirectoryInfo> Ancestors(DirectoryInfo folder)
    {
        for (var at = folder; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}
