using System.Security.Cryptography;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>All fields and expert infos that the host can show, in the order the client knows them by.</summary>
public sealed class Schema
{
    private readonly Dictionary<FieldInfo, ushort> _fields = [];
    private readonly Dictionary<ExpertInfo, ushort> _experts = [];

    /// <summary>Collects what the analyzers declare.</summary>
    /// <exception cref="ArgumentException">Two declare the same filter name.</exception>
    public Schema(IReadOnlyList<IAnalyzer> analyzers)
    {
        ArgumentNullException.ThrowIfNull(analyzers);

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (IAnalyzer analyzer in analyzers)
        {
            foreach (FieldInfo field in analyzer.Fields)
            {
                Claim(names, field.Filter, analyzer);
                _fields.Add(field, (ushort)_fields.Count);
            }

            // An expert info has one severity in Wireshark; a rule that may be milder has several of one name.
            foreach (IGrouping<string, ExpertInfo> named in analyzer.Experts.GroupBy(expert => expert.Filter))
            {
                Claim(names, named.Key, analyzer);
                foreach (ExpertInfo expert in named)
                {
                    _experts.Add(expert, (ushort)_experts.Count);
                }
            }
        }

        Lua = LuaSchema.Write([.. _fields.Keys], [.. _experts.Keys]);
        Hash = SHA256.HashData(Encoding.UTF8.GetBytes(Lua)).AsMemory(0, BridgeProtocol.HashLength);
    }

    /// <summary>First 16 octets of SHA-256 over <see cref="Lua"/>.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The body of the Lua table, without its hash.</summary>
    private string Lua { get; }

    /// <summary>The Lua file that the stub loads.</summary>
    public string ToLua() => LuaSchema.WithHash(Lua, Hash.Span);

    internal ushort IndexOf(FieldInfo field) => _fields[field];

    internal ushort IndexOf(ExpertInfo expert) => _experts[expert];

    private static void Claim(HashSet<string> names, string filter, IAnalyzer analyzer)
    {
        if (!names.Add(filter))
        {
            throw new ArgumentException($"{analyzer.Name} declares {filter}, which is declared already.");
        }
    }
}
