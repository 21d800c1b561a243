using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GradCheck.Api.Tests.Architecture;

/// <summary>Which types the compiled code of an assembly uses: in signatures, in what a type derives from, and in every call, field and cast of a method's body.</summary>
public sealed class CompiledCode
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Size == 1 ? code.Value : code.Value & 0xFFFF);

    private readonly MetadataReader reader;
    private readonly PEReader file;
    private readonly HashSet<(string From, string To)> uses = [];
    private string current = string.Empty;

    private CompiledCode(PEReader file)
    {
        this.file = file;
        reader = file.GetMetadataReader();
    }

    /// <summary>Every use of one type by another; types are told by their full names, and what is nested in a type or made by the compiler for it counts as that type.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    public static IReadOnlySet<(string From, string To)> UsesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var code = new CompiledCode(file);
        foreach (var handle in code.reader.TypeDefinitions)
        {
            code.Read(handle);
        }

        return code.uses;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        current = NameOf(handle);
        Use(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Use(reader.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var field in type.GetFields())
        {
            reader.GetFieldDefinition(field).DecodeSignature(Signatures, null);
        }

        foreach (var attribute in type.GetCustomAttributes().Concat(type.GetMethods().SelectMany(method => reader.GetMethodDefinition(method).GetCustomAttributes())))
        {
            Use(reader.GetCustomAttribute(attribute).Constructor);
        }

        foreach (var member in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            member.DecodeSignature(Signatures, null);
            if (member.RelativeVirtualAddress != 0)
            {
                Read(file.GetMethodBody(member.RelativeVirtualAddress));
            }
        }
    }

    private void Read(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Signatures, null);
        }

        foreach (var region in body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch))
        {
            Use(region.CatchType);
        }

        var bytes = body.GetILReader();
        while (bytes.RemainingBytes > 0)
        {
            var value = (int)bytes.ReadByte();
            var code = Codes[value == 0xFE ? 0xFE00 | bytes.ReadByte() : value];
            switch (code.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    Use(MetadataTokens.EntityHandle(bytes.ReadInt32()));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    bytes.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    bytes.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    bytes.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = bytes.ReadInt32();
                    bytes.Offset += 4 * targets;
                    break;
                default:
                    bytes.Offset += 4;
                    break;
            }
        }
    }

    private void Use(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition when !handle.IsNil:
                Add(NameOf((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeReference:
                Add(NameOf((TypeReferenceHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Signatures, null);
                break;
            case HandleKind.FieldDefinition:
                Add(NameOf(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()));
                break;
            case HandleKind.MethodDefinition:
                Add(NameOf(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()));
                break;
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                Use(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method)
                {
                    member.DecodeMethodSignature(Signatures, null);
                }
                else
                {
                    member.DecodeFieldSignature(Signatures, null);
                }

                break;
            case HandleKind.MethodSpecification:
                var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(method.Method);
                method.DecodeSignature(Signatures, null);
                break;
        }
    }

    private void Add(string used) => uses.Add((current, used));

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(outer) : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? NameOf((TypeReferenceHandle)type.ResolutionScope) : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private SignatureReader Signatures => new(this);

    /// <summary>Notes the types that a signature names; what it is made of beside them is of no account.</summary>
    private sealed class SignatureReader(CompiledCode code) : ISignatureTypeProvider<bool, object?>
    {
        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Noted(code.NameOf(handle));

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Noted(code.NameOf(handle));

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetSZArrayType(bool elementType) => true;

        private bool Noted(string name)
        {
            code.Add(name);
            return true;
        }
    }
}
