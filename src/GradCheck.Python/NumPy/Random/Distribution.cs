using GradCheck.Python.Builtins;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy.Random;

/// <summary>One function of <c>np.random</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Its parameters.</param>
/// <param name="Summary">One line for the docs page.</param>
/// <param name="Draw">What it does with a generator.</param>
internal sealed record Distribution(string Name, Signature Signature, string Summary, Func<CallContext, MersenneTwister, BoundArguments, Value> Draw);
