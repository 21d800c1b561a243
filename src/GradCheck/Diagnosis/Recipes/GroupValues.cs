namespace GradCheck.Diagnosis.Recipes;

/// <summary>A number of each group, worked out when it is first asked for: a wrong guess is dropped after a few entries.</summary>
/// <param name="count">How many groups there are.</param>
/// <param name="value">The number of a group.</param>
internal sealed class GroupValues(int count, Func<int, double> value)
{
    private readonly double[] values = new double[count];
    private readonly bool[] known = new bool[count];

    /// <summary>The number of a group.</summary>
    /// <param name="group">The group.</param>
    public double this[int group]
    {
        get
        {
            if (!known[group])
            {
                (values[group], known[group]) = (value(group), true);
            }

            return values[group];
        }
    }
}
