using System.Numerics;
using CsCheck;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>Trees that a program can have, and their expressions.</summary>
internal static class TreeGens
{
    private static readonly Span Nowhere = new(0, 0);
    private static readonly Gen<string> Name = Gen.OneOf("x", "dout", "np", "_", "print", "match", "σ2", "x_hat1", "lambda_");
    private static readonly Gen<string> Text = Gen.OneOf("", "a", "it's", "\"", "'\"", "\\", "\\n", "\n", "\t", "{", "}", "{x}", "%s", "≤", "😀", "\ud800", "\0", "\u00a0", "\x7f", "\\N{", "#", "\r").Array[0, 3].Select(string.Concat);
    private static readonly Gen<Expression> Literal = Gen.OneOf<Expression>(
        Gen.ULong.Select(Gen.Int[0, 3], (value, power) => (Expression)new IntegerLiteral(BigInteger.Pow(value, power), Nowhere)),
        Gen.OneOf(Gen.Double[0, 1e3], Gen.OneOf(0, 1e-5, 1e-6, 0.1, 0.001, 1e15, 1e16, 123456789012345680, 1e22, 5e-324, 1.7976931348623157e308, 1e-4, 9.999e-5, double.PositiveInfinity)).Select(value => (Expression)new FloatLiteral(value, Nowhere)),
        Text.Select(value => (Expression)new StringLiteral(value, Nowhere)),
        Gen.Bool.Select(value => (Expression)new BooleanLiteral(value, Nowhere)),
        Gen.Const<Expression>(new NoneLiteral(Nowhere)),
        Gen.Const<Expression>(new EllipsisLiteral(Nowhere)));

    /// <summary>Programs of a few statements.</summary>
    public static Gen<ProgramTree> Programs { get; } = Body(3, false, false).Select(body => new ProgramTree(body));

    /// <summary>Expressions of some levels.</summary>
    public static Gen<Expression> Expressions(int depth) => depth == 0
        ? Gen.OneOf(Names, Literal)
        : Gen.OneOf(Names, Literal, Operators(depth - 1), Trailers(depth - 1), Displays(depth - 1), Others(depth - 1));

    private static Gen<Expression> Names => Name.Select(id => (Expression)new NameExpression(id, Nowhere));

    private static Gen<Expression> Operators(int depth)
    {
        var inner = Expressions(depth);
        return Gen.OneOf(
            Gen.Select(Gen.Enum<UnaryOperator>(), inner, (sign, a) => (Expression)new UnaryExpression(sign, a, Nowhere)),
            Gen.Select(Gen.Enum<BinaryOperator>(), inner, inner, (sign, a, b) => (Expression)new BinaryExpression(sign, a, b, Nowhere)),
            Gen.Select(Gen.Bool, inner, inner, (isAnd, a, b) => (Expression)new LogicalExpression(isAnd, a, b, Nowhere)),
            Gen.Select(inner, inner, inner, (a, b, c) => (Expression)new ConditionalExpression(a, b, c, Nowhere)),
            Gen.Select(inner.Array[3], Gen.Enum<CompareOperator>().Array[2], (operands, signs) => (Expression)new CompareExpression(operands, signs, Nowhere)));
    }

    private static Gen<Expression> Trailers(int depth)
    {
        var inner = Expressions(depth);
        var optional = Gen.OneOf(inner.Select(value => (Expression?)value), Gen.Const((Expression?)null));
        var slice = Gen.Select(optional, optional, optional, (a, b, c) => (Expression)new SliceExpression(a, b, c, Nowhere));
        var index = Gen.OneOf(inner, slice, Gen.OneOf(inner, slice, Starred(inner)).Array[1, 3].Select(all => (Expression)new TupleExpression(all, Nowhere)));
        var keywords = Gen.Select(inner.Array[0, 2], inner.Array[0, 1], (named, unpacked) =>
            named.Select((value, k) => new KeywordArgument($"k{k}", value, Nowhere)).Concat(unpacked.Select(value => new KeywordArgument(null, value, Nowhere))).ToArray());
        return Gen.OneOf(
            Gen.Select(inner, Name, (value, name) => (Expression)new AttributeExpression(value, name, Nowhere)),
            Gen.Select(inner, index, (value, place) => (Expression)new SubscriptExpression(value, place, Nowhere)),
            Gen.Select(inner, Gen.OneOf(inner, Starred(inner)).Array[0, 3], keywords, (function, arguments, named) => (Expression)new CallExpression(function, arguments, named, Nowhere)));
    }

