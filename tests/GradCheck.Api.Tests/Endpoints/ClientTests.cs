using System.Net;
using System.Net.Http.Headers;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>The client for Python as the service hands it out.</summary>
public class ClientTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private static readonly Uri Address = new("/clients/gradcheck_client.py", UriKind.Relative);

    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public async Task Get_TheClient_IsTheFileAsPython()
    {
        using var answer = await client.GetAsync(Address);

        Assert.Equal("text/x-python; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Equal(
            await File.ReadAllBytesAsync(Repository.PathOf("src", "GradCheck.Api", "Clients", "gradcheck_client.py")),
            await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_WithItsOwnTag_IsNotModified()
    {
        using var first = await client.GetAsync(Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await client.SendAsync(request);
        using var other = new HttpRequestMessage(HttpMethod.Get, Address);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"of-another-version\""));
        using var whole = await client.SendAsync(other);

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task Head_TheClient_HasItsHeadersAndNoBody()
    {
        using var got = await client.GetAsync(Address);
        using var request = new HttpRequestMessage(HttpMethod.Head, Address);
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(got.Headers.ETag, answer.Headers.ETag);
        Assert.Equal(got.Content.Headers.ContentLength, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }
}
