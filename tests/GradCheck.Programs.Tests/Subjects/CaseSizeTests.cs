using GradCheck.Programs.Subjects;
using GradCheck.Programs.Tests.Support;
using Trial = GradCheck.Programs.Subjects.Trial;

namespace GradCheck.Programs.Tests.Subjects;

/// <summary>The sizes of the cases: a program that takes one size for another is wrong on some case of its layer.</summary>
public class CaseSizeTests
{
    /// <summary>What the verdict of a convolution leaves open by design: a filter of 3 x 3 with a padding of 1. The cases at its limits close it.</summary>
    private static readonly string[] Fixed = ["HH", "WW", "pad"];

    public static TheoryData<string> Layers() => [.. ProgramLayers.Ids.Where(id => id != ProgramLayers.Custom)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Trials_OfEveryLayer_AreThreeOfDifferentSizes(string layer)
    {
        var subject = RightProgram.SubjectOf(layer);

        Assert.True(subject.Trials.Count >= 3);
        Assert.NotEmpty(subject.HeldBack);
        var all = subject.Trials.Concat(subject.HeldBack).ToList();
        Assert.Equal(all.Count, all.Select(trial => trial.Sizes).Distinct().Count());
        Assert.Equal(all.Count, all.Select(trial => trial.Name).Distinct().Count());
    }

    /// <summary>In a case of images or matrices every size differs from every other, and so do the counts a group could be taken to have.</summary>
    [Theory]
    [InlineData("batchnorm")]
    [InlineData("layernorm")]
    [InlineData("rmsnorm")]
    [InlineData("spatial_batchnorm")]
    [InlineData("groupnorm")]
    [InlineData("instancenorm")]
    [InlineData("affine")]
    [InlineData("relu")]
    [InlineData("dropout")]
    [InlineData("softmax_loss")]
    [InlineData("svm_loss")]
    public void Sizes_OfACase_AllDiffer(string layer)
    {
        var subject = RightProgram.SubjectOf(layer);
        Assert.All(subject.Trials.Concat(subject.HeldBack), trial =>
        {
            var sizes = SizesOf(trial);
            Assert.True(sizes.Values.Distinct().Count() == sizes.Count, $"{trial.Name}: {Words(sizes)}");
            if (sizes.TryGetValue("C/G", out var size))
            {
                int Of(string name) => sizes[name];
                int[] counts = [size * Of("H") * Of("W"), Of("N") * Of("H") * Of("W"), Of("C") * Of("H") * Of("W"), Of("G") * Of("H") * Of("W"), Of("H") * Of("W"), size, Of("C"), Of("N") * size, Of("N") * Of("C")];
                Assert.True(counts.Distinct().Count() == counts.Length, $"{trial.Name}: {string.Join(' ', counts)}");
            }
        });
    }

    /// <summary>Windows are small, since students loop over each of their sizes; so no size is another, or a simple combination of others, in every case.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Sizes_OfALayer_AreNeverCombinationsOfOthersInEveryCase(string layer)
    {
        var subject = RightProgram.SubjectOf(layer);
        List<Trial> cases = [.. subject.Trials, .. subject.HeldBack, .. subject.Limits.Select(limit => limit.Trial)];
        var sizes = cases.Select(SizesOf).ToList();
        var combinations = sizes.Select(Combinations).ToList();
        var names = sizes[0].Keys.Where(name => sizes.TrueForAll(item => item.ContainsKey(name)));

        var chance = names.SelectMany(name => combinations[0].Keys
            .Where(words => !words.Split(' ').Contains(name) && Enumerable.Range(0, cases.Count).All(k => combinations[k].TryGetValue(words, out var value) && value == sizes[k][name]))
            .Select(words => $"{name} = {words}")).Except(["D = d1 * d2", "C = C/G * G", "C/G = C / G", "G = C / C/G"]).ToList();

        Assert.True(chance.Count == 0, $"{layer}: {string.Join("; ", chance)}");
    }

    /// <summary>The cases of the verdict alone, but for what they leave to the cases at the limits.</summary>
    [Theory]
    [InlineData("conv")]
    [InlineData("max_pool")]
    public void Sizes_OfWindows_AreNotEqualInEveryCaseOfTheVerdict(string layer)
    {
        var sizes = RightProgram.SubjectOf(layer).Trials.Select(SizesOf).ToList();
        var names = sizes[0].Keys.Except(Fixed).ToList();

        var equal = names.SelectMany(one => names.Where(other => string.CompareOrdinal(one, other) < 0 && sizes.TrueForAll(item => item[one] == item[other])).Select(other => $"{one} = {other}"))
            .Except(["pool_height = pool_width"]);

        Assert.Empty(equal);
        Assert.Equal([1, 2, 3], sizes.Select(item => item["stride"]).Order());
        Assert.Contains(sizes, item => item["H"] > item["W"]);
        Assert.Contains(sizes, item => item["H"] < item["W"]);
    }

    [Fact]
    public void Limits_OfWindows_AreTallAndWide()
    {
        var filters = RightProgram.SubjectOf("conv").Limits.Select(limit => SizesOf(limit.Trial)).ToList();
        Assert.Contains(filters, item => item["HH"] > item["WW"]);
        Assert.Contains(filters, item => item["HH"] < item["WW"]);
        Assert.Contains(filters, item => item["pad"] == 2);
        var pools = RightProgram.SubjectOf("max_pool").Limits.Select(limit => SizesOf(limit.Trial)).ToList();
        Assert.Contains(pools, item => item["pool_height"] > item["pool_width"]);
        Assert.Contains(pools, item => item["pool_height"] < item["pool_width"]);
    }

    private static Dictionary<string, int> SizesOf(Trial trial)
    {
        var items = trial.Ingredients.SelectMany(item => item.Items.Count > 0 ? item.Items : [item]).ToDictionary(item => item.Name);
        var (x, sizes) = (items["x"].Shape!, new Dictionary<string, int>());
        void Add(params (string Name, int Size)[] more) => more.ToList().ForEach(item => sizes[item.Name] = item.Size);
        foreach (var (name, item) in items.Where(item => item.Value.Size is not null && item.Key != "seed"))
        {
            Add((name, item.Size!.Value));
        }

        if (items.TryGetValue("b", out var b) && !sizes.ContainsKey("stride"))
        {
            Add([("N", x[0]), ("M", b.Shape![0]), ("D", items["w"].Shape![0])]);
            if (x.Length > 2)
            {
                Add([.. x.Skip(1).Select((size, k) => ($"d{k + 1}", size))]);
            }
        }
        else
        {
            Add(x is [var n, var d] ? [("N", n), ("D", d)] : [("N", x[0]), ("C", x[1]), ("H", x[2]), ("W", x[3])]);
        }

        if (sizes.TryGetValue("G", out var groups))
        {
            Add(("C/G", x[1] / groups));
        }

        if (sizes.TryGetValue("stride", out var stride))
        {
            var (height, width, pad) = items.TryGetValue("w", out var w) ? (w.Shape![2], w.Shape[3], sizes["pad"]) : (sizes["pool_height"], sizes["pool_width"], 0);
            if (w is not null)
            {
                Add(("F", w.Shape![0]), ("HH", height), ("WW", width));
            }

            Assert.Equal((0, 0), ((x[2] + (2 * pad) - height) % stride, (x[3] + (2 * pad) - width) % stride));
            Add(("Ho", 1 + ((x[2] + (2 * pad) - height) / stride)), ("Wo", 1 + ((x[3] + (2 * pad) - width) / stride)));
        }

        return sizes;
    }

    private static Dictionary<string, int> Combinations(Dictionary<string, int> sizes)
    {
        var made = new Dictionary<string, int>();
        foreach (var (one, a) in sizes)
        {
            (made[one], made[$"{one} + 1"], made[$"{one} - 1"], made[$"2 * {one}"]) = (a, a + 1, a - 1, 2 * a);
            foreach (var (other, b) in sizes.Where(item => item.Key != one))
            {
                made[$"{one} - {other}"] = a - b;
                if (a % b == 0)
                {
                    made[$"{one} / {other}"] = a / b;
                }

                if (string.CompareOrdinal(one, other) < 0)
                {
                    (made[$"{one} + {other}"], made[$"{one} * {other}"]) = (a + b, a * b);
                }
            }
        }

        return made;
    }

    private static string Words(Dictionary<string, int> sizes) => string.Join(' ', sizes.Select(item => $"{item.Key}={item.Value}"));
}
