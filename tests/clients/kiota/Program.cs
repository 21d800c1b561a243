// What Kiota's client is good for: dotnet run ADDRESS < PROGRAM prints what tests/clients/answers.json holds.
using System.Text.Json;
using GradCheck.Client;
using GradCheck.Client.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;

var client = new GradCheckClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] });
var layer = client.V1["batchnorm"];
var code = Console.In.ReadToEnd();
var x = Rows([1, 2], [2, 4], [3, 9]);
var dout = Rows([1, 0], [2, 1], [0, 1]);

var gradients = (await layer.Gradients.PostAsync(new()
{
    X = x,
    Dout = dout,
    Gamma = Row(1, 2),
    Mode = GradientsRequest_mode.Train,
    Numeric = new() { NumericRequest = new() { Method = NumericRequest_method.Richardson } },
    Include = [GradientsPart.Intermediates],
}))!;
var check = (await layer.Check.PostAsync(new()
{
    X = x,
    Dout = dout,
    Gamma = Row(1, 2),
    Submitted = new() { Dbeta = Row(3, 2), Dgamma = Row(1, 1) },
}))!;
var right = await ProgramAsync(code);
var wrong = await ProgramAsync(code.Replace("dout.sum", "dout.mean"));
ICollection<string> refused = [];
try
{
    await layer.Gradients.PostAsync(new() { X = Rows([1], [2]), Dout = Rows([1]) });
}
catch (ProblemDetails problem)
{
    refused = problem.Errors!.AdditionalData.Keys;
}

Console.WriteLine(JsonSerializer.Serialize(new
{
    layer = gradients.Layer,
    shape = gradients.Shape,
    dx = At(gradients.Dx, 0, 0),
    dbeta = new[] { At(gradients.Dbeta, 0), At(gradients.Dbeta, 1) },
    mean = At(gradients.Intermediates!.Mean, 1),
    step = gradients.Numeric!.Step,
    verdicts = new[] { Name(gradients.Numeric.Verdict), Name(check.Verdict) },
    first_departure = check.FirstDeparture,
    right = new { verdict = Name(right.Verdict), first_wrong_line = right.FirstWrongLine },
    wrong = new { verdict = Name(wrong.Verdict), line = wrong.FirstWrongLine!.Line, code = wrong.FirstWrongLine.Finding?.Code },
    refused,
}));

async Task<ProgramCheckResponse> ProgramAsync(string program) =>
    (await client.V1.Programs.Check.PostAsync(new() { Layer = ProgramCheckRequest_layer.Batchnorm, Code = program }))!;

static UntypedArray Row(params double[] row) => new(row.Select(number => new UntypedDouble(number)));

static UntypedArray Rows(params double[][] rows) => new(rows.Select(Row));

// The entry of a tensor at a place. A whole number is read as an integer.
static double At(UntypedNode? tensor, params int[] index) =>
    index.Aggregate(tensor, (inner, place) => ((UntypedArray)inner!).GetValue().ElementAt(place)) switch
    {
        UntypedDouble number => number.GetValue(),
        UntypedDecimal number => (double)number.GetValue(),
        UntypedInteger number => number.GetValue(),
        var other => throw new InvalidOperationException($"{other} is no number"),
    };

static string Name<T>(T? value) where T : struct, Enum => value!.Value.ToString().ToLowerInvariant();
