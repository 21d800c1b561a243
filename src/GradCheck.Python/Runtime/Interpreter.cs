using System.Runtime.CompilerServices;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <summary>Runs a program: its tree, evaluated as it stands.</summary>
/// <remarks>
/// <para>Every statement and every expression is a step of the budget, charged before it is evaluated; what grows is charged
/// where it grows. The evaluator calls itself as deep as the tree is and as the program's calls are. Both are limited, and
/// so that no host's stack can overflow whatever its size, each block and expression first asks whether the stack still
/// has room: where it has none, the program's own <c>RecursionError</c> says so.</para>
/// <para>An instance serves one run of one file at a time. Loading evaluates only what stands outside of functions, so that
/// a file with one line edited is quick to load again.</para>
/// </remarks>
internal sealed partial class Interpreter
{
    private readonly ProgramTree tree;
    private readonly RunSession session;
    private readonly Library library;
    private readonly RunObserver? observer;
    private readonly Scope module;
    private readonly OrderedDictionary<string, FunctionStatement> functions = [];
    private readonly List<ProgramError> loadErrors = [];
    private readonly Dictionary<string, ProgramError> stoppedNames = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ClassStatement> classes = [];
    private readonly CallBack callBack;
    private int calls;
    private int depth;

    /// <param name="tree">The file.</param>
    /// <param name="session">What the run shares: budget, tape, printed text.</param>
    /// <param name="observer">Who watches; null for nobody.</param>
    public Interpreter(ProgramTree tree, RunSession session, RunObserver? observer = null)
    {
        this.tree = tree;
        this.session = session;
        library = session.Language.Library;
        this.observer = observer;
        module = new(null, null, new(0, "<module>", null, default), string.Empty);
        callBack = Invoke;
    }

    /// <summary>The functions that the file defines at its top level, in the order of their first definition; the last definition of a name counts.</summary>
    public IReadOnlyDictionary<string, FunctionStatement> Functions => functions;

    /// <summary>The classes that the file defines at its top level, in the order of their first definition; the last definition of a name counts.</summary>
    public IReadOnlyDictionary<string, ClassStatement> Classes => classes;

    /// <summary>What went wrong at the top level of the file; the statements after it were run all the same.</summary>
    public IReadOnlyList<ProgramError> LoadErrors => loadErrors;

    /// <summary>The names of the function that was called from outside last, and their values when it ended.</summary>
    public IReadOnlyDictionary<string, Value> Locals { get; private set; } = new Dictionary<string, Value>();

    /// <summary>The names of the file and their values.</summary>
    public IReadOnlyDictionary<string, Value> Globals => module.Values;

    /// <summary>
    /// Runs the top level of the file: definitions, constants, imports. Where no line imports anything, the functions were
    /// pasted without the head of their file, and what stands in the language without an import (<c>np</c>) is what it is everywhere.
    /// </summary>
    /// <param name="asScript">Whether <c>__name__</c> is <c>"__main__"</c>; if not, what stands behind that <c>if</c> is left alone, as in an import.</param>
    /// <exception cref="ProgramException">The budget ran out. Any other error is kept in <see cref="LoadErrors"/>.</exception>
    public void Load(bool asScript = false)
    {
        module.Values["__name__"] = new StringValue(asScript ? "__main__" : "program");
        if (!tree.Body.Any(statement => statement is ImportStatement))
        {
            foreach (var (name, standing) in session.Language.Standing)
            {
                module.Values[name] = new ModuleValue(standing);
            }
        }

        foreach (var statement in tree.Body)
        {
            try
            {
                Top(statement);
            }
            catch (ProgramException failure) when (failure.Error.Kind != ProgramErrorKind.Budget)
            {
                loadErrors.Add(failure.Error);
                Miss(statement, failure.Error);
            }
        }
    }

    /// <summary>Gives a name of the file a value, as an earlier call of one of its functions has left it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Restore(string name, Value value) => module.Values[name] = value;

    /// <summary>Runs the file as a script: to its end, or to its first error.</summary>
    /// <exception cref="ProgramException">The program's error.</exception>
    public void Run()
    {
        module.Values["__name__"] = new StringValue("__main__");
        foreach (var statement in tree.Body)
        {
            Top(statement);
        }
    }

    /// <summary>Calls a function of the file.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <returns>What it returns.</returns>
    /// <exception cref="ProgramException">The program's error, with the calls it passed through.</exception>
    public Value Call(string function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>>? keywords = null)
    {
        var value = module.Values.TryGetValue(function, out var found) ? found : throw Undefined(function, module, default);
        depth = 0;
        return Invoke(value, positional, keywords ?? [], default);
    }

    private void Top(Statement statement)
    {
        depth = 0;
        current = module;
        try
        {
            Execute(statement, module);
        }
        catch (ProgramException failure) when (Leave(failure, module.Frame))
        {
            throw;
        }
    }

    private CallContext At(Span span) => new(span, session, callBack);

    private static void EnsureStack(Span span)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Exceptions.TooDeep(string.Empty, span);
        }
    }
}
