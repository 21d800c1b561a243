using GradCheck.Api.Tests.Clients;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Browser;

/// <summary>The client's reports as a notebook shows them.</summary>
public class ClientReportTests
{
    [SkippableTheory]
    [InlineData("light", "rgb(17, 17, 17)", "rgb(255, 255, 255)")]
    [InlineData("dark", "rgb(238, 238, 238)", "rgb(17, 17, 17)")]
    public async Task Show_TheReports_DrawsWhereTheErrorsAre(string theme, string colour, string background)
    {
        Extras.NeedPython();
        Extras.Need(Extras.Chromium, Extras.ChromeDriver);
        await using var service = new RunningService();
        using var browser = new Support.Browser();
        var folder = Directory.CreateTempSubdirectory("gradcheck");
        try
        {
            var page = Path.Combine(folder.FullName, "reports.html");
            var (code, said) = await PythonClientTests.WritePageAsync(service, page, colour, background);
            Assert.True(code == 0, said);
            browser.Open(new(page));

            Assert.StartsWith("wrong batchnorm in 4 of 5 cases", browser.Find("#functions").Text, StringComparison.Ordinal);
            Assert.Contains("The mean path is missing from dx", browser.Find("#functions").Text, StringComparison.Ordinal);
            Assert.Equal(40, browser.Count("#functions svg rect"));
            Assert.Equal("14", browser.Find("#functions svg rect").GetAttribute("width"));
            Assert.Equal(1, browser.Count("#nan svg g path"));
            Assert.Equal(6, browser.Count("#blocks svg rect"));
            Assert.Contains("raised ValueError: <img src=x onerror=alert(1)>", browser.Find("#crash").Text, StringComparison.Ordinal);
            Assert.Equal(0, browser.Count("img, script, link, iframe, style"));

            // The words and the grid have the page's own colour, so that they stand out on its background.
            var channels = colour[4..^1].Split(", ");
            Assert.All(["#functions > div", "#functions svg", "#functions svg text"], css => Assert.Equal(channels, Channels(browser.Find(css).GetCssValue("color"))));
            Assert.Empty(browser.Errors);
            Assert.Empty(browser.Loaded);
            browser.Picture($"client-{theme}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Channels(string rgba) => [.. rgba[(rgba.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(", ").Take(3)];
}
