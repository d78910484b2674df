using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The Key Descriptor Version is not the one that the AKM asks for.</summary>
internal sealed class KeyDescriptorVersion
    : IRule<Message1Received>, IRule<Message2Received>, IRule<Message3Received>, IRule<Message4Received>
{
    private const int AesCmac = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-003", "key-descriptor-version", Severity.Error, ExpertGroup.Protocol, Fault.Unknown,
        "The Key Descriptor Version does not match the AKM.")
    {
        Clause = Clauses.EapolKeyFrames,
        Explanation = """
            The version says how the MIC is computed and Key Data encrypted: 1 or 2 with the oldest AKMs (TKIP or not), 3 with FT and
            SHA-256, 0 where the AKM defines it.
            With a wrong version the other side computes a different MIC or drops the frame.
            The sender is at fault.
            Reported once for each side of a handshake.
            The AKM is that of message 2, before it that of a request at most a minute old; version 3 with AKM 1 or 2 and management frame
            protection is accepted, because early drafts used it.
            """,
        Implementations = "hostapd drops such a frame (\"did not use AES-128-CMAC\" and the like).",
        Next = """
            Report it to the sender's vendor.
            If the version is right for another AKM, check whether the two sides use different ones.
            """,
        Values = [("version", "Key Descriptor Version"), ("expected", "the one that the AKM asks for"), ("akm", "the AKM")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message4Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame message, in Report report)
    {
        if (message.Key.DescriptorType != EapolKey.RsnDescriptor
            || !SelectedSuites.TryGet(association, handshake, message, out AkmSuite akm, out CipherSuite pairwise))
        {
            return;
        }

        int version = message.Key.Information.DescriptorVersion;
        if (Expected(akm, pairwise) is not { } expected || expected == version
            || (version == AesCmac && akm.RsnType is 1 or 2 && IsMfpCapable(handshake, association))
            || WasReported(handshake, message, version))
        {
            return;
        }

        report.Add(Info,
            $"Message {message.Number} has Key Descriptor Version {version}; {akm} with {pairwise} requires {expected}.", new Detail
            {
                Fault = message.Number is 1 or 3 ? Fault.Ap : Fault.Sta,
                Octets = (message.EapolOffset + EapolKey.KeyInformationOffset, 2),
                Related = handshake.M2.Count > 0 && handshake.M2[^1] != message
                ? [new RelatedFrame(handshake.M2[^1].Frame.Ref, "message 2 with the AKM")]
                : association.Request is { } request ? [new RelatedFrame(request.Ref, "association request with the AKM")] : null,
                Values =
                [
                    FindingValue.Of("version", version),
                    FindingValue.Of("expected", expected),
                    FindingValue.Of("akm", akm.ToString()),
                ],
            });
    }

    /// <summary>The version; null for suites of which no source tells it.</summary>
    private static int? Expected(AkmSuite akm, CipherSuite pairwise) =>
        akm.RsnType is 19 or 20 or 22 ? null : akm.ExpectedKeyDescriptorVersion(pairwise);

    private static bool IsMfpCapable(Handshake handshake, Association association) =>
        (handshake.M2.Count > 0 && handshake.M2[^1].TryGetRsne(out _, out Rsne sent) && sent.Capabilities is { Mfpc: true })
        || (association.TryGetRequestRsne(out _, out Rsne requested) && requested.Capabilities is { Mfpc: true });

    /// <summary>The first message of this side had the same version.</summary>
    private static bool WasReported(Handshake handshake, HandshakeFrame message, int version) =>
        SelectedSuites.EarlierOfSide(handshake, message) is { } earlier && earlier.Key.Information.DescriptorVersion == version;
}
