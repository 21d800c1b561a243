using System.Numerics;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>What a constructor is given: what the client gives, else the values of the case, else sizes by their usual names.</summary>
/// <param name="plan">The class.</param>
/// <param name="init">What the client gives, by name.</param>
/// <param name="subject">The layer.</param>
/// <param name="trial">The case.</param>
internal sealed class ConstructorArguments(ClassPlan plan, IReadOnlyDictionary<string, InitValue> init, Subject subject, Trial trial)
{
    private static readonly HashSet<string> InputSizes =
        [.. "numfeatures nfeatures features numfeature infeatures infeature ninputs ninput numinputs inputsize inputdim indim insize nin inputdimension inputs fanin ninp din inputfeatures inunits inchannels inputchannels numchannels channels nchannels dim dimension dimensions d size hiddensize normalizedshape normshape shape ndim embdim dmodel units0 embeddim cin c inputshape hiddendim inputunits inputchannel inchannel inf dimodel numhiddens nhidden emb featuredim featuresize nfeature".Split(' ')];

    private static readonly HashSet<string> OutputSizes =
        [.. "outfeatures outfeature noutputs noutput numoutputs outputsize outputdim outdim outsize nout outputdimension nneurons neurons units numunits nunits fanout dout outputs outputfeatures outunits outchannels outputchannels numfilters nfilters filters nout0 cout f outputunits outputchannel outchannel outf".Split(' ')];

    private static readonly HashSet<string> KernelSizes = [.. "kernelsize kernel filtersize kernelshape poolsize pool windowsize window k size fsize kernelheight kernelwidth poolheight poolwidth".Split(' ')];

    private const double UsualEps = 1e-5;

    private const double UsualMomentum = 0.9;

    /// <summary>How functions end that make parameters of a shape.</summary>
    private static readonly string[] Makers = ["initfn", "initfunc", "initializer"];

    /// <summary>Names of the case's values that the constructor takes: no method is given them again.</summary>
    public IReadOnlyList<string> Taken => [.. Parameters.Select(parameter => IngredientOf(parameter)).OfType<string>().Distinct()];

    private IReadOnlyList<Parameter> Parameters => plan.Init is null ? [] : [.. plan.Init.Parameters.Items.Skip(1), .. plan.Init.Parameters.KeywordOnly];

    /// <summary>The arguments.</summary>
    /// <param name="session">The run.</param>
    /// <param name="made">The case's values, by name.</param>
    public IReadOnlyList<KeyValuePair<string, Value>> Bind(RunSession session, IReadOnlyDictionary<string, Value> made)
    {
        var parameters = Parameters;
        var span = plan.Init?.Span ?? plan.Forward.Span;
        if (init.Keys.FirstOrDefault(name => !parameters.Any(parameter => parameter.Name == name)) is { } stray && plan.Init?.Parameters.Keywords is null)
        {
            var there = parameters.Count == 0 ? "takes nothing" : $"takes {string.Join(", ", parameters.Select(parameter => $"`{parameter.Name}`"))}";
            throw CallArguments.Cannot($"`init` has `{stray}`, but the constructor of `{plan.Class}` {there}", span);
        }

        var given = new List<KeyValuePair<string, Value>>();
        foreach (var parameter in parameters)
        {
            if (ValueOf(parameter, session, made) is { } value)
            {
                given.Add(new(parameter.Name, value));
            }
            else if (parameter.Default is null)
            {
                throw CallArguments.Cannot($"the constructor of `{plan.Class}` takes `{parameter.Name}`, and nothing is known for it: give it as `init`", span);
            }
        }

        given.AddRange(init.Where(item => !parameters.Any(parameter => parameter.Name == item.Key)).Select(item => KeyValuePair.Create(item.Key, Of(item.Key, item.Value, session))));
        return given;
    }

    private Value? ValueOf(Parameter parameter, RunSession session, IReadOnlyDictionary<string, Value> made) =>
        init.TryGetValue(parameter.Name, out var own) ? Of(parameter.Name, own, session)
        : IngredientOf(parameter) is { } ingredient ? made[ingredient]
        : parameter.Default is null ? SizeOf(parameter.Name) ?? Usual(parameter.Name, session)
        : null;

    /// <summary>The value of the case that a parameter takes; null where it takes none.</summary>
    private string? IngredientOf(Parameter parameter)
    {
        // `bias=True` asks whether there is one.
        if (init.ContainsKey(parameter.Name) || parameter.Default is BooleanLiteral)
        {
            return null;
        }

        var inputs = trial.Ingredients.Where(ingredient => ingredient.Items.Count == 0).Concat(trial.Extras).ToList();
        bool Is(Ingredient ingredient) => parameter.Name == ingredient.Name
            || (subject.IsCourse && ingredient.Name != "x" && (Roles.Plain(parameter.Name) == Roles.Plain(ingredient.Name) || ParameterWords.IsCalled(parameter.Name, ingredient.Name)
                || (ingredient.Name == "eps" && Roles.Of(parameter.Name) == Role.Eps)));

        // The share of the old that an average keeps is the class's own affair.
        return inputs.Where(ingredient => ingredient.Name is not ("momentum" or "mode")).FirstOrDefault(Is)?.Name;
    }

    /// <summary>What a setting is as a rule that no gradient hangs on; null for any other name.</summary>
    private static Value? Usual(string name, RunSession session) => Roles.Of(name) == Role.Eps ? new FloatValue(UsualEps)
        : ParameterWords.IsTraining(name) is { } training ? BooleanValue.Of(training)
        : Roles.Plain(name) is "momentum" or "alpha" or "decay" ? new FloatValue(UsualMomentum)
        : Roles.Plain(name) is { } plain && Array.Exists(Makers, plain.EndsWith) ? session.Language.Library.Find("numpy.random", "randn")
        : null;

    /// <summary>A size by its usual name; null for any other name.</summary>
    private IntegerValue? SizeOf(string name)
    {
        var plain = Roles.Plain(name);
        var shapes = trial.Ingredients.Where(ingredient => ingredient.Shape is { Length: > 0 }).ToList();
        var first = shapes.FirstOrDefault()?.Shape;
        var weights = shapes.Find(ingredient => ingredient.Name == "w")?.Shape;
        int? size = first is null ? null
            : weights is { Length: 4 } && KernelSizes.Contains(plain) ? weights[2]
            : OutputSizes.Contains(plain) ? weights is null ? 3 : weights is [var filters, _, _, _] ? filters : weights[^1]
            : InputSizes.Contains(plain) ? weights is [var features, _] ? features : first.Length == 4 && !(subject.Trials[0].Batch?.Layer.HasChannelsLast ?? false) ? first[1] : first[^1]
            : null;
        return size is null ? null : new IntegerValue(new BigInteger(size.Value));
    }

    private Value Of(string name, InitValue given, RunSession session)
    {
        if (given.Numbers is not { } numbers)
        {
            return given.Flag is { } flag ? BooleanValue.Of(flag) : given.Text is { } text ? new StringValue(text) : NoneValue.Instance;
        }

        int[] shape = [.. numbers.Shape.Sizes];
        double[] values = [.. numbers.Values];
        var isDifferentiable = subject.Inputs.Contains(name);
        return isDifferentiable ? session.Tape.Input(name, shape, values)
            : shape.Length == 0 ? given.IsWhole ? new IntegerValue(new BigInteger(values[0])) : new FloatValue(values[0])

            // Sizes of layers stand in a list.
            : given.IsWhole && shape.Length == 1 ? new ListValue([.. values.Select(value => new IntegerValue(new BigInteger(value)))])
            : NdArray.Of(shape, values);
    }
}
