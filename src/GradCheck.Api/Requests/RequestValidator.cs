using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using FluentValidation;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of an object of a request: FluentValidation's, over fields that the wire may have held wrong.</summary>
/// <remarks>
/// A rule of a field is about its value, and is asked where there is one that can be used; what is wrong with the field
/// itself is told before. A field that is <see cref="RequiredAttribute"/> in the contract has to be there.
/// </remarks>
/// <typeparam name="T">The contract.</typeparam>
internal abstract class RequestValidator<T> : AbstractValidator<T>
    where T : RequestObject
{
    static RequestValidator() => WirePaths.Use();

    /// <summary>Begins the rules of a field.</summary>
    /// <typeparam name="TValue">What it holds.</typeparam>
    /// <param name="field">The field.</param>
    protected IRuleBuilderInitial<T, TValue> RuleForField<TValue>(Expression<Func<T, Field<TValue>?>> field) =>
        RuleForValue(field, new ReadableValidator<T, TValue>());

    /// <summary>Begins the rules of a field that is a tensor of finite numbers.</summary>
    /// <param name="field">The field.</param>
    /// <param name="limits">The most elements.</param>
    /// <param name="columns">What its rows should be as long as, in words and number; null where that is not known.</param>
    protected IRuleBuilderInitial<T, Tensor> RuleForTensor(Expression<Func<T, Field<Tensor>?>> field, RequestLimits limits, Func<T, (string Text, int Length)?>? columns = null) =>
        RuleForValue(field, new TensorValidator<T>(limits) { Columns = columns });

    /// <summary>Begins the rules of a list of objects that is not empty; those of an object are another validator's.</summary>
    /// <typeparam name="TItem">The contract of an object.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="item">The rules of an object.</param>
    /// <param name="limit">The problem of a list that is too long; without it that is a failure as any other.</param>
    protected IRuleBuilderOptions<T, IReadOnlyList<Field<TItem>>> RuleForList<TItem>(
        Expression<Func<T, Field<IReadOnlyList<Field<TItem>>>?>> field, IValidator<TItem> item, Func<string, long, ProblemException>? limit = null)
    {
        var list = RuleForValue(field, new ReadableValidator<T, IReadOnlyList<Field<TItem>>>(limit)).NotEmpty().WithMessage("is empty");
        RuleForItems(field).SetValidator(new FieldValidator<TItem>(item));
        return list;
    }

    /// <summary>Begins rules of each item of a list, where the list can be used.</summary>
    /// <typeparam name="TItem">What it is a list of.</typeparam>
    /// <param name="field">The field; its own rules are begun elsewhere.</param>
    protected IRuleBuilderInitialCollection<T, TItem> RuleForItems<TItem>(Expression<Func<T, Field<IReadOnlyList<TItem>>?>> field)
    {
        IRuleBuilderInitialCollection<T, TItem> items = null!;
        WhenUsable(field, () => items = RuleForEach(ValueOf<IReadOnlyList<TItem>, IEnumerable<TItem>>(field)));
        return items;
    }

    /// <summary>Begins rules of each tensor of several by name, where these can be used: <c>submitted.dx</c>.</summary>
    /// <param name="field">The field; its own rules are begun elsewhere.</param>
    protected IRuleBuilderInitialCollection<T, KeyValuePair<string, Field<Tensor>>> RuleForTensors(Expression<Func<T, Field<IReadOnlyDictionary<string, Field<Tensor>>>?>> field)
    {
        IRuleBuilderInitialCollection<T, KeyValuePair<string, Field<Tensor>>> tensors = null!;
        WhenUsable(field, () => tensors = RuleForEach(ValueOf<IReadOnlyDictionary<string, Field<Tensor>>, IEnumerable<KeyValuePair<string, Field<Tensor>>>>(field)));
        return tensors.OverrideIndexer((_, _, tensor, _) => $".{FieldText.Shorten(tensor.Key)}");
    }

    private IRuleBuilderInitial<T, TValue> RuleForValue<TValue>(Expression<Func<T, Field<TValue>?>> field, ReadableValidator<T, TValue> readable)
    {
        if (PropertyOf(field).IsDefined(typeof(RequiredAttribute), inherit: false))
        {
            RuleFor(field).NotNull().WithMessage("is missing");
        }

        RuleFor(field).SetValidator(readable);
        IRuleBuilderInitial<T, TValue> value = null!;
        WhenUsable(field, () => value = RuleFor(ValueOf<TValue, TValue>(field)));
        return value;
    }

    private void WhenUsable<TValue>(Expression<Func<T, Field<TValue>?>> field, Action rules)
    {
        var get = PropertyOf(field).GetMethod!.CreateDelegate<Func<T, Field<TValue>?>>();
        When(request => get(request) is { IsUsable: true, Value: not null }, rules);
    }

    // Of the contract itself, which may tell more of the field than the one that it inherits from.
    private static PropertyInfo PropertyOf(LambdaExpression field) => typeof(T).GetProperty(((MemberExpression)field.Body).Member.Name)!;

    private static Expression<Func<T, TSeen>> ValueOf<TValue, TSeen>(Expression<Func<T, Field<TValue>?>> field) =>
        Expression.Lambda<Func<T, TSeen>>(Expression.Property(field.Body, nameof(Field<>.Value)), field.Parameters);
}