    private static Gen<Expression> Starred(Gen<Expression> inner) => inner.Select(value => (Expression)new StarredExpression(value, Nowhere));

    private static Gen<Expression> Displays(int depth)
    {
        var inner = Expressions(depth);
        var elements = Gen.OneOf(inner, inner, Starred(inner));
        var item = Gen.Select(Gen.Bool, inner, inner, (isPair, key, value) => new DictionaryItem(isPair ? key : null, value));
        var clause = Gen.Select(Targets(1), inner, inner.Array[0, 2], (target, source, conditions) => new ComprehensionClause(target, source, conditions));
        return Gen.OneOf(
            elements.Array[0, 3].Select(all => (Expression)new TupleExpression(all, Nowhere)),
            elements.Array[0, 3].Select(all => (Expression)new ListExpression(all, Nowhere)),
            elements.Array[1, 3].Select(all => (Expression)new SetExpression(all, Nowhere)),
            item.Array[0, 3].Select(all => (Expression)new DictionaryExpression(all, Nowhere)),
            Gen.Select(Gen.Enum<ComprehensionKind>(), inner, inner, clause.Array[1, 2], (kind, key, element, clauses) =>
                (Expression)new ComprehensionExpression(kind, kind == ComprehensionKind.Dictionary ? key : null, element, clauses, Nowhere)));
    }

    private static Gen<Expression> Others(int depth) => Gen.OneOf(
        Gen.Select(Parameters(depth), Expressions(depth), (parameters, body) => (Expression)new LambdaExpression(parameters, body, Nowhere)),
        Formatted(depth));

    private static Gen<Parameters> Parameters(int depth)
    {
        var some = Expressions(depth).Array[0, 2];
        return Gen.Select(Gen.Int[0, 2], some, Gen.Bool, some, Gen.Bool, Gen.Bool, (plain, defaults, hasRest, keywordOnly, isOptional, hasKeywords) => new Parameters(
            [.. Enumerable.Range(0, plain).Select(k => new Parameter($"p{k}", null, Nowhere)), .. defaults.Select((value, k) => new Parameter($"d{k}", value, Nowhere))],
            hasRest ? "rest" : null,
            [.. keywordOnly.Select((value, k) => new Parameter($"k{k}", isOptional ? value : null, Nowhere))],
            hasKeywords ? "keywords" : null));
    }

    /// <summary>Texts with expressions in them, which may hold neither a backslash nor the marks around them.</summary>
    private static Gen<Expression> Formatted(int depth)
    {
        var value = Expressions(Math.Min(depth, 1)).Where(inner => ProgramFiles.Expressions(inner).All(node => node is not (StringLiteral or FormattedString)));
        var format = Gen.Select(Gen.OneOf(">", ".", "≤"), value, Gen.Bool, (text, width, isNested) =>
            new FormattedString(isNested ? [new(text, null, null, null), new(null, width, null, null)] : [new(text, null, null, null)], Nowhere));
        var field = Gen.Select(value, Gen.OneOf<char?>(null, 'r', 's'), format, Gen.Bool, (inner, conversion, spec, hasFormat) => new FormattedPart(null, inner, conversion, hasFormat ? spec : null));
        return Gen.Select(Text.Where(text => text.Length > 0), field.Array[1, 2], Gen.Bool, (text, fields, isFirst) =>
        {
            var plain = new FormattedPart(text, null, null, null);
            return (Expression)new FormattedString(isFirst ? [plain, .. fields] : [fields[0], plain, .. fields[1..]], Nowhere);
        });
    }

    private static Gen<Expression> Targets(int depth) => depth == 0 ? Names : Gen.OneOf(
        Names,
        Gen.Select(Names, Name, (value, name) => (Expression)new AttributeExpression(value, name, Nowhere)),
        Gen.Select(Names, Expressions(0), (value, index) => (Expression)new SubscriptExpression(value, index, Nowhere)),
        Targets(depth - 1).Array[1, 3].Select(all => (Expression)new TupleExpression(all, Nowhere)),
        Gen.Select(Targets(depth - 1), Names, (a, b) => (Expression)new ListExpression([a, new StarredExpression(b, Nowhere)], Nowhere)));

