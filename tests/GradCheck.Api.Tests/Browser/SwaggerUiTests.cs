using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Browser;

/// <summary>Swagger UI as a person uses it.</summary>
public class SwaggerUiTests
{
    [SkippableFact]
    public async Task Execute_TheExampleOfARoute_ShowsItsAnswer()
    {
        Extras.Need(Extras.Chromium, Extras.ChromeDriver);
        await using var service = new RunningService();
        using var browser = new Support.Browser();

        browser.Open(service.Address);
        browser.Click("#operations-Gradients-gradients .opblock-summary-control");
        Assert.Contains("\"dout\"", browser.Find("textarea.body-param__text").GetAttribute("value"), StringComparison.Ordinal);
        browser.Picture("swagger-route");
        browser.Click("button.execute");
        var answer = browser.Find(".live-responses-table .response .response-col_description .highlight-code");

        Assert.Equal("200", browser.Find(".live-responses-table .response .response-col_status").Text.Trim());
        Assert.Contains("0.4295264914077564", answer.Text, StringComparison.Ordinal);
        browser.Picture("swagger-answer");
        Assert.Empty(browser.Errors);
        Assert.All(browser.Loaded, address => Assert.StartsWith(service.Address.ToString(), address.Replace("data:", service.Address.ToString(), StringComparison.Ordinal), StringComparison.Ordinal));
    }
}
