using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>Calls a value of the program from where the program itself does not: from a function of the library, or for an operator.</summary>
/// <param name="function">What is called.</param>
/// <param name="positional">Its positional arguments.</param>
/// <param name="keywords">Its arguments by name.</param>
/// <param name="span">Where in the program.</param>
/// <returns>What it returns.</returns>
internal delegate Value CallBack(Value function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Span span);
