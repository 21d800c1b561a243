namespace GradCheck.Programs.Blame;

/// <summary>Where an edit holds that is right on every case of the search.</summary>
internal enum Held
{
    /// <summary>On those alone: it was right by chance.</summary>
    Nowhere,

    /// <summary>On the cases held back as well, but not at the limits of the layer.</summary>
    OnOrdinaryCases,

    /// <summary>Everywhere.</summary>
    Everywhere,
}
