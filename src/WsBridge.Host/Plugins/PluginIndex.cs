using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>
/// The numbers of a plugin's fields and expert infos, by name: a plugin may make its declarations anew each time it is asked.
/// </summary>
internal sealed class PluginIndex : ISchemaIndex
{
    private readonly Dictionary<string, ushort> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Filter, Severity Severity), ushort> _experts = [];

    public PluginIndex(PluginManifest manifest, int firstField, int firstExpert)
    {
        foreach (FieldInfo field in manifest.Fields)
        {
            _fields.Add(field.Filter, (ushort)(firstField + _fields.Count));
        }

        foreach (ExpertInfo expert in manifest.Experts.GroupBy(expert => expert.Filter).SelectMany(named => named))
        {
            _experts.Add((expert.Filter, expert.Severity), (ushort)(firstExpert + _experts.Count));
        }
    }

    public ushort IndexOf(FieldInfo field) =>
        _fields.TryGetValue(field.Filter, out ushort index)
            ? index
            : throw new KeyNotFoundException($"The field {field.Filter} is not among those that the plugin declares.");

    public ushort IndexOf(ExpertInfo expert) =>
        _experts.TryGetValue((expert.Filter, expert.Severity), out ushort index)
            ? index
            : throw new KeyNotFoundException($"The expert info {expert.Filter} is not among those that the plugin declares.");
}
