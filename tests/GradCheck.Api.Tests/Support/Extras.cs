namespace GradCheck.Api.Tests.Support;

/// <summary>What a test needs beyond the SDK. Where it is absent the test is skipped, unless GRADCHECK_REQUIRE_EXTRAS says that it must be there.</summary>
public static class Extras
{
    public const string Chromium = "/usr/bin/chromium";
    public const string ChromeDriver = "/usr/bin/chromedriver";

    public static void Need(params string[] files)
    {
        var missing = files.Where(file => !File.Exists(file)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var reason = $"{string.Join(" and ", missing)} not found: apt-get install -y chromium chromium-driver";
        Assert.False(Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1", reason);
        Skip.If(true, reason);
    }
}
