using GradCheck.Arithmetic;
using GradCheck.Normalization;

namespace GradCheck.SecondOrder;

/// <summary>What an error in a second-order gradient is measured against: the absolute terms of the closed form, added up.</summary>
/// <param name="Dx">Of <c>dS/dx</c>: the largest entry of each group.</param>
/// <param name="Dgamma">Of <c>dS/dgamma</c>, one a parameter.</param>
/// <param name="Ddout">Of <c>dS/ddout</c>: the largest entry of each group.</param>
public sealed record SecondOrderScales(ErrorScale Dx, ErrorScale Dgamma, ErrorScale Ddout)
{
    /// <summary>The scales of a batch and a direction.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="direction">The direction.</param>
    public static SecondOrderScales Of(Pass pass, SecondOrderDirection direction)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(direction);
        var terms = new SecondOrderTerms(pass, direction);
        var (groups, parameters) = (pass.Input.Groups, pass.Input.Parameters);
        var byGroup = ErrorScales.ConditioningOf(pass);
        var byParameter = new double[parameters.Groups];
        var (dx, ddout) = (new double[groups.Groups], new double[groups.Groups]);
        for (var k = 0; k < groups.Count; k++)
        {
            var (g, p) = (groups.GroupOf(k), parameters.GroupOf(k));
            dx[g] = Math.Max(dx[g], terms.Dx[k].High);
            ddout[g] = Math.Max(ddout[g], terms.Ddout[k]);
            byParameter[p] = Math.Max(byParameter[p], byGroup[g]);
        }

        return new(
            new(dx, byGroup, groups),
            new(DoubleDouble.Rounded(terms.Dgamma), byParameter, new(1, parameters.Groups, 1)),
            new(ddout, byGroup, groups));
    }
}
