using WsBridge.Extcap.Local;
using WsBridge.Extcap.Replay;
using WsBridge.Extcap.Ssh;
using WsBridge.Extcap.Udp;

namespace WsBridge.Extcap;

/// <summary>All sources, in the order in which Wireshark lists them.</summary>
public static class CaptureSources
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<ICaptureSource> All { get; } = [new ReplaySource(), new LocalSource(), new SshSource(), new UdpSource()];
}
