using GradCheck.Programs.Names;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Classes;

/// <summary>Finds the class of a file that is meant, and its forward and backward methods.</summary>
/// <param name="view">The classes of the file.</param>
/// <param name="request">The request.</param>
/// <param name="subject">The layer.</param>
internal sealed class ClassFinder(ClassView view, ProgramRequest request, Subject subject)
{
    private static readonly string[] ForwardNames = ["forward", "forward_pass", "__call__", "call", "forward_propagation", "forward_prop", "fwd", "feedforward", "feed_forward"];

    private static readonly string[] BackwardNames = ["backward", "backward_pass", "backprop", "back_prop", "backpropagate", "backpropagation", "backward_propagation", "backward_prop", "bwd", "back", "grad", "gradient"];

    private static readonly string[] LossNames = ["loss", "compute_loss", "loss_and_grad", "loss_and_grads", "loss_and_gradients", "compute_loss_and_grads", "forward_backward", "forward_and_backward"];

    /// <summary>The classes whose methods torch calls, with a context.</summary>
    public static readonly IReadOnlyList<string> Engines = ["Function", "autograd.Function"];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["batchnorm"] = ["batchnorm", "batchnormalization", "bn"],
        ["spatial_batchnorm"] = ["batchnorm2d", "spatialbatchnorm", "bn2d"],
        ["layernorm"] = ["layernorm", "layernormalization", "ln"],
        ["rmsnorm"] = ["rmsnorm", "rms"],
        ["groupnorm"] = ["groupnorm", "gn"],
        ["instancenorm"] = ["instancenorm", "instance"],
        ["affine"] = ["affine", "linear", "dense", "fullyconnected", "fc"],
        ["relu"] = ["relu"],
        ["dropout"] = ["dropout"],
        ["softmax_loss"] = ["softmaxwithloss", "softmaxloss", "softmaxcrossentropy", "crossentropy", "softmax"],
        ["svm_loss"] = ["svm", "hinge"],
        ["conv"] = ["conv"],
        ["max_pool"] = ["maxpool", "pool"],
    };

    /// <summary>The classes that have a forward and a backward method, or one that returns a loss and its gradients.</summary>
    public IReadOnlyList<ClassPlan> Candidates => [.. view.All.Select(PlanOf).OfType<ClassPlan>()];

    /// <summary>The plan of a class that was asked for by its name; null where it has no methods to check.</summary>
    /// <param name="name">The name.</param>
    public ClassPlan? Named(string name) => view.Find(name) is { } made ? PlanOf(made) : null;

    /// <summary>The classes that may be meant: by the layer's name, else those that no other one is made from.</summary>
    public IReadOnlyList<ClassPlan> Meant()
    {
        var all = Candidates;
        if (all.Count < 2)
        {
            return all;
        }

        foreach (var word in Words.GetValueOrDefault(subject.Id) ?? [])
        {
            var exact = all.Where(plan => Roles.Plain(plan.Class) == word).ToList();
            var named = exact.Count > 0 ? exact : [.. all.Where(plan => IsNamed(Roles.Plain(plan.Class), word))];
            if (named.Count > 0)
            {
                return Outermost(named);
            }
        }

        return Outermost(all);
    }

    /// <summary>Those that no other of them uses or inherits from.</summary>
    private List<ClassPlan> Outermost(IReadOnlyList<ClassPlan> plans)
    {
        var used = plans.SelectMany(plan => UsedBy(view.Find(plan.Class)!).Where(name => name != plan.Class)).ToHashSet();
        var left = plans.Where(plan => !used.Contains(plan.Class)).ToList();
        return left.Count > 0 ? left : [.. plans];
    }

    private IEnumerable<string> UsedBy(ClassStatement made) => ClassView.BasesOf(made)
        .Concat(Walk.Statements(made.Body).SelectMany(Walk.Children).SelectMany(Walk.Expressions).OfType<NameExpression>().Select(name => name.Id))
        .Where(name => view.Find(name) is not null);

    private static bool IsNamed(string name, string word) => word.Length > 2 ? name.Contains(word, StringComparison.Ordinal) : name.StartsWith(word, StringComparison.Ordinal);

    private ClassPlan? PlanOf(ClassStatement made)
    {
        var methods = view.Methods(made);
        var backward = request.BackwardName is { } back ? methods.FirstOrDefault(method => method.Name == OwnName(back)) : Backward(methods);
        var forward = request.ForwardName is { } asked ? methods.FirstOrDefault(method => method.Name == OwnName(asked)) : Forward(methods, backward);
        // One method that does both may be named as either.
        if (backward is not null && backward == forward)
        {
            return new(made.Name, ClassKind.Object, forward, null, view.Method(made, "__init__"));
        }

        if (backward is null || forward is null)
        {
            return request.BackwardName is null && Loss(methods, forward) is { } loss ? new(made.Name, ClassKind.Object, loss, null, view.Method(made, "__init__")) : null;
        }

        var isContext = view.IsA(made, Engines) && forward.Parameters.Items.Count > 0;
        var kind = isContext ? ClassKind.Context : ClassView.IsStatic(forward) ? ClassKind.Static : ClassKind.Object;
        return new(made.Name, kind, forward, backward, view.Method(made, "__init__")) { Setup = isContext ? view.Method(made, ContextSetup.Name) : null };
    }

    private static string OwnName(string name) => Roles.Own(name);

    private static FunctionStatement? Backward(IReadOnlyList<FunctionStatement> methods)
    {
        var real = methods.Where(method => !ClassView.IsAbstract(method)).ToList();
        return BackwardNames.Select(name => real.Find(method => method.Name == name)).FirstOrDefault(method => method is not null)
            ?? real.Find(method => Has(method, "backward") || Has(method, "backprop"));
    }

    private static FunctionStatement? Forward(IReadOnlyList<FunctionStatement> methods, FunctionStatement? backward)
    {
        var real = methods.Where(method => !ClassView.IsAbstract(method)).ToList();
        var stem = backward?.Name.Replace("backward", "forward", StringComparison.Ordinal);
        return (stem is null || stem == backward!.Name ? null : real.Find(method => method.Name == stem))
            ?? ForwardNames.Select(name => real.Find(method => method.Name == name)).FirstOrDefault(method => method is not null)
            ?? real.Find(method => Has(method, "forward"))
            ?? (backward is null ? null : LossNames.Select(name => real.Find(method => method.Name == name)).FirstOrDefault(method => method is not null));
    }

    /// <summary>The method that returns a loss and its gradients, or leaves them in the object.</summary>
    private FunctionStatement? Loss(IReadOnlyList<FunctionStatement> methods, FunctionStatement? forward)
    {
        if (request.ForwardName is not null)
        {
            return forward;
        }

        var real = methods.Where(method => !ClassView.IsAbstract(method)).ToList();
        return LossNames.Select(name => real.Find(method => method.Name == name)).FirstOrDefault(method => method is not null)
            ?? real.Find(method => Has(method, "loss") && Has(method, "grad"));
    }

    private static bool Has(FunctionStatement method, string word) => method.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
