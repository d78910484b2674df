using WsBridge.Sdk;

namespace DhcpAfterRoam;

/// <summary>Tells on each DHCP acknowledgement how long ago the client's roam ended, and warns when it was long.</summary>
/// <remarks>
/// DHCP is seen where it is not encrypted: in open networks, and in captures of the air and of the wire that were merged (mergecap).
/// </remarks>
public sealed class DhcpAfterRoamAnalyzer : IAnalyzer
{
    private const int ServerPort = 67;
    private static readonly byte[] EapolSnap = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00, 0x88, 0x8E];

    /// <inheritdoc/>
    public string Name => "dhcp_after_roam";

    /// <inheritdoc/>
    public string Title => "DHCP after a roam";

    /// <inheritdoc/>
    public IReadOnlyList<FieldInfo> Fields => Declared.Fields;

    /// <inheritdoc/>
    public IReadOnlyList<ExpertInfo> Experts => Declared.Experts;

    /// <inheritdoc/>
    public FrameInterest Interest { get; } = new()
    {
        [0x10] = FrameChoice.Send, // Association Response
        [0x30] = FrameChoice.Send, // Reassociation Response
        [0x08] = FrameChoice.WhenMarked, // Data and QoS Data with EAPOL: the handshake that ends a roam
        [0x88] = FrameChoice.WhenMarked,
        Mark = EapolSnap,
        Traffic = [Traffic.UdpPort(ServerPort)],
    };

    /// <inheritdoc/>
    public IAnalyzerSession Open(IAnnotationSink sink) => new DhcpAfterRoamSession(sink);
}
