using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>A rekey is sent in the clear though keys are installed.</summary>
/// <remarks>
/// Seen by Secure in message 1 or 2, which only a side that has keys sets; a new association, which the capture may have missed, has it at
/// 0. Message 4 alone is not judged: clients send it in the clear though the others were encrypted.
/// </remarks>
internal sealed class EapolUnencryptedRekey : IRule<Message1Received>, IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-020", "eapol-unencrypted-rekey", Severity.Warn, ExpertGroup.Security, Fault.Unknown,
        "A PTK rekey is sent in the clear although keys are installed.")
    {
        Milder = [Severity.Note],
        Explanation = """
            Once keys are installed, the EAPOL-Key frames of a rekey are encrypted like all data.
            In the clear, others can read and forge them.
            A warning with management frame protection, under which clients drop them; otherwise a note, as some drivers never encrypt
            EAPOL.
            Checked on message 1 or 2 with Secure set, in an association that already had a handshake.
            """,
        Implementations = """
            wpa_supplicant drops a message 1 in the clear when management frame protection is in use and a key is installed.
            """,
        Next = """
            Check whether the rekey completes.
            If it does not, report it to the vendor of the side that first sent in the clear.
            """,
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame message, in Report report)
    {
        if (association.HandshakeCount <= 1 || !message.Key.Information.Secure
            || message.Key.DescriptorType != EapolKey.RsnDescriptor || message.Frame.WasEncrypted || WasReported(handshake, message))
        {
            return;
        }

        bool isProtected = association.TryGetRequestRsne(out _, out Rsne rsne) && rsne.Capabilities is { Mfpc: true }
            && BeaconFrames.IsMfpCapable(association.Bss);
        bool apToo = handshake.M1.Count > 0 && !handshake.M1[^1].Frame.WasEncrypted;
        report.Add(Info, $"Message {message.Number} of a rekey is not "
            + $"encrypted{(message.Number == 2 && apToo ? ", and neither was message 1" : "")}"
            + $"{(isProtected ? ", although management frame protection is in use" : "")}.", new Detail
            {
                Severity = isProtected ? Severity.Warn : Severity.Note,
                Fault = message.Number == 1 ? Fault.Ap : apToo ? Fault.Both : Fault.Sta,
                Octets = (message.EapolOffset + EapolKey.KeyInformationOffset, 2),
                Related = message.Number == 2 && apToo ? [new RelatedFrame(handshake.M1[^1].Frame.Ref, "message 1 in the clear")] : null,
            });
    }

    private static bool WasReported(Handshake handshake, HandshakeFrame message)
    {
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1 != message && message1.Key.Information.Secure && !message1.Frame.WasEncrypted)
            {
                return true;
            }
        }

        return handshake.M2.Count > (message.Number == 2 ? 1 : 0);
    }
}
