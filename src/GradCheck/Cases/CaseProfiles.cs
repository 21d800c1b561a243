using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Cases;

/// <summary>The names and the default sizes of the profiles.</summary>
public static class CaseProfiles
{
    private static readonly ImmutableArray<string> Names =
        ["typical", "readable", "discriminating", "offset", "tiny_variance", "constant_column", "signed_gamma", "wide", "tall"];

    /// <summary>All profiles; the first is the default.</summary>
    public static ImmutableArray<CaseProfile> All { get; } = [.. Enum.GetValues<CaseProfile>()];

    /// <summary>The name of a profile: <c>tiny_variance</c>.</summary>
    /// <param name="profile">The profile.</param>
    public static string NameOf(CaseProfile profile) => Names[(int)profile];

    /// <summary>Finds a profile by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>The profile, or null where there is none of that name.</returns>
    public static CaseProfile? Find(string name) => Names.IndexOf(name) is >= 0 and var index ? (CaseProfile)index : null;

    /// <summary>Into how many groups channels are cut where no number is asked for, by a layer that takes one: 2.</summary>
    public const int DefaultGroups = 2;

    /// <summary>The shape of <c>x</c> where none is asked for.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="profile">The profile.</param>
    /// <returns><c>(n, d)</c>, or with small images for a layer that has them.</returns>
    public static Shape DefaultShape(Layer layer, CaseProfile profile)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var (n, d) = profile switch
        {
            CaseProfile.Readable => (4, 3),
            CaseProfile.Discriminating => (5, 2),
            CaseProfile.Wide => (4, 32),
            CaseProfile.Tall => (128, 3),
            _ => (8, 5),
        };
        var (samples, channels) = profile switch
        {
            CaseProfile.Readable => (2, 2),
            CaseProfile.Wide => (2, 16),
            CaseProfile.Tall => (24, 4),
            _ => (3, 6),
        };

        // Images are small, with as many channels as two groups can share, and a height that is not the width. An axis between
        // the samples and the columns is short, and has a size of its own.
        return new([.. layer.Axes.Select(axis => axis switch
        {
            "N" => layer.Axes.Contains("C") ? samples : n,
            "C" => channels,
            "H" => 3,
            "W" => 2,
            "D" => d,
            _ => 4,
        })]);
    }
}
