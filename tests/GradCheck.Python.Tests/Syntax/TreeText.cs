using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>A tree with all that it says but its spans: two trees are the same where their texts are.</summary>
internal static class TreeText
{
    public static string Of(object? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(object? node, StringBuilder text)
    {
        switch (node)
        {
            case null:
                text.Append('-');
                break;
            case string or char:
                text.Append('"').Append(node).Append('"');
                break;
            case double number:
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(item, text);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            case not null when node.GetType().Namespace == "GradCheck.Python.Syntax" && !node.GetType().IsEnum:
                text.Append('(').Append(node.GetType().Name);
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType != typeof(Span)))
                {
                    text.Append(' ').Append(property.Name).Append('=');
                    Write(property.GetValue(node), text);
                }

                text.Append(')');
                break;
            default:
                text.Append(string.Create(CultureInfo.InvariantCulture, $"{node}"));
                break;
        }
    }
}
