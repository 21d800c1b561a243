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
        browser.Find("#operations-tag-Gradients");
        Assert.Equal(["Programs", "Tensors", "Gradients", "Derivations", "Layers", "Clients", "Problems", "Health"], browser.Texts(".opblock-tag .nostyle span"));
        browser.Click("#operations-tag-Gradients");
        browser.Click("#operations-Gradients-gradients .opblock-summary-control");
        Assert.Contains("\"gamma\": [1, 2, 0.5]", browser.Find("textarea.body-param__text").GetAttribute("value"), StringComparison.Ordinal);
        browser.Picture("swagger-route");
        browser.Click("button.execute");
        var answer = browser.Find(".live-responses-table .response .response-col_description .highlight-code");

        Assert.Equal("200", browser.Find(".live-responses-table .response .response-col_status").Text.Trim());
        Assert.Matches(@"\[[^\]\n]*0\.4295264914077564[^\]\n]*\]", answer.Text);
        browser.Picture("swagger-answer");
        Assert.Empty(browser.Errors);

        // As a form: what is offered is sent, and answered.
        browser.Choose("#operations-Gradients-gradients .body-param-content-type select", "multipart/form-data");
        browser.Click("button.execute");
        browser.Wait.Until(_ => browser.Find(".live-responses-table .request-url, .curl-command .curl").Text.Contains("-F", StringComparison.Ordinal));
        Assert.Equal("200", browser.Find(".live-responses-table .response .response-col_status").Text.Trim());
        browser.Picture("swagger-form");
        Assert.All(browser.Loaded, address => Assert.StartsWith(service.Address.ToString(), address.Replace("data:", service.Address.ToString(), StringComparison.Ordinal), StringComparison.Ordinal));
    }
}
