namespace GradCheck.Api.Bodies;

/// <summary>The formats that bodies travel in.</summary>
internal static class MediaTypes
{
    /// <summary>JSON: of requests, and of answers unless another is asked for.</summary>
    public const string Json = "application/json";

    /// <summary>An archive of NumPy arrays, as <c>np.savez</c> writes it. No registered name: the one that is in use.</summary>
    public const string Npz = "application/x-npz";

    /// <summary>Parts of several formats in one body, as <c>curl -F</c> and Python's clients send them.</summary>
    public const string Form = "multipart/form-data";

    /// <summary>The formats of requests in a sentence.</summary>
    public const string OfRequests = $"{Json}, {Npz} and {Form}";
}
