using System.Collections.Immutable;

namespace GradCheck.Api.Problems;

/// <summary>Every kind of problem that the service answers with.</summary>
public static class ProblemTypes
{
    /// <summary>The body is JSON, but not a request that can be answered.</summary>
    public static readonly ProblemType InvalidRequest = new(
        "invalid-request",
        StatusCodes.Status400BadRequest,
        "The request cannot be answered as it stands.",
        "`errors` names every place that is wrong, as it would be written in Python (`dout[2]`, `numeric.step`), and says what was found and what was expected. All of them are listed, not the first alone.");

    /// <summary>The body is not JSON.</summary>
    public static readonly ProblemType MalformedJson = new(
        "malformed-json",
        StatusCodes.Status400BadRequest,
        "The body is not JSON.",
        "`detail` says at which line and byte the reader stopped. Python's bare NaN, Infinity and -Infinity are read, although JSON has none of them.");

    /// <summary>The body is not an archive of NumPy arrays.</summary>
    public static readonly ProblemType MalformedNpz = new(
        "malformed-npz",
        StatusCodes.Status400BadRequest,
        "The body is not an archive of NumPy arrays.",
        "`detail` names the member that cannot be read, and why. `np.savez(file, x=x, dout=dout)` writes what is read; members are called by their fields (`gamma`, `submitted.dx`).");

    /// <summary>The body is in parts that make no request.</summary>
    public static readonly ProblemType MalformedParts = new(
        "malformed-parts",
        StatusCodes.Status400BadRequest,
        "The parts of the body do not make a request.",
        "A form has one part of JSON and any number of arrays (`.npy`, called by their fields) and archives of them (`.npz`). `detail` says which part is something else.");

    /// <summary>There is nothing at this address.</summary>
    public static readonly ProblemType NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        "There is nothing at this address.",
        "`detail` names the nearest address where that is known. `GET /v1/layers` lists the layers, `/swagger` every route.");

    /// <summary>The address knows other methods.</summary>
    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed",
        StatusCodes.Status405MethodNotAllowed,
        "This address does not know this method.",
        "The header `Allow` lists the methods it knows.");

    /// <summary>The client takes no format that there is.</summary>
    public static readonly ProblemType NotAcceptable = new(
        "not-acceptable",
        StatusCodes.Status406NotAcceptable,
        "The answer comes in no format that was asked for.",
        "The header `Accept` leaves out every format of this route: `application/json`, and `application/x-npz` where the answer holds tensors. Without the header the answer is JSON.");

    /// <summary>The client did not send its body in time, or broke off.</summary>
    public static readonly ProblemType RequestTimeout = new(
        "request-timeout",
        StatusCodes.Status408RequestTimeout,
        "The body did not arrive in time.",
        "The connection was too slow or stopped before the body was complete. Nothing was computed; send it again.");

    /// <summary>The body is over the limit.</summary>
    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large",
        StatusCodes.Status413PayloadTooLarge,
        "The body is larger than this service accepts.",
        "`limit` is the most bytes accepted, `asked` what was sent where that is known. Whoever runs the service sets the limit (`Limits__MaxBodyBytes`).");

    /// <summary>The body is in a format that is not read.</summary>
    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type",
        StatusCodes.Status415UnsupportedMediaType,
        "The body is in a format that this route does not read.",
        "Send JSON with the header `Content-Type: application/json`, NumPy's arrays with `application/x-npz`, or both as the parts of `multipart/form-data`.");

    /// <summary>A tensor is over the limit.</summary>
    public static readonly ProblemType TensorTooLarge = new(
        "tensor-too-large",
        StatusCodes.Status422UnprocessableEntity,
        "A tensor has more elements than this service accepts.",
        "`limit` is the most elements accepted, `asked` how many there are. Whoever runs the service sets the limit (`Limits__MaxElements`).");

    /// <summary>Numeric gradients would cost too much.</summary>
    public static readonly ProblemType NumericWorkTooLarge = new(
        "numeric-work-too-large",
        StatusCodes.Status422UnprocessableEntity,
        "Numeric gradients of this batch would cost more than this service spends.",
        "A numeric gradient runs the layer again for every entry. `limit` and `asked` count the terms of losses that are evaluated. Send fewer rows, or leave `numeric` out: the closed form has no such limit. Whoever runs the service sets the limit (`Limits__MaxNumericWork`).");

    /// <summary>A grading has too many cases.</summary>
    public static readonly ProblemType TooManyCases = new(
        "too-many-cases",
        StatusCodes.Status422UnprocessableEntity,
        "The request grades more cases than this service accepts.",
        "`limit` is the most cases accepted at once, `asked` how many there are. A few cases of different profiles tell as much as many. Whoever runs the service sets the limit (`Limits__MaxCases`).");

    /// <summary>There is no format of that name.</summary>
    public static readonly ProblemType UnknownFormat = new(
        "unknown-format",
        StatusCodes.Status422UnprocessableEntity,
        "There is no format of that name.",
        "`?format=` names the grader that the answer is written for; `detail` names the nearest of those there are. Without it the answer is JSON.");

    /// <summary>The service failed.</summary>
    public static readonly ProblemType InternalError = new(
        "internal-error",
        StatusCodes.Status500InternalServerError,
        "The service failed.",
        "This is a fault of the service, not of the request. Please report it with `trace_id`.");

    /// <summary>The service is out of memory for now.</summary>
    public static readonly ProblemType Overloaded = new(
        "overloaded",
        StatusCodes.Status503ServiceUnavailable,
        "The service has too much to do.",
        "There was no memory left for this request beside those under way. Nothing is wrong with it; send it again, or a smaller one.");

    /// <summary>All kinds.</summary>
    public static ImmutableArray<ProblemType> All { get; } =
    [
        InvalidRequest, MalformedJson, MalformedNpz, MalformedParts, NotFound, MethodNotAllowed, NotAcceptable, RequestTimeout,
        BodyTooLarge, UnsupportedMediaType,
        TensorTooLarge, NumericWorkTooLarge, TooManyCases, UnknownFormat, InternalError, Overloaded,
    ];

    /// <summary>The kind that a bare status code stands for; null where none does.</summary>
    /// <param name="status">The status code.</param>
    public static ProblemType? OfStatus(int? status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => NotAcceptable,
        StatusCodes.Status408RequestTimeout => RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status500InternalServerError => InternalError,
        _ => null,
    };
}
