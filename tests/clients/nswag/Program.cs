// What NSwag's client is good for: dotnet run ADDRESS < PROGRAM prints what tests/clients/answers.json holds.
// C# has no type of its own for lists that nest as deep as they like: the tensors' types are left out of what is
// generated (/excludedTypeNames), and are JSON here.
global using Dout = Newtonsoft.Json.Linq.JToken;
global using InputTensor = Newtonsoft.Json.Linq.JToken;
global using PartialTensor = Newtonsoft.Json.Linq.JToken;
global using Tensor = Newtonsoft.Json.Linq.JToken;

using GradCheck.Client;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

using var http = new HttpClient();
var client = new GradCheckClient(args[0], http);
var code = Console.In.ReadToEnd();
InputTensor x = InputTensor.FromObject(new double[][] { [1, 2], [2, 4], [3, 9] });
InputTensor dout = InputTensor.FromObject(new double[][] { [1, 0], [2, 1], [0, 1] });
InputTensor gamma = InputTensor.FromObject(new double[] { 1, 2 });

var gradients = await client.GradientsAsync(LayerId.Batchnorm, numbers: null, new GradientsRequest
{
    X = x,
    Dout = dout,
    Gamma = gamma,
    Mode = GradientsRequestMode.Train,
    Numeric = new() { AdditionalProperties = { ["method"] = "richardson" } },
    Include = [GradientsPart.Intermediates],
}, request: null, arrays: null!);
var check = await client.CheckAsync(LayerId.Batchnorm, numbers: null, new CheckRequest
{
    X = x,
    Dout = dout,
    Gamma = gamma,
    Submitted = new() { Dbeta = InputTensor.FromObject(new double[] { 3, 2 }), Dgamma = InputTensor.FromObject(new double[] { 1, 1 }) },
}, request: null, arrays: null!);
var right = await ProgramAsync(code);
var wrong = await ProgramAsync(code.Replace("dout.sum", "dout.mean"));
ICollection<string> refused = [];
try
{
    var ragged = new GradientsRequest { X = InputTensor.Parse("[[1], [2]]"), Dout = InputTensor.Parse("[[1]]") };
    await client.GradientsAsync(LayerId.Batchnorm, numbers: null, ragged, request: null, arrays: null!);
}
catch (ApiException<ProblemDetails> problem)
{
    refused = problem.Result.Errors!.Keys;
}

Console.WriteLine(JsonConvert.SerializeObject(new
{
    layer = gradients.Layer,
    shape = gradients.Shape,
    dx = (double)gradients.Dx[0]![0]!,
    dbeta = gradients.Dbeta.ToObject<double[]>(),
    mean = (double)gradients.Intermediates!.Mean[1]!,
    step = gradients.Numeric!.Step,
    verdicts = new[] { gradients.Numeric.Verdict, check.Verdict },
    first_departure = check.First_departure,
    right = new { verdict = right.Verdict, first_wrong_line = right.First_wrong_line },
    wrong = new { verdict = wrong.Verdict, line = wrong.First_wrong_line!.Line, code = wrong.First_wrong_line.Finding?.Code },
    refused,
}, new StringEnumConverter()));

Task<ProgramCheckResponse> ProgramAsync(string program) =>
    client.ProgramsCheckAsync(new ProgramCheckRequest { Layer = ProgramCheckRequestLayer.Batchnorm, Code = program }, request: null, arrays: null!);
