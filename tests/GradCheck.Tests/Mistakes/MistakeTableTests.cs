using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Mistakes;

namespace GradCheck.Tests.Mistakes;

/// <summary>The one table of mistakes: whoever names a mistake finds its words there.</summary>
public class MistakeTableTests
{
    [Fact]
    public void Of_EveryCodeOfAFinding_IsKnown() => Assert.All(MistakeCatalog.Codes, code => Assert.Equal(code, MistakeTable.Of(code).Code));

    [Fact]
    public void All_WithWordsForTensors_AreTheCodesOfFindings() => Assert.Equal(
        MistakeCatalog.Codes,
        MistakeTable.All.Where(mistake => mistake.OfTensor is not null || mistake.OfShape is not null).Select(mistake => mistake.Code));

    [Fact]
    public void Of_EveryHypothesis_HasWordsForTensors() =>
        Assert.All(HypothesisCatalog.All, mistake => Assert.NotNull(MistakeTable.Of(mistake.Code).OfTensor));

    [Fact]
    public void Of_EveryObservationAndShape_HasWords()
    {
        Assert.All(MistakeCatalog.AtFirstSight.Concat(MistakeCatalog.AtLast), seen => Assert.NotNull(MistakeTable.Of(seen.Code).OfTensor));
        Assert.All(MistakeCatalog.Shapes, mistake => Assert.NotNull(MistakeTable.Of(mistake.Code).OfShape));
    }

    [Fact]
    public void Of_AnUnknownCode_IsRefused() =>
        Assert.Equal("no mistake has the code nothing (Parameter 'code')", Assert.Throws<ArgumentException>(() => MistakeTable.Of("nothing")).Message);

    // Such as of an edit that no tensor shows.
    [Fact]
    public void OfLine_ACodeWithoutWordsOfItsOwn_IsReadAsWords() =>
        Assert.Equal(new("some slip of a line", "The numbers are those of this mistake."), MistakeTable.OfLine("some_slip_of_a_line"));

    [Theory]
    [InlineData(Family.Gamma | Family.Factor, "gamma_applied_twice", "includes_gamma", "missing_gamma")]
    [InlineData(Family.Beta, "missing_beta", "uses_out_instead_of_xhat")]
    [InlineData(Family.PathSign, "mean_path_sign", "variance_path_sign")]
    [InlineData(Family.Vague, "not_finite", "one_group_wrong", "scaled_by_constant", "unknown")]
    public void IsOf_AFamily_HoldsForItsMistakes(Family family, params string[] codes) =>
        Assert.Equal(codes, MistakeTable.All.Select(mistake => mistake.Code).Where(code => MistakeTable.IsOf(code, family)));
}
