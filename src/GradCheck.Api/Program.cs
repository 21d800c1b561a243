using GradCheck.Api.Bodies;
using GradCheck.Api.Endpoints;
using GradCheck.Api.Setup;

if (args is ["--healthcheck", ..])
{
    return await HealthProbe.RunAsync();
}

// Files are found beside the program, whatever folder it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.UseDefaultAddress();
builder.Services.AddLimits().AddLayerPaths().AddJson().AddProblems().AddOpenApiDescription();

var app = builder.Build();
app.UseStrictNumbers();
app.UseProblems();
app.UseOpenApiDescription();
app.MapGet("/", () => TypedResults.Redirect("/swagger")).ExcludeFromDescription();
app.MapV1();
app.MapClients();
app.MapProblems();
app.MapHealth();
await app.RunAsync();
return 0;

/// <summary>The service; public so that tests can start it.</summary>
public partial class Program;
