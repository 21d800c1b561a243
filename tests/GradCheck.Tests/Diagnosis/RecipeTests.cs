using System.Reflection;
using GradCheck.Cases;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Diagnosis.Search;
using GradCheck.Layers;
using GradCheck.Normalization;


namespace GradCheck.Tests.Diagnosis;

/// <summary>A mistake is an edit of a recipe, and two are two edits: an edit loses nothing of the one before it.</summary>
public class RecipeTests
{
    private static readonly Recipe Right = new Bench(Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1))).Right;

    public static TheoryData<string> Choices => [.. ChoicesOf(typeof(Recipe)).Select(choice => choice.Name)];

    [Theory]
    [MemberData(nameof(Choices))]
    public void With_AnotherChoice_KeepsThisOne(string name)
    {
        var chosen = typeof(Recipe).GetProperty(name)!;
        var made = Right with { };
        chosen.SetValue(made, Other(chosen.GetValue(Right), chosen.PropertyType));
        var both = made with { Constant = 7 };

        Assert.NotEqual(chosen.GetValue(Right), chosen.GetValue(made));
        Assert.Equal(name == nameof(Recipe.Constant) ? 7.0 : chosen.GetValue(made), chosen.GetValue(both));
    }

    [Fact]
    public void Recipe_HoldsChoicesAlone()
    {
        var choices = ChoicesOf(typeof(Recipe)).Concat(ChoicesOf(typeof(Normalizer))).Select(choice => $"<{choice.Name}>k__BackingField");
        var fields = new[] { typeof(Recipe), typeof(Normalizer) }.SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic));

        Assert.All(fields, field => Assert.Contains(field.Name, choices));
    }

    [Fact]
    public void Predict_TwoEdits_AreMadeTogether()
    {
        var both = Right with { SumsEverything = true } with { Factor = Right.Factor.Times(3) };
        var one = Predictor.Predict(Right with { SumsEverything = true }, TensorId.Dgamma);

        Assert.Equal(3 * one.Value(0), Predictor.Predict(both, TensorId.Dgamma).Value(0));
    }

    private static IEnumerable<PropertyInfo> ChoicesOf(Type type) => type.GetProperties().Where(property => property.CanWrite);

    private static object? Other(object? value, Type type) => value switch
    {
        bool flag => !flag,
        int number => number + 1,
        double number => number + 1,
        null when type == typeof(double?) => 2.0,
        null => (Func<double, double, double>)((variance, eps) => variance + eps),
        PerGroup factor => factor.Times(5),
        Normalizer made => made with { StdForVar = true },
        Ingredients => new Ingredients(Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 2))),
        Enum => Enum.ToObject(type, 1),
        _ => throw new NotSupportedException($"a choice of type {type}: say here what another value of it is"),
    };
}
