using GradCheck.Api.Fields;
using GradCheck.Tensors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Hides the properties of types that a converter writes as something else; <see cref="WireSchemaFilter"/> describes those.</summary>
internal sealed class WireContractResolver(ISerializerDataContractResolver inner) : ISerializerDataContractResolver
{
    /// <inheritdoc/>
    public DataContract GetDataContractForType(Type type) =>
        type == typeof(Tensor) || type == typeof(PartialTensor) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Field<>))
            ? DataContract.ForObject(type, [])
            : inner.GetDataContractForType(type);
}
