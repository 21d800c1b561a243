namespace GradCheck.Api.Contracts;

/// <summary>What the modes of a layer are called: here and in PyTorch <c>eval</c>, in the course <c>test</c>.</summary>
public static class ModeNames
{
    /// <summary>The name that a mode has here.</summary>
    /// <param name="name">What it was called.</param>
    public static string Of(string name) => name == "test" ? "eval" : name;
}
