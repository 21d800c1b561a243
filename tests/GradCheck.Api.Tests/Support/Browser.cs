using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace GradCheck.Api.Tests.Support;

/// <summary>Headless Chromium. Selenium, because it drives the distribution's own browser with a driver of ten megabytes.</summary>
public sealed class Browser : IDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--window-size=1200,1600",
    ];

    private readonly ChromeDriverService service;
    private readonly ChromeDriver driver;

    public Browser()
    {
        service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Extras.ChromeDriver), Path.GetFileName(Extras.ChromeDriver));
        var options = new ChromeOptions { BinaryLocation = Extras.Chromium };
        options.AddArguments(Arguments);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        driver = new(service, options, TimeSpan.FromSeconds(60));
        Wait = new(driver, TimeSpan.FromSeconds(30));
    }

    public WebDriverWait Wait { get; }

    /// <summary>What the page's scripts complained of.</summary>
    public IEnumerable<string> Errors => driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level == LogLevel.Severe).Select(entry => entry.Message);

    /// <summary>The addresses of everything that the page loaded.</summary>
    public IEnumerable<string> Loaded => ((IEnumerable<object>)driver.ExecuteScript("return performance.getEntriesByType('resource').map(e => e.name)")!).Cast<string>();

    public void Open(Uri address) => driver.Navigate().GoToUrl(address);

    public IWebElement Find(string css) => Wait.Until(page => page.FindElements(By.CssSelector(css)).FirstOrDefault(element => element.Displayed))!;

    public int Count(string css) => driver.FindElements(By.CssSelector(css)).Count;

    public void Click(string css)
    {
        var element = Find(css);
        driver.ExecuteScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.Click();
    }

    public IEnumerable<string> Texts(string css) => driver.FindElements(By.CssSelector(css)).Select(element => element.Text);

    public void Choose(string css, string value) => Click($"{css} option[value='{value}']");

    /// <summary>Keeps a picture for people to look at, where GRADCHECK_SCREENSHOTS names a folder.</summary>
    public void Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("GRADCHECK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            driver.GetScreenshot().SaveAsFile(Path.Combine(folder, $"{name}.png"));
        }
    }

    public void Dispose()
    {
        driver.Dispose();
        service.Dispose();
    }
}
