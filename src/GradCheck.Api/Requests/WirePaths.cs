using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Requests;

/// <summary>Where in a request something is wrong, as Python would write it: <c>cases[2].seed</c>.</summary>
internal static class WirePaths
{
    /// <summary>Has rules name places so: by the names on the wire, a field and its value being one place.</summary>
    public static void Use() => ValidatorOptions.Global.PropertyNameResolver = static (_, _, expression) => Of(expression);

    /// <summary>The place of a property.</summary>
    /// <param name="property">Leads to it; null for the whole.</param>
    public static string Of(LambdaExpression? property)
    {
        var names = new Stack<string>();
        for (var at = property?.Body as MemberExpression; at is not null; at = at.Expression as MemberExpression)
        {
            if (at.Expression?.Type is not { IsGenericType: true } owner || owner.GetGenericTypeDefinition() != typeof(Field<>))
            {
                names.Push(JsonNamingPolicy.SnakeCaseLower.ConvertName(at.Member.Name));
            }
        }

        return string.Join('.', names);
    }
}
