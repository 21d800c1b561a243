using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A student's own code, and the layer that it is meant to be.</summary>
public record ProgramCheckRequest : RequestObject
{
    /// <summary>The code: a whole file, or the functions alone. Instead of it `forward` and `backward` may hold the lines without a `def`.</summary>
    public Field<string>? Code { get; init; }

    /// <summary>A notebook in place of `code`: what its `.ipynb` file holds, as an object or as text. Its code cells are run in their order; answers count lines within a `cell`.</summary>
    public Field<Notebook>? Notebook { get; init; }

    /// <summary>How the code is called: as `functions`, as a `class`, or as a `script`, whose lines are a forward pass, a loss and the gradients behind it. Found by itself where it is left out.</summary>
    public Field<string>? Form { get; init; }

    /// <summary>Of a script: the name of the number whose gradients it takes; by default the one that `.backward()` is called on, or the last one before the first gradient.</summary>
    public Field<string>? Loss { get; init; }

    /// <summary>The lines of a forward pass without a `def`. They find the inputs under their names (`x`, `gamma`, `beta`, `eps`) and leave `out`.</summary>
    public Field<string>? Forward { get; init; }

    /// <summary>The lines of a backward pass without a `def`. They find `dout` and every name of `forward`, and leave `dx`, `dgamma`, `dbeta`.</summary>
    public Field<string>? Backward { get; init; }

    /// <summary>The layer: one of the catalogue, or `affine`, `relu`, `dropout`, `softmax_loss`, `svm_loss`, `conv`, `max_pool`, or `custom`.</summary>
    [Required]
    public Field<string>? Layer { get; init; }

    /// <summary>The class to check, where the code has several; by default it is found by its methods, or by the layer's name.</summary>
    public Field<string>? ClassName { get; init; }

    /// <summary>The arguments of the class's constructor, by name; by default the sizes and parameters of the layer, under their usual names. Each is a number, a truth value, a text, or nested arrays of numbers.</summary>
    public Field<IReadOnlyDictionary<string, InitValue>>? Init { get; init; }

    /// <summary>The name of the forward function, or method; by default it is found by the course's names, such as `batchnorm_forward`.</summary>
    public Field<string>? ForwardName { get; init; }

    /// <summary>The name of the backward function, or method; by default it is found by the course's names, such as `batchnorm_backward`.</summary>
    public Field<string>? BackwardName { get; init; }

    /// <summary>The seed of the cases that the code is run on, a whole number.</summary>
    [DefaultValue(1)]
    public Field<double>? Seed { get; init; }

    /// <summary>The profile of the only case of a normalization layer. By default there are two: a discriminating one, and one with a variance far below `eps` and `eps = 1e-3`.</summary>
    public Field<string>? Profile { get; init; }

    /// <summary>Inputs of your own in place of seeded ones, by name: `x`, `gamma`, `beta` of a normalization layer, `x`, `w`, `b` of a dense one. For `custom`: the arguments, in order.</summary>
    public Field<IReadOnlyDictionary<string, Field<Tensor>>>? Inputs { get; init; }

    /// <summary>The names of `inputs` of a script that are whole numbers, such as indices and labels.</summary>
    public Field<IReadOnlyList<string>>? Integers { get; init; }

    /// <summary>The gradient that comes in, for inputs of your own; by default one from the seed, and 1 for a loss. Of a `custom` function with several outputs one for each: an object by the names that the forward function returns, or a list.</summary>
    public DoutField? Dout { get; init; }

    /// <summary>For `custom`: which of the inputs to differentiate, in the order in which the backward function returns their gradients. In a dictionary they are found by their names. Of a script: the names whose gradients have to be there; by default each that it has.</summary>
    public Field<IReadOnlyList<string>>? Differentiate { get; init; }

    /// <summary>The constant added to the variance, for inputs of your own; 1e-5 by default.</summary>
    public Field<double>? Eps { get; init; }

    /// <summary>Into how many groups the channels are cut, for inputs of your own of a `groupnorm`.</summary>
    public Field<double>? Groups { get; init; }

    /// <summary>For a normalization layer: what is taken off `m` in the divisor of its variance, 0 or 1; 0 by default.</summary>
    public Field<double>? Ddof { get; init; }

    /// <summary>For a normalization layer: what `momentum` is the share of, `old`, which is the default, or, as in PyTorch, `new`; then it is 0.1 in the dictionary.</summary>
    public Field<string>? MomentumOf { get; init; }

    /// <summary>For a normalization layer: the `ddof` of the variance that is averaged into `running_var`; by default that of `ddof`.</summary>
    public Field<double>? RunningDdof { get; init; }

    /// <summary>For a normalization layer: where its channels stand, `first`, which is the default, or `last`.</summary>
    public Field<string>? Channels { get; init; }

    /// <summary>For inputs of your own of a `layernorm` or `rmsnorm`: the sizes of the last axes that are normalized together.</summary>
    public Field<Tensor>? NormalizedShape { get; init; }

    /// <summary>Which long parts of the answer to include; all by default.</summary>
    public Field<IReadOnlyList<ProgramPart>>? Include { get; init; }
}
