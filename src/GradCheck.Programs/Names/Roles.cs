namespace GradCheck.Programs.Names;

/// <summary>The names that students give to the quantities of a normalization layer (measured on published solutions).</summary>
internal static class Roles
{
    private static readonly Dictionary<string, Role> Known = Table(
        (Role.X, "x xin input inputs"),
        (Role.Mean, "mean mu means samplemean batchmean xmean mux mub avg average meanx xbar sampleavg"),
        (Role.Var, "var variance samplevar batchvar sigma2 sigmasq sigmasquare sigmasquared xvar varx var2 v vars varb variances"),
        (Role.Std, "std stds sigma sqrtvar stddev stdev sd samplestd batchstd xstd sqrtvareps rootvar stdvar"),
        (Role.Istd, "istd ivar invvar invstd rstd stdinv varinv invsqrtvar isqrtvar inversestd istdev ivarsqrt inv"),
        (Role.Xmu, "xmu xc xcentered xcenter xmmu xminusmean xminusmu xsubmean xmean0 centered dev deviation diff xdiff xzeromean xdemean numerator"),
        (Role.Xhat, "xhat xnorm xnormalized normx normalizedx xn normalized xnormed norm z xstandard xhatout xnormalize"),
        (Role.Out, "out y output yout"),
        (Role.Gamma, "gamma scale g weight"),
        (Role.Beta, "beta shift bias"),
        (Role.Eps, "eps epsilon"));

    /// <summary>How other names of a role end; the first that fits.</summary>
    private static readonly (string Text, Role Role)[] Endings =
        [("invstd", Role.Istd), ("invvar", Role.Istd), ("variance", Role.Var), ("var", Role.Var), ("mean", Role.Mean), ("std", Role.Std), ("xhat", Role.Xhat), ("xnorm", Role.Xhat), ("gamma", Role.Gamma), ("eps", Role.Eps)];

    /// <summary>The role of a name.</summary>
    public static Role Of(string name)
    {
        var plain = Plain(name);
        return Known.TryGetValue(plain, out var known) ? known
            : plain.StartsWith('d') || plain.Contains("running", StringComparison.Ordinal) || plain.Contains("param", StringComparison.Ordinal) ? Role.None
            : Endings.FirstOrDefault(ending => plain.EndsWith(ending.Text, StringComparison.Ordinal)).Role;
    }

    /// <summary>A name without underscores and capitals, and without the object that it belongs to: <c>x_hat</c>, <c>xHat</c> and <c>self.x_hat</c> are one.</summary>
    public static string Plain(string name) => Own(name).Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>A name without the object that it belongs to: <c>dW</c> for <c>self.dW</c>.</summary>
    public static string Own(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static Dictionary<string, Role> Table(params (Role Role, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Role))).ToDictionary(pair => pair.name, pair => pair.Role);
}
