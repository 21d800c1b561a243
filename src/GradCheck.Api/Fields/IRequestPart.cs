using GradCheck.Api.Limits;
namespace GradCheck.Api.Fields;

/// <summary>What is to be known of an object that stands in a field of a request, or in a list of such: nothing else has to be told of it.</summary>
public interface IRequestPart
{
    /// <summary>What it looks like, for the message where something else was sent.</summary>
    public abstract static string Example { get; }

    /// <summary>Whether <c>true</c> stands for one with every default, and <c>false</c> for none.</summary>
    public virtual static bool MayBeBoolean => false;

    /// <summary>The most of them that a list keeps; a longer list is counted and none of it is kept.</summary>
    /// <param name="limits">The limits of the service.</param>
    public virtual static int MostOf(RequestLimits limits) => RequestLimits.MaxLines;
}
