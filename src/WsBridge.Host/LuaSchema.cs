using System.Globalization;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>Writes the schema as a Lua table, in the subset common to Lua 5.2 and 5.4.</summary>
internal static class LuaSchema
{
    public static string Write(IReadOnlyList<FieldInfo> fields, IReadOnlyList<ExpertInfo> experts)
    {
        var lua = new StringBuilder();
        lua.Append("  fields = {\n");
        foreach (FieldInfo field in fields)
        {
            lua.Append(CultureInfo.InvariantCulture, $"    {{ {Quote(field.Filter)}, {Quote(field.Label)}, {Quote(TypeName(field.Type))}, {Quote(field.Description)} }},\n");
        }

        lua.Append("  },\n  experts = {\n");
        foreach (ExpertInfo expert in experts)
        {
            lua.Append(CultureInfo.InvariantCulture, $"    {{ {Quote(expert.Filter)}, {Quote(expert.Summary)}, {Quote(GroupName(expert.Group))}, {Quote(SeverityName(expert.Severity))} }},\n");
        }

        return lua.Append("  },\n").ToString();
    }

    public static string WithHash(string body, ReadOnlySpan<byte> hash) =>
        $"-- Written by wsbridge from its rule catalogue. Do not edit.\nreturn {{\n  hash = \"{Convert.ToHexStringLower(hash)}\",\n{body}}}\n";

    private static string TypeName(FieldType type) => type switch
    {
        FieldType.String => "string",
        FieldType.UInt8 => "uint8",
        FieldType.UInt16 => "uint16",
        FieldType.UInt32 => "uint32",
        FieldType.Boolean => "bool",
        FieldType.Double => "double",
        FieldType.Octets => "bytes",
        FieldType.EthernetAddress => "ether",
        FieldType.FrameNumber => "framenum",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such field type."),
    };

    private static string GroupName(ExpertGroup group) => group switch
    {
        ExpertGroup.Protocol => "PROTOCOL",
        ExpertGroup.Security => "SECURITY",
        ExpertGroup.Sequence => "SEQUENCE",
        ExpertGroup.Malformed => "MALFORMED",
        ExpertGroup.Response => "RESPONSE_CODE",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "No such expert group."),
    };

    private static string SeverityName(Severity severity) => severity switch
    {
        Severity.Chat => "CHAT",
        Severity.Note => "NOTE",
        Severity.Warn => "WARN",
        Severity.Error => "ERROR",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "No such severity."),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\{(int)c:000}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
