using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;
using Microsoft.OpenApi;

namespace GradCheck.Api.Tests.Documents;

/// <summary>The description of the service.</summary>
public class OpenApiTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private static readonly Uri Address = new("/swagger/v1/swagger.json", UriKind.Relative);

    private readonly HttpClient client = service.CreateClient();

    /// <summary>A change of the interface is meant, or it is a mistake: set GRADCHECK_UPDATE=1 to store the new description.</summary>
    [Fact]
    public async Task Get_TheDescription_IsTheStoredOne()
    {
        var served = (await client.GetStringAsync(Address)).ReplaceLineEndings("\n");
        var stored = Repository.PathOf("tests", "GradCheck.Api.Tests", "Documents", "openapi.json");
        if (Environment.GetEnvironmentVariable("GRADCHECK_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(stored, served + "\n");
        }

        Assert.Equal((await File.ReadAllTextAsync(stored)).TrimEnd(), served);
    }

    [Fact]
    public async Task Get_TheDescription_IsValidOpenApi31()
    {
        var text = await client.GetStringAsync(Address);
        var (document, diagnostic) = OpenApiDocument.Parse(text, "json");

        Assert.NotNull(document);
        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Get_TheDescription_DescribesEveryRouteAndProperty()
    {
        var document = JsonNode.Parse(await client.GetStringAsync(Address))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty(operation!["summary"]?.GetValue<string>()), $"{method} {path} has no summary");
                Assert.All(operation["responses"]!.AsObject(), response => Assert.False(string.IsNullOrEmpty(response.Value!["description"]?.GetValue<string>())));
            }
        }

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Assert.False(string.IsNullOrEmpty(schema!["description"]?.GetValue<string>()), $"{name} has no description");
            foreach (var (property, described) in schema["properties"]?.AsObject() ?? [])
            {
                Assert.False(string.IsNullOrEmpty(described!["description"]?.GetValue<string>()), $"{name}.{property} has no description");
            }
        }
    }

    [Fact]
    public async Task Post_EachExample_AnswersAsDocumented()
    {
        var document = JsonNode.Parse(await client.GetStringAsync(Address))!;
        var executed = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (operations!["post"] is not { } operation)
            {
                continue;
            }

            var requests = operation["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject();
            var answers = operation["responses"]!["200"]!["content"]!["application/json"]!["examples"]!.AsObject();
            foreach (var (name, example) in requests)
            {
                var (status, body) = await client.PostAsync(path.Replace("{layer}", name.Split('-')[0], StringComparison.Ordinal), example!["value"]!.ToJsonString());
                Assert.Equal(200, status);
                Assert.True(JsonSame.As(answers[name]!["value"], body), $"{path}: the answer to {name} is not the documented one");
                executed++;
            }
        }

        Assert.True(executed >= 40, $"{executed}");
    }

    /// <summary>Generated clients send what is described as a default: it has to be what is meant where nothing is sent.</summary>
    [Fact]
    public async Task Post_EachExampleWithEveryDefault_AnswersTheSame()
    {
        var document = JsonNode.Parse(await client.GetStringAsync(Address))!;
        var sent = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (operations!["post"]?["requestBody"]!["content"]!["application/json"] is not { } content)
            {
                continue;
            }

            var schema = content["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1];
            var defaults = document["components"]!["schemas"]![schema]!["properties"]!.AsObject().Where(property => property.Value!["default"] is not null).ToList();
            foreach (var (name, example) in content["examples"]!.AsObject())
            {
                var address = path.Replace("{layer}", name.Split('-')[0], StringComparison.Ordinal);
                var request = example!["value"]!.AsObject();
                var (_, expected) = await client.PostAsync(address, request.ToJsonString());
                foreach (var (field, described) in defaults)
                {
                    request.TryAdd(field, described!["default"]!.DeepClone());
                }

                var (status, answer) = await client.PostAsync(address, request.ToJsonString());
                Assert.True(status == 200, $"{address}, {name}: {answer}");
                Assert.True(JsonSame.As(expected, answer), $"{address}, {name}: another answer with the defaults");
                sent += defaults.Count;
            }
        }

        Assert.True(sent >= 100, $"{sent}");
    }
}
