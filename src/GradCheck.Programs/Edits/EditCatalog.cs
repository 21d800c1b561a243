using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>The small changes of a line that are tried, smallest first.</summary>
internal static class EditCatalog
{
    /// <summary>The edits of one node in a value, by what they change.</summary>
    private static readonly Func<Expression, EditScope, IEnumerable<Variant>>[] OfNode =
        [
            Reductions.Of, Powers.Of, Factors.Of, Names.Of, Layouts.Of, Jacobians.Of, Draws.Of, Slips.Of, Dropped.Of, Derivatives.Of, Displays.Of, Bessel.Of, Terms.OfCall,
        ];

    /// <summary>The edits of a statement.</summary>
    public static IEnumerable<Edit> Of(Statement statement, EditScope scope) =>
        All(statement, scope).Concat(Slips.OfSign(statement, scope)).OrderBy(edit => edit.Cost);

    /// <summary>The edits of the head of a loop or a branch: how far it goes, under which condition.</summary>
    public static IEnumerable<Edit> OfHeader(Statement statement, EditScope scope) => statement switch
    {
        ForStatement loop => Ranges.OfLoop(loop.Source).Concat(Within(loop.Source, scope)).Concat(Extents.Of(loop.Source, scope))
            .Select(variant => Headed(variant, loop, loop with { Source = variant.Made })),
        WhileStatement loop => Within(loop.Test, scope).Select(variant => Headed(variant, loop, loop with { Test = variant.Made })),
        IfStatement branch => Within(branch.Test, scope).Select(variant => Headed(variant, branch, branch with { Test = variant.Made })),
        _ => [],
    };

    private static Edit Headed(Variant variant, Statement header, Statement made) =>
        new(variant.Code, variant.Cost + 1, made) { Header = header, Node = variant.Node, Words = variant.Words };

    private static Edit Made(Variant variant, Statement made) =>
        new(variant.Code, variant.Cost, made) { Changed = variant.Changed, Node = variant.Node, Words = variant.Words };

    private static IEnumerable<Edit> All(Statement statement, EditScope scope) => statement switch
    {
        AssignStatement assign => OfAssign(assign, scope),
        AugmentedAssignStatement assign => Values(assign.Value, scope).Select(variant => Made(variant, assign with { Value = variant.Made }))
            .Concat(Augmented(assign, scope))
            .Concat(Places(assign.Target, scope)
                .Select(variant => Made(variant, assign with { Target = variant.Made }) with { Changed = null })),
        ReturnStatement { Value: { } value } back => OfReturn(back, value, scope),
        ExpressionStatement { Value: CallExpression { Function: AttributeExpression } call } alone => call.Arguments
            .SelectMany(argument => Values(argument, scope).Select(variant => Made(variant, alone with { Value = Walk.Replace(call, argument, variant.Made) }))),
        _ => [],
    };

    private static IEnumerable<Edit> OfAssign(AssignStatement assign, EditScope scope)
    {
        foreach (var variant in Values(assign.Value, scope))
        {
            yield return Made(variant, assign with { Value = variant.Made });
        }

        if (assign.Targets is [SubscriptExpression target])
        {
            foreach (var variant in Places(target, scope))
            {
                yield return Made(variant, assign with { Targets = [variant.Made] }) with { Changed = null };
            }

            yield return new("overwrites_instead_of_adding", 1, new AugmentedAssignStatement(target, BinaryOperator.Add, assign.Value, assign.Span));
            foreach (var added in Indices.AddedAt(target, assign.Value, scope))
            {
                yield return new("overwrites_instead_of_adding", 2, added) { Words = Indices.AddedOnce };
            }
        }

        if (assign.Targets is [NameExpression name] && scope.Names.ContainsKey(name.Id))
        {
            yield return new("overwrites_instead_of_adding", 2, new AugmentedAssignStatement(name, BinaryOperator.Add, assign.Value, assign.Span));
        }

        if (assign.Targets is [TupleExpression names])
        {
            foreach (var swapped in Names.Swapped(names))
            {
                // What was taken apart in another order is seen by its values; where it is not, a slip of a line is likelier.
                yield return new("cache_order", 4, assign with { Targets = [swapped] });
            }
        }
    }

    /// <summary>The variants of where a line writes to: which window, under which mask.</summary>
    private static IEnumerable<Variant> Places(Expression target, EditScope scope) =>
        target is not SubscriptExpression place ? Names.Of(target, scope)
        : place.Index is StringLiteral ? Displays.Of(place, scope)
        : Names.Of(place, scope).Concat(Within(place.Index, scope).Select(variant => variant with { Made = place with { Index = variant.Made } }));

