namespace GradCheck.Mistakes;

/// <summary>What mistakes have to do with, where somebody asks for all of a kind.</summary>
[Flags]
public enum Family
{
    /// <summary>Nothing that is asked for.</summary>
    None = 0,

    /// <summary>A power of <c>gamma</c>: not seen where <c>gamma</c> is 1.</summary>
    Gamma = 1 << 0,

    /// <summary><c>beta</c>: not seen where it is 0.</summary>
    Beta = 1 << 1,

    /// <summary><c>eps</c>: not seen where no variance is near it.</summary>
    Eps = 1 << 2,

    /// <summary>A power of the standard deviation.</summary>
    Std = 1 << 3,

    /// <summary>A number: a count, a sign, a constant.</summary>
    Number = 1 << 4,

    /// <summary>A factor of a whole tensor: one of gamma, one of the standard deviation and one number may come together.</summary>
    Factor = 1 << 5,

    /// <summary>One count taken for another: not seen where there are as many groups as elements in a group.</summary>
    Count = 1 << 6,

    /// <summary>The sign of one path.</summary>
    PathSign = 1 << 7,

    /// <summary>Which elements share their statistics.</summary>
    Grouping = 1 << 8,

    /// <summary>Which channels share their statistics: not seen where there is one group, or one a channel.</summary>
    Channels = 1 << 9,

    /// <summary>Which samples share their statistics: not seen where there is one.</summary>
    Samples = 1 << 10,

    /// <summary>The running statistics.</summary>
    Running = 1 << 11,

    /// <summary>It tells no cause, only what is seen.</summary>
    Vague = 1 << 12,
}
