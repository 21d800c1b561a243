using GradCheck.Python.Syntax;
using GradCheck.Python.Values;
using NdArray = GradCheck.Python.Arrays.NdArray;

namespace GradCheck.Python.Runtime;

/// <content>Expressions on a line of their own: what they change is all that they do.</content>
internal sealed partial class Interpreter
{
    /// <summary>Evaluates an expression for its effect; the observer is told of the arrays that it changed, as with <c>np.add.at(dW, index, dout)</c>.</summary>
    private void ExecuteAlone(ExpressionStatement statement, Scope scope)
    {
        if (observer is null || statement.Value is not CallExpression call)
        {
            Evaluate(statement.Value, scope);
            return;
        }

        var given = call.Arguments.Concat(call.Function is AttributeExpression method ? [method.Value] : []);
        var arrays = given.Select(part => Whole(part, scope)).Where(whole => whole?.Value is NdArray).Select(whole => whole!.Value).DistinctBy(whole => whole.Name)
            .Select(whole => (whole.Name, Array: (NdArray)whole.Value, whole.Owner, ((NdArray)whole.Value).Storage.Version)).ToList();
        Evaluate(call, scope);
        foreach (var (name, array, owner, version) in arrays)
        {
            if (array.Storage.Version != version)
            {
                observer.Assigned(new(scope.Frame, statement, name, array, InPlace: true, Position: -1) { Object = owner });
            }
        }
    }
}
