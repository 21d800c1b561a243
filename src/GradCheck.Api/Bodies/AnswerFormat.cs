namespace GradCheck.Api.Bodies;

/// <summary>The formats that an answer with tensors comes in.</summary>
internal enum AnswerFormat
{
    /// <summary>JSON, unless another is asked for.</summary>
    Json,

    /// <summary>An archive of NumPy arrays.</summary>
    Npz,
}
