using GradCheck.Api.Description;
using GradCheck.Layers;
using GradCheck.Programs.Reports;
using GradCheck.Python.Source;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace GradCheck.Api.Setup;

/// <summary>The description of the service (OpenAPI 3.1) and Swagger UI over it, both served from here alone.</summary>
internal static class OpenApiSetup
{
    /// <summary>Adds the description.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddOpenApiDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddTransient<ISerializerDataContractResolver>(provider =>
            new WireContractResolver(new JsonSerializerDataContractResolver(provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions)));
        services.AddResponseCompression();
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new()
            {
                Title = "GradCheck API",
                Version = "v1",
                Description = "Checks gradients that were derived by hand: normalization layers forward and backward, and numeric gradients that say by how much they may be trusted. Names and defaults are those of CS231n.",
            });
            options.IncludeXmlComments(typeof(OpenApiSetup).Assembly);
            options.IncludeXmlComments(typeof(Layer).Assembly);
            options.IncludeXmlComments(typeof(ProgramReport).Assembly);
            options.IncludeXmlComments(typeof(SourceText).Assembly);
            options.CustomSchemaIds(WireSchemaFilter.IdOf);
            WireSchemaFilter.Map(options);
            options.SchemaFilter<NullabilityFilter>();
            options.SchemaFilter<WireSchemaFilter>();
            options.SchemaFilter<ProblemSchemaFilter>();
            options.OperationFilter<ExamplesFilter>();
            options.OperationFilter<QueryParameterFilter>();
            options.OperationFilter<ArrayFormatsFilter>();
            options.DocumentFilter<TagsFilter>();
            options.OrderActionsBy(Tags.OrderOf);
        });
    }

    /// <summary>Serves the description and the page.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseOpenApiDescription(this WebApplication app)
    {
        // Most of the description is examples, which compress well.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), branch => branch.UseResponseCompression());
        app.UseSwagger(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "GradCheck API";
            options.SwaggerEndpoint("v1/swagger.json", "GradCheck API v1");
            options.EnableTryItOutByDefault();
            options.DisplayRequestDuration();
            options.DocExpansion(DocExpansion.None);
            options.DefaultModelsExpandDepth(0);
            options.EnableFilter();
            options.ConfigObject.Plugins = ["RowsOnALine"];
            options.HeadContent = $"<script>{Script()}</script>";
        });
        return app;
    }

    private static string Script()
    {
        using var reader = new StreamReader(typeof(OpenApiSetup).Assembly.GetManifestResourceStream("rows-on-a-line.js")!);
        return reader.ReadToEnd();
    }
}
