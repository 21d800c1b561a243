using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GradCheck.Api.Tests.Support;

/// <summary>The service on a socket of its own, for what a test host cannot show: broken connections, browsers, streams.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly ServiceFactory factory;

    public RunningService(params (string Key, string Value)[] settings)
    {
        factory = ServiceFactory.With(settings);
        // A port given as a number would be written into the host's addresses while Program already starts on a thread of
        // its own, and now and then after it has started, which throws (dotnet/aspnetcore#67714).
        factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        Address = factory.ClientOptions.BaseAddress;
    }

    public Uri Address { get; }

    public IServiceProvider Services => factory.Services;

    /// <summary>Sends bytes as they are and reads until the service closes or the patience ends.</summary>
    public async Task<string> SendAsync(string request, bool closeAfterwards = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        }
        catch (IOException)
        {
            // The service stopped reading; what it said is still to be read.
        }

        if (closeAfterwards)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, patience.Token)) > 0)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed by a reset: what came before counts.
        }

        return answer.ToString();
    }

    public ValueTask DisposeAsync() => factory.DisposeAsync();
}