    /// <summary>The variants of names, signs and comparisons in an index or a condition.</summary>
    private static IEnumerable<Variant> Within(Expression whole, EditScope scope) => Walk.Expressions(whole)
        .SelectMany(node => Names.Of(node, scope).Concat(node is BinaryExpression ? Factors.Of(node, scope) : []).Concat(Slips.Of(node, scope))
            .Select(variant => variant with { Made = Walk.Replace(whole, node, variant.Made), Node = new(node, variant.Made) }));

    private static IEnumerable<Edit> Augmented(AugmentedAssignStatement assign, EditScope scope)
    {
        if (assign.Operator is BinaryOperator.Add or BinaryOperator.Subtract)
        {
            var other = assign.Operator == BinaryOperator.Add ? BinaryOperator.Subtract : BinaryOperator.Add;
            yield return new("sign_flipped", 1, assign with { Operator = other });
            yield return new("adds_instead_of_assigning", 2, new AssignStatement([assign.Target], assign.Value, assign.Span));
        }

        if (assign is { Operator: BinaryOperator.Add, Target: SubscriptExpression target })
        {
            foreach (var added in Indices.AddedAt(target, assign.Value, scope))
            {
                yield return new("overwrites_instead_of_adding", 1, added) { Words = Indices.AddedOnce };
            }
        }
    }

    private static IEnumerable<Edit> OfReturn(ReturnStatement back, Expression value, EditScope scope)
    {
        if (value is not TupleExpression tuple)
        {
            var instead = value is NameExpression returned ? scope.Arrays.Where(name => name.StartsWith('d') && name != returned.Id) : [];
            return instead.Select(name => new Edit("wrong_name", 1, back with { Value = Build.Name(name, value.Span) }))
                .Concat(Values(value, scope).Select(variant => Made(variant, back with { Value = variant.Made })));
        }

        var swaps = Names.Swapped(tuple).Select(swapped => new Edit("swapped_returns", 1, back with { Value = swapped }));
        var others = tuple.Elements.OfType<NameExpression>().SelectMany(element => scope.Arrays
            .Where(name => name.StartsWith('d') && !tuple.Elements.OfType<NameExpression>().Any(returned => returned.Id == name))
            .Select(name => new Edit("wrong_name", 1, back with { Value = Walk.Replace(tuple, element, Build.Name(name, element.Span)) })));
        return swaps.Concat(others).Concat(tuple.Elements.SelectMany(element => Values(element, scope)
            .Select(variant => Made(variant, back with { Value = Walk.Replace(tuple, element, variant.Made) }))));
    }

    private static IEnumerable<Expression> PlacesIn(Expression node, EditScope scope) => node switch
    {
        SubscriptExpression { Value: AttributeExpression { Name: "shape" }, Index: var axis } => Walk.Expressions(axis),
        BinaryExpression { Operator: BinaryOperator.Power, Right: var exponent } => Walk.Expressions(exponent),
        _ => scope.Idioms.Reduction(node)?.Axis is { } reduced ? Walk.Expressions(reduced) : [],
    };

    private static IEnumerable<Variant> Values(Expression value, EditScope scope)
    {
        // A number that says which axis, or which power, is no count that somebody wrote as a number.
        var places = Walk.Expressions(value).SelectMany(node => PlacesIn(node, scope)).ToHashSet<object>(ReferenceEqualityComparer.Instance);

        // What is asked for its shape alone: a transpose or a factor there is no mistake that anybody makes.
        var measured = Walk.Expressions(value).OfType<AttributeExpression>().Where(part => part.Name == "shape").Select(part => part.Value).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var node in Walk.Expressions(value))
        {
            foreach (var variant in OfNode.SelectMany(edits => edits(node, scope)).Where(variant => (!measured.Contains(node) || variant.Made is NameExpression) && !(variant.Code == "not_divided_by_m" && places.Contains(node))))
            {
                yield return variant with
                {
                    Made = Walk.Replace(value, node, variant.Made),
                    Changed = ReferenceEquals(node, value) ? null : node.Span,
                    Node = new(node, variant.Made),
                };
            }
        }

        var around = Factors.Around(value, scope).Concat(Reductions.Around(value, scope)).Concat(Derivatives.Around(value, scope))
            .Concat(scope.MakesCount ? Counts.OfWhole(value, scope) : []).Concat(Names.Everywhere(value, scope));
        foreach (var variant in around)
        {
            yield return variant with { Node = variant.Node ?? new(value, variant.Made) };
        }
    }
}
