using System.Globalization;
using System.Text;
using WsBridge.Host.Plugins;
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
            lua.Append(CultureInfo.InvariantCulture, $"    {{ {Quote(field.Filter)}, {Quote(field.Label)}, {Quote(TypeName(field.Type))}, "
                + $"{Quote(field.Description)}{Details(field)} }},\n");
        }

        lua.Append("  },\n  experts = {\n");
        foreach (ExpertInfo expert in experts)
        {
            lua.Append(CultureInfo.InvariantCulture, $"    {{ {Quote(expert.Filter)}, {Quote(expert.Summary)}, "
                + $"{Quote(GroupName(expert.Group))}, {Quote(SeverityName(expert.Severity))} }},\n");
        }

        return lua.Append("  },\n").ToString();
    }

    /// <summary>What the stub must know of the plugins: whose lines are whose, and which frames they want.</summary>
    public static string Write(IReadOnlyList<PluginManifest> plugins)
    {
        var lua = new StringBuilder("  plugins = {\n");
        foreach (PluginManifest plugin in plugins)
        {
            lua.Append(CultureInfo.InvariantCulture, $"    {{ {Quote(plugin.Name)}, {Quote(plugin.Title)}, {{");
            foreach (Traffic claim in plugin.Interest.Claims)
            {
                lua.Append(CultureInfo.InvariantCulture, $" {{ {Quote(TableOf(claim))}, "
                    + $"{(claim.Kind == TrafficKind.LinkType ? $"wtap.USER{claim.Value - Traffic.UserLinkType(0).Value}" : claim.Value)} "
                    + $"}},");
            }

            lua.Append(" } },\n");
        }

        List<Traffic> wanted = [.. plugins.SelectMany(plugin => plugin.Interest.Traffic).Distinct()];
        bool every = wanted.Any(traffic => traffic.Kind is not (TrafficKind.UdpPort or TrafficKind.TcpPort));
        IEnumerable<int> frameControl = Enumerable.Range(0, 256)
            .Where(octet => plugins.Any(plugin => plugin.Interest[(byte)octet] != FrameChoice.Skip));
        lua.Append("  },\n  wanted = {\n");
        lua.Append(CultureInfo.InvariantCulture, $"    every = {Boolean(every)}, info = "
            + $"{Boolean(plugins.Any(plugin => plugin.Interest.WritesInfo))}, claims = "
            + $"{Boolean(plugins.Any(plugin => plugin.Interest.Claims.Count > 0))},\n");
        lua.Append(CultureInfo.InvariantCulture, $"    frame_control = {{ {Set(frameControl)} }},\n");
        lua.Append(CultureInfo.InvariantCulture, $"    udp = {{ {Set(Ports(wanted, TrafficKind.UdpPort))} }},\n    tcp = {{ "
            + $"{Set(Ports(wanted, TrafficKind.TcpPort))} }},\n");
        IEnumerable<string> links = wanted.Where(traffic => traffic.Kind == TrafficKind.LinkType && LinkNames.Of(traffic.Value) is not null)
            .Select(traffic => $"{LinkNames.Of(traffic.Value)} = {Number(traffic)}");
        lua.Append(CultureInfo.InvariantCulture, $"    links = {{ {string.Join(", ", links)} }},\n");
        return lua.Append("  },\n").ToString();
    }

    private static IEnumerable<int> Ports(List<Traffic> wanted, TrafficKind kind) =>
        wanted.Where(traffic => traffic.Kind == kind).Select(traffic => traffic.Value);

    private static string Set(IEnumerable<int> numbers) =>
        string.Join(", ", numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"[{number}] = true")));

    private static string Number(Traffic traffic) => traffic.Value.ToString(CultureInfo.InvariantCulture);

    private static string Boolean(bool value) => value ? "true" : "false";

    private static string TableOf(Traffic claim) => claim.Kind switch
    {
        TrafficKind.UdpPort => "udp.port",
        TrafficKind.TcpPort => "tcp.port",
        TrafficKind.EtherType => "ethertype",
        _ => "wtap_encap",
    };

    private static string Details(FieldInfo field)
    {
        var lua = new StringBuilder();
        if (field.Base != FieldBase.Decimal)
        {
            lua.Append(CultureInfo.InvariantCulture, $", base = {Quote(BaseName(field.Base))}");
        }

        if (field.Mask != 0)
        {
            lua.Append(CultureInfo.InvariantCulture, $", mask = \"{field.Mask:x16}\"");
        }

        if (field.ValueNames.Count > 0)
        {
            lua.Append(", names = {");
            foreach ((long value, string name) in field.ValueNames.OrderBy(named => named.Key))
            {
                lua.Append(CultureInfo.InvariantCulture, $" [{value}] = {Quote(name)},");
            }

            lua.Append(" }");
        }

        return lua.ToString();
    }

    private static string BaseName(FieldBase fieldBase) => fieldBase switch
    {
        FieldBase.Hexadecimal => "HEX",
        FieldBase.DecimalAndHexadecimal => "DEC_HEX",
        FieldBase.Octal => "OCT",
        _ => "DEC",
    };

    public static string WithHash(string body, ReadOnlySpan<byte> hash) =>
        $"-- Written by wsbridge from its rule catalogue. Do not edit.\nreturn {{\n  hash = "
            + $"\"{Convert.ToHexStringLower(hash)}\",\n{body}}}\n";

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
        FieldType.UInt24 => "uint24",
        FieldType.UInt64 => "uint64",
        FieldType.Int8 => "int8",
        FieldType.Int16 => "int16",
        FieldType.Int32 => "int32",
        FieldType.Int64 => "int64",
        FieldType.Single => "float",
        FieldType.IPv4Address => "ipv4",
        FieldType.IPv6Address => "ipv6",
        FieldType.AbsoluteTime => "absolute_time",
        FieldType.RelativeTime => "relative_time",
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
