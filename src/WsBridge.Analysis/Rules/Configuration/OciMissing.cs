using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>Both sides validate the operating channel and message 2 does not name it.</summary>
/// <remarks>Whether the channel that it names is the right one is not judged: the AP may be changing it.</remarks>
public sealed class OciMissing : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-012", "oci-missing-or-wrong", Severity.Warn, ExpertGroup.Security, Fault.Sta, "Both sides validate the operating channel, but message 2 has no OCI KDE.")
    {
        Clause = Clauses.Message2,
        Explanation = "With OCVC in the RSN Capabilities of both sides, message 2 names the operating channel in an OCI KDE; without it the AP must take the client for one behind a man in the middle on another channel. "
            + "Only message 2 in the clear is judged, against the AP's latest Beacon or Probe Response; the OCI of message 3 is encrypted, and a channel that differs is not judged.",
        Implementations = "hostapd with ocv=1 drops such a message 2; with ocv=2 it goes on.",
        Next = "Update the client's driver or supplicant, or turn off operating channel validation on one side.",
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.Message2;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Association is not { HandshakeCount: 1, Handshake.M2.Count: 1 } || context.Message is not { Frame.IsCutOff: false, IsEncrypted: false } message || context.Bss.Beacon is not { } beacon
            || !message.TryGetRsne(out Element element, out Rsne rsne) || rsne.Capabilities is not { Ocvc: true } || message.Kdes.TryFind(KdeType.Oci, out _) || message.Kdes.Error is not null
            || !BeaconFrames.TryGetRsne(beacon, out _, out Rsne offered) || offered.Capabilities is not { Ocvc: true })
        {
            return;
        }

        context.Report(Info, $"AP ({offered.Capabilities}) and client ({rsne.Capabilities}) both set OCVC in their RSN Capabilities, and message 2 has no OCI KDE.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Related = [new RelatedFrame(beacon.Ref, "the AP's RSNE")],
        });
    }
}
