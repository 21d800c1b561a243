namespace GradCheck.Api.Bodies.Json;

/// <summary>Why a body was refused.</summary>
internal enum JsonFaultKind
{
    /// <summary>It is not JSON.</summary>
    Syntax,

    /// <summary>It is nested too deep.</summary>
    TooDeep,

    /// <summary>A field is given twice.</summary>
    Repeated,
}
