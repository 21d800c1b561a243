namespace GradCheck.Api.Tests.Support;

/// <summary>What a test needs beyond the SDK. Where it is absent the test is skipped, unless GRADCHECK_REQUIRE_EXTRAS says that it must be there.</summary>
public static class Extras
{
    public const string Chromium = "/usr/bin/chromium";
    public const string ChromeDriver = "/usr/bin/chromedriver";

    public static void Need(params string[] files) =>
        Need(files.Where(file => !File.Exists(file)), "chromium chromium-driver");

    public static void NeedPython() =>
        Need(File.Exists(SystemPython.Program) ? [] : [SystemPython.Program], "python3");

    public static void NeedNumpy() =>
        Need(new[] { SystemPython.Program, "/usr/lib/python3/dist-packages/numpy" }.Where(path => !Path.Exists(path)), "python3-numpy");

    public static async Task NeedNumPyAsync()
    {
        NeedPython();
        var (code, _) = await SystemPython.RunAsync(AppContext.BaseDirectory, new Dictionary<string, string>(), "-c", "import numpy");
        Need(code == 0 ? [] : ["NumPy"], "python3-numpy");
    }

    private static void Need(IEnumerable<string> missing, string packages)
    {
        var names = missing.ToList();
        if (names.Count == 0)
        {
            return;
        }

        var reason = $"{string.Join(" and ", names)} not found: apt-get install -y {packages}";
        Assert.False(Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1", reason);
        Skip.If(true, reason);
    }
}
