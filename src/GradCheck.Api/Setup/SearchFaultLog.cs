using System.Collections.Concurrent;
using System.Diagnostics;
using GradCheck.Faults;

namespace GradCheck.Api.Setup;

/// <summary>Logs what ended a search for causes, with the trace of the request; the answer goes out all the same.</summary>
internal sealed partial class SearchFaultLog(ILogger<SearchFaultLog> logger) : IHostedService, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    // The listener may appear while the service stops, on another thread.
    private readonly ConcurrentQueue<IDisposable> subscriptions = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (subscriptions.TryDequeue(out var subscription))
        {
            subscription.Dispose();
        }
    }

    /// <inheritdoc/>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == SearchFaults.ListenerName)
        {
            subscriptions.Enqueue(value.Subscribe(this));
        }
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: SearchFaults.EventName, Value: SearchFault fault })
        {
            LogFault(fault.Part, Activity.Current?.Id, fault.Exception);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        // Nothing is waited for.
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        // Neither source reports one.
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The search for causes failed in {Part}; the verdict was answered without it. Trace {TraceId}.")]
    private partial void LogFault(string part, string? traceId, Exception fault);
}
