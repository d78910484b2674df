using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>What the host itself says of plugins. Registered only where plugins are added.</summary>
internal static class HostLines
{
    public static readonly ExpertInfo Stopped = new("wsbridge.expert.plugin_stopped", "A plugin was stopped", ExpertGroup.Protocol,
        Severity.Note);
    public static readonly FieldInfo Plugin = new("wsbridge.plugin", "Plugin", FieldType.String, "Name of the plugin that was stopped");
    public static readonly FieldInfo Frame = new("wsbridge.plugin.frame", "Frame", FieldType.FrameNumber,
        "Frame at which the plugin was stopped");

    /// <summary>Names that no plugin may have, because names of ours begin with them.</summary>
    public static readonly IReadOnlySet<string> ReservedNames = new HashSet<string>(StringComparer.Ordinal)
    {
        "rule", "name", "severity", "fault", "message", "clause", "next", "related", "sta", "bssid", "ssid", "handshake", "pmkid", "mic",
        "roam", "expert", "plugin", "80211", "wifi", "keys", "host",
    };
}
