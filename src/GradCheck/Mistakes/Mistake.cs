namespace GradCheck.Mistakes;

/// <summary>A known mistake, by the code that a finding bears.</summary>
public abstract class Mistake
{
    /// <summary>The stable code: <c>missing_mean_path</c>.</summary>
    public abstract string Code { get; }
}
