using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Torch;

/// <summary>Whatever a function of torch is given, it makes something of it or ends in an error of the program.</summary>
public class AnyArgumentTests
{
    private const int Draws = 60;

    private static readonly Func<CallContext, Value>[] Pool =
    [
        _ => Tensor([3, 4]),
        _ => Tensor([3, 4]),
        _ => Tensor([4]),
        _ => Tensor([]),
        _ => Tensor([2, 3, 4]),
        _ => Tensor([0, 3]),
        _ => Tensor([0]),
        context => Leaf(context, [3, 4]),
        _ => new TorchTensor(NdArray.Of([3], DType.Int64, [2, 0, 1])),
        _ => new TorchTensor(NdArray.Of([3, 4], DType.Int64, [0, 1, 2, 3, 0, 1, 2, 3, 0, -1, 2, 9])),
        _ => new TorchTensor(NdArray.Of([4], DType.Bool, [1, 0, 1, 1])),
        _ => NdArray.Of([2, 2], [1.0, 2, 3, 4]),
        _ => IntegerValue.Of(0),
        _ => IntegerValue.Of(1),
        _ => IntegerValue.Of(-1),
        _ => IntegerValue.Of(7),
        _ => new IntegerValue(System.Numerics.BigInteger.Pow(10, 30)),
        _ => new FloatValue(0.5),
        _ => new FloatValue(double.NaN),
        _ => BooleanValue.True,
        _ => NoneValue.Instance,
        _ => new StringValue("sum"),
        _ => new TupleValue(IntegerValue.Of(1), IntegerValue.Of(0)),
        _ => new TupleValue(IntegerValue.Of(2), IntegerValue.Of(-1)),
        _ => new ListValue([IntegerValue.Of(1)]),
        _ => new ListValue([]),
        _ => new ListValue([Tensor([3, 4]), Tensor([3, 4])]),
        _ => TensorType.Float32,
        _ => TensorType.Int64,
    ];

    public static TheoryData<string> Families => [.. Functions().Select(function => function.Name[..function.Name.LastIndexOf('.')]).Distinct()];

    [Theory]
    [MemberData(nameof(Families))]
    public void Call_WithAnyArguments_EndsInAResultOrAnErrorOfTheProgram(string family)
    {
        var wrong = new List<string>();
        foreach (var function in Functions().Where(function => function.Name[..function.Name.LastIndexOf('.')] == family))
        {
            // The same draws in every run.
            var random = new Random(function.Name.Aggregate(7, (hash, letter) => unchecked((hash * 31) + letter)));
            for (var draw = 0; draw < Draws; draw++)
            {
                var session = new RunSession(new Budget(BudgetLimits.Default with { Elements = 500_000, Bytes = 16_000_000, Steps = 100_000 }), GradientTape.Start(), Languages.Course);
                var context = new CallContext(default, session, (_, _, _, span) => throw Errors.Type("not callable", span));
                var places = Enumerable.Range(0, random.Next(1, 5)).Select(k => k == 0 && draw % 4 != 0 ? random.Next(11) : random.Next(Pool.Length)).ToArray();
                try
                {
                    Value[] given = [.. places.Select(place => Pool[place](context))];
                    function.Apply(context, function.Signature.Bind(function.Words, function.Name, given, [], default));
                }
                catch (ProgramException)
                {
                    // That is how it may end.
                }
                catch (Exception crash) when (crash is not OutOfMemoryException)
                {
                    wrong.Add($"{function.Name}({string.Join(", ", places)}): {crash.GetType().Name} {crash.Message} {crash.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("GradCheck.Python.", StringComparison.Ordinal))?.Trim()}");
                    break;
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {family}:\n{string.Join('\n', wrong)}");
    }

    // The receivers of what belongs to a class are checked where it is bound.
    private static IEnumerable<LibraryFunction> Functions() => Languages.Course.Library.Parts.SelectMany(part => part.Families).SelectMany(found => found.Functions)
        .Where(function => function.Name.StartsWith("torch.", StringComparison.Ordinal) || function.Name.StartsWith("Tensor.", StringComparison.Ordinal))
        .Where(function => function.Signature.Names.FirstOrDefault() is not ("self" or "cls"));

    private static TorchTensor Tensor(int[] shape) => new(NdArray.Of(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (size, length) => size * length)).Select(k => (k * 0.7) - 2)]));

    private static TorchTensor Leaf(CallContext context, int[] shape)
    {
        var tensor = Tensor(shape);
        Leaves.Require(context, tensor, required: true);
        return tensor;
    }
}
