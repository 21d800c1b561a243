using GradCheck.Python.Syntax;

namespace GradCheck.Python.Values;

/// <summary>A function or a lambda of the program itself.</summary>
/// <param name="name">Its name; <c>&lt;lambda&gt;</c> for a lambda.</param>
/// <param name="signature">Its parameters, with the values of the defaults, made when it was defined.</param>
/// <param name="body">Its statements; a lambda's is one <c>return</c>.</param>
/// <param name="closure">The scope it was defined in.</param>
internal sealed class FunctionValue(string name, Signature signature, IReadOnlyList<Statement> body, Scope closure) : Value
{
    public string Name { get; } = name;

    public Signature Signature { get; } = signature;

    public IReadOnlyList<Statement> Body { get; } = body;

    public Scope Closure { get; } = closure;

    /// <summary>Its name with those of the functions it was defined in, as errors tell it: <c>outer.&lt;locals&gt;.inner</c>.</summary>
    public string QualifiedName { get; init; } = name;

    /// <summary>What tells it from others as a key.</summary>
    public string Identity => field ??= Identities.Next();

    /// <summary>Its name as a call of it is told: that of a method with its class, <c>BatchNorm.forward</c>.</summary>
    public string FrameName { get; init; } = name;

    /// <summary>Whether a call of it makes a generator.</summary>
    public bool IsGenerator { get; init; }

    /// <summary>The names that a <c>:=</c> in it binds.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Whether a class that has it makes no objects: <c>@abstractmethod</c>.</summary>
    public bool IsAbstract { get; set; }

    /// <summary>The class that it is written in, if any.</summary>
    public ClassCell? Class { get; init; }

    /// <summary>What it runs within, as in a <c>with</c> around its body; null for nothing.</summary>
    public ObjectValue? Around { get; init; }

    public override string TypeName => "function";

    /// <summary>The same function within something that a decorator gives.</summary>
    public FunctionValue Within(ObjectValue around) => new(Name, Signature, Body, Closure) { QualifiedName = QualifiedName, FrameName = FrameName, Class = Class, IsGenerator = IsGenerator, Named = Named, IsAbstract = IsAbstract, Around = around };
}

/// <summary>A function bound to the object, or to the class, that it is called on.</summary>
/// <param name="function">The function.</param>
/// <param name="self">Its first argument.</param>
internal sealed class MethodValue(Value function, Value self) : Value
{
    public Value Function { get; } = function;

    public Value Self { get; } = self;

    public override string TypeName => "method";
}

/// <summary>A function of the library, perhaps bound to the value whose method it is.</summary>
internal sealed class LibraryValue(LibraryFunction function, Value? receiver = null) : Value
{
    public LibraryFunction Function { get; } = function;

    public Value? Receiver { get; } = receiver;

    public override string TypeName => (Receiver is null ? Function.Words : CallWords.Python).FunctionType;
}

/// <summary>A module: a prefix of names in the library's tables, such as <c>numpy</c> or <c>numpy.random</c>.</summary>
internal sealed class ModuleValue(string name) : Value
{
    public string Name { get; } = name;

    public override string TypeName => "module";
}

/// <summary>Something imported that is not here; using it is an error that names it.</summary>
internal sealed class UnavailableValue(string module, string name) : Value
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public override string TypeName => "module";
}

/// <summary>A type: <c>int</c>, <c>float</c>, <c>np.float64</c>, <c>ValueError</c>. What calling it does is the library's table.</summary>
internal sealed class TypeValue(string name) : Value
{
    public string Name { get; } = name;

    /// <summary>The last part of its name, its <c>__name__</c>.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    public override string TypeName => "type";
}

/// <summary>An exception as a value: its type and its arguments.</summary>
internal sealed class ExceptionValue(string type, IReadOnlyList<Value> arguments) : Value
{
    public string Type { get; } = type;

    public IReadOnlyList<Value> Arguments { get; } = arguments;

    /// <summary>The object that it is, where its class is one of the program; null for an exception of the language.</summary>
    public ObjectValue? Instance { get; init; }

    public override string TypeName => Type;
}
