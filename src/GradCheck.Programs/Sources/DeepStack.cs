using System.Runtime.ExceptionServices;

namespace GradCheck.Programs.Sources;

/// <summary>Runs work on a stack that is large enough for every depth that the limits of parser and evaluator allow together.</summary>
internal static class DeepStack
{
    private const int Bytes = 256 << 20;

    /// <summary>Runs work on a thread of its own and waits for it; what it throws is thrown here.</summary>
    public static T Run<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the caller waits.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result!;
    }
}
