using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Scripts: the lines of a file as one call, whose names are those of the file.</content>
internal sealed partial class Interpreter
{
    /// <summary>Runs lines as if they stood in the file, and watches them as a call.</summary>
    /// <param name="script">The lines.</param>
    /// <param name="given">Names of the file that have a value before.</param>
    /// <param name="isPassedOver">Whether an error of a line is no reason to end the run.</param>
    /// <returns>What they return.</returns>
    /// <exception cref="ProgramException">The error of a line.</exception>
    public Value Play(FunctionStatement script, IReadOnlyDictionary<string, Value> given, Func<Statement, ProgramError, bool> isPassedOver)
    {
        var frame = new Frame(++calls, script.Name, null, default);
        var scope = new Scope(null, null, frame, string.Empty, module.Values);
        foreach (var (name, value) in given)
        {
            module.Values[name] = value;
        }

        module.Values["__name__"] = new StringValue("__main__");
        observer?.Called(frame, given);
        Locals = scope.Values;
        foreach (var statement in script.Body)
        {
            (depth, current) = (0, scope);
            try
            {
                if (Execute(statement, scope) == Flow.Return)
                {
                    break;
                }
            }
            catch (ProgramException failure) when (Leave(failure, frame) || isPassedOver(statement, failure.Error))
            {
                Miss(statement, failure.Error);
            }
        }

        current = null;
        var result = scope.Returned ?? NoneValue.Instance;
        return observer?.Returned(frame, scope.ReturnedBy, result) ?? result;
    }
}
