using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>All fields and expert infos that the host can show, in the order the client knows them by.</summary>
public sealed class Schema : ISchemaIndex
{
    private readonly OrderedDictionary<FieldInfo, ushort> _fields = [];
    private readonly Dictionary<ExpertInfo, ushort> _experts = [];
    private readonly List<(ushort FirstField, ushort FirstExpert)> _parts = [];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Collects what the analyzers declare.</summary>
    /// <exception cref="ArgumentException">Two declare the same filter name.</exception>
    public Schema(IReadOnlyList<IAnalyzer> analyzers, IReadOnlyList<PluginManifest>? plugins = null)
    {
        ArgumentNullException.ThrowIfNull(analyzers);

        foreach (IAnalyzer analyzer in analyzers)
        {
            Add(analyzer.Name, analyzer.Fields, analyzer.Experts);
        }

        if (plugins is { Count: > 0 })
        {
            Add("The host", [HostLines.Plugin, HostLines.Frame], [HostLines.Stopped]);
            foreach (PluginManifest plugin in plugins)
            {
                _parts.Add(((ushort)_fields.Count, (ushort)_experts.Count));
                Add(plugin.Name, plugin.Fields, plugin.Experts);
            }
        }

        Lua = LuaSchema.Write([.. _fields.Keys], [.. _experts.Keys]) + (plugins is { Count: > 0 } ? LuaSchema.Write(plugins) : "");
        Hash = SHA256.HashData(Encoding.UTF8.GetBytes(Lua)).AsMemory(0, BridgeProtocol.HashLength);
    }

    /// <summary>First 16 octets of SHA-256 over <see cref="Lua"/>.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The body of the Lua table, without its hash.</summary>
    private string Lua { get; }

    /// <summary>The Lua file that the stub loads.</summary>
    public string ToLua() => LuaSchema.WithHash(Lua, Hash.Span);

    /// <summary>The fields of a list of numbers, 2 octets each, big-endian. Others than there are do not count.</summary>
    internal IReadOnlySet<FieldInfo> FieldsOf(ReadOnlySpan<byte> numbers)
    {
        var fields = new HashSet<FieldInfo>();
        for (; numbers.Length >= 2; numbers = numbers[2..])
        {
            int number = BinaryPrimitives.ReadUInt16BigEndian(numbers);
            if (number < _fields.Count)
            {
                fields.Add(_fields.GetAt(number).Key);
            }
        }

        return fields;
    }

    /// <summary>The numbers of a plugin's first field and expert info.</summary>
    internal (ushort FirstField, ushort FirstExpert) PartOf(int plugin) => _parts[plugin];

    ushort ISchemaIndex.IndexOf(FieldInfo field) => _fields[field];

    ushort ISchemaIndex.IndexOf(ExpertInfo expert) => _experts[expert];

    private void Add(string owner, IReadOnlyList<FieldInfo> fields, IReadOnlyList<ExpertInfo> experts)
    {
        foreach (FieldInfo field in fields)
        {
            Claim(field.Filter, owner);
            _fields.Add(field, (ushort)_fields.Count);
        }

        // An expert info has one severity in Wireshark; a rule that may be milder has several of one name.
        foreach (IGrouping<string, ExpertInfo> named in experts.GroupBy(expert => expert.Filter))
        {
            Claim(named.Key, owner);
            foreach (ExpertInfo expert in named)
            {
                _experts.Add(expert, (ushort)_experts.Count);
            }
        }
    }

    private void Claim(string filter, string owner)
    {
        if (!_names.Add(filter))
        {
            throw new ArgumentException($"{owner} declares {filter}, which is declared already.");
        }
    }
}
