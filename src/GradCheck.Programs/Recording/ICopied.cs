namespace GradCheck.Programs.Recording;

/// <summary>A value of the checker's own that holds others, and is copied with them.</summary>
internal interface ICopied
{
    /// <summary>Another of its kind that holds nothing.</summary>
    public Value Empty();

    /// <summary>Puts copies of what it holds into another of its kind.</summary>
    /// <param name="other">The other.</param>
    /// <param name="copy">Copies a value.</param>
    public void CopyTo(Value other, Func<Value, Value> copy);
}
