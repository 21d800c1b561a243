using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Classes;

/// <summary><c>super()</c>: an object, or a class, seen from behind a class that it inherits from.</summary>
/// <param name="behind">The class.</param>
/// <param name="self">The object or the class that methods are bound to.</param>
/// <param name="of">The class of that object, or it itself.</param>
internal sealed class SuperValue(ClassValue behind, Value self, ClassValue of) : ObjectValue
{
    public override string TypeName => "super";

    public override bool AnswersForSpecialNames => true;

    public override IEnumerable<string> AttributeNames => Rest.SelectMany(one => one.Members.Keys);

    private IEnumerable<ClassValue> Rest => of.Mro.SkipWhile(one => one != behind).Skip(1);

    public override Value? Attribute(CallContext context, string name)
    {
        foreach (var one in Rest)
        {
            if (one.Members.TryGetValue(name, out var member))
            {
                return member is PropertyValue property && self is InstanceValue ? property.Get(context, self, name)
                    : self is ClassValue && member is FunctionValue or LibraryValue ? member
                    : InstanceValue.Bind(member, self, of);
            }
        }

        if (of.Missing is { } missing && (name == "__init__" || !name.StartsWith("__", StringComparison.Ordinal)))
        {
            return name == "__init__" ? Passed(context, missing) : throw new ProgramException(missing with { Span = context.Span });
        }

        return of.Inherited(context, name) is { } inherited ? new LibraryValue(inherited, inherited.Signature.IsMethod && self is InstanceValue ? self : null) : null;
    }

    // What an unseen class prepares is mostly nothing; where it is something, it will be missed by its name.
    private static LibraryValue Passed(CallContext context, ProgramError missing)
    {
        context.Session.PassOver($"super().__init__() was passed over: {missing.Message}", context.Span);
        return new(new("object.__init__", "*args, **kwargs", "Nothing.", (_, _) => NoneValue.Instance));
    }
}