    private static Gen<IReadOnlyList<Statement>> Body(int depth, bool isInFunction, bool isInLoop)
    {
        var statement = depth == 0 ? Simple(isInFunction, isInLoop) : Gen.OneOf(Simple(isInFunction, isInLoop), Simple(isInFunction, isInLoop), Compound(depth - 1, isInFunction, isInLoop));
        return statement.Array[1, 3].Select(body => (IReadOnlyList<Statement>)body);
    }

    private static Gen<Statement> Simple(bool isInFunction, bool isInLoop)
    {
        var value = Expressions(3);
        var optional = Gen.OneOf(value.Select(one => (Expression?)one), Gen.Const((Expression?)null));
        var simple = new List<Gen<Statement>>
        {
            Gen.Select(Targets(2).Array[1, 2], value, (targets, one) => (Statement)new AssignStatement(targets, one, Nowhere)),
            Gen.Select(Targets(1).Where(target => target is not (TupleExpression or ListExpression)), Gen.Enum<BinaryOperator>(), value, (target, sign, one) => (Statement)new AugmentedAssignStatement(target, sign, one, Nowhere)),
            Gen.Select(Names, value, value, (target, type, one) => (Statement)new AssignStatement([target], one, Nowhere) { Annotation = type }),
            Gen.Select(Names, value, (target, type) => (Statement)new AnnotationStatement(target, Nowhere) { Annotation = type }),
            value.Select(one => (Statement)new ExpressionStatement(one, Nowhere)),
            optional.Select(one => (Statement)new RaiseStatement(one, Nowhere)),
            Gen.Select(value, optional, (test, message) => (Statement)new AssertStatement(test, message, Nowhere)),
            Targets(1).Where(target => target is not (TupleExpression or ListExpression)).Array[1, 2].Select(targets => (Statement)new DeleteStatement(targets, Nowhere)),
            Gen.OneOf<Statement>(new PassStatement(Nowhere), new ScopeStatement(true, ["x", "y"], Nowhere), new ImportStatement(null, [new("numpy", "np"), new("a.b", null)], Nowhere), new ImportStatement("..a.b", [new("c", "d"), new("e", null)], Nowhere)),
        };
        if (isInFunction)
        {
            simple.Add(optional.Select(one => (Statement)new ReturnStatement(one, Nowhere)));
        }

        if (isInLoop)
        {
            simple.Add(Gen.OneOf<Statement>(new BreakStatement(Nowhere), new ContinueStatement(Nowhere)));
        }

        return Gen.OneOf([.. simple]);
    }

    private static Gen<Statement> Compound(int depth, bool isInFunction, bool isInLoop)
    {
        var (test, body) = (Expressions(2), Body(depth, isInFunction, isInLoop));
        var otherwise = Gen.OneOf(body, Gen.Const((IReadOnlyList<Statement>)[]));
        var loop = Body(depth, isInFunction, true);
        var handler = Gen.Select(test, Gen.Bool, body, (type, isNamed, lines) => new ExceptClause(type, isNamed ? "e" : null, lines, Nowhere));
        return Gen.OneOf(
            Gen.Select(test, body, otherwise, (a, then, last) => (Statement)new IfStatement(a, then, last, Nowhere)),
            Gen.Select(Targets(1), test, loop, otherwise, (target, source, lines, last) => (Statement)new ForStatement(target, source, lines, last, Nowhere)),
            Gen.Select(test, loop, otherwise, (a, lines, last) => (Statement)new WhileStatement(a, lines, last, Nowhere)),
            Gen.Select(test, Targets(1), Gen.Bool, body, (context, target, isNamed, lines) => (Statement)new WithStatement(context, isNamed ? target : null, lines, Nowhere)),
            Gen.Select(Name, Parameters(1), Body(depth, true, false), test.Array[0, 1], (name, parameters, lines, decorators) => (Statement)new FunctionStatement(name, parameters, lines, Nowhere) { Decorators = decorators }),
            Gen.Select(Name, test.Array[0, 2], Body(depth, false, false), test.Array[0, 1], (name, bases, lines, decorators) => (Statement)new ClassStatement(name, bases, [.. decorators.Select(value => new KeywordArgument("metaclass", value, Nowhere))], lines, Nowhere) { Decorators = decorators }),
            Gen.Select(body, handler.Array[1, 2], otherwise, otherwise, (lines, handlers, last, final) => (Statement)new TryStatement(lines, handlers, last, final, Nowhere)),
            Gen.Select(body, body, (lines, final) => (Statement)new TryStatement(lines, [], [], final, Nowhere)));
    }
}
