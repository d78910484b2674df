using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>A nonce of a completed handshake comes again in another one.</summary>
internal sealed class NonceReuse : IRule<Message1Received>, IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-013", "nonce-reuse", Severity.Error, ExpertGroup.Security, Fault.Unknown,
        "A nonce of an earlier completed handshake is reused.")
    {
        ExplainsFailure = false,
        Milder = [Severity.Warn],
        Explanation = """
            ANonce and SNonce are new for each handshake; the PTK is only as fresh as they are.
            An error when both are reused, since the same PMK then gives the same PTK as before, and packet numbers repeat under it; a
            warning for one of them.
            Only completed handshakes count, and retries are recognized by the replay counter or the association request in between; a
            nonce of a failed handshake may be reused.
            The sender is at fault.
            """,
        Next = "Report it to the sender's vendor: its random number generator or its state machine is defective.",
        Values = [("nonce", "the nonce in hexadecimal")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, e.History.Nonces, report);

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, e.History.Nonces, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame message, NonceHistory nonces, in Report report)
    {
        MacAddress sender = message.Number == 1 ? association.Bss.Bssid : association.Sta;
        ReadOnlySpan<byte> nonce = message.Key.Nonce;
        if (!nonces.TryFind(sender, nonce, out UsedNonce used) || !IsAnother(association, handshake, message, used)
            || WasReported(message.Number == 1 ? handshake.M1 : handshake.M2, message))
        {
            return;
        }

        bool both = message.Number == 2 && handshake.M1.Count > 0
            && nonces.TryFind(association.Bss.Bssid, handshake.M1[^1].Key.Nonce, out UsedNonce other) && other.Handshake == used.Handshake;
        string what = message.Number == 1 ? "ANonce" : "SNonce";
        string shown = $"{what} {Convert.ToHexStringLower(nonce[..4])}…";
        report.Add(Info,
            both ? $"{shown} and the ANonce were used in an earlier completed handshake: the same PMK gives the same "
            + $"PTK." : $"{shown} was used in an earlier completed handshake.", new Detail
            {
                Severity = both ? Severity.Error : Severity.Warn,
                Fault = both ? Fault.Both : message.Number == 1 ? Fault.Ap : Fault.Sta,
                Octets = (message.EapolOffset + EapolKey.NonceOffset, nonce.Length),
                Related = [new RelatedFrame(used.Frame, "the earlier frame with this nonce")],
                Values = [FindingValue.Of("nonce", Convert.ToHexStringLower(nonce))],
            });
    }

    /// <summary>Another handshake than the one remembered, and no late copy of a message of it.</summary>
    private static bool IsAnother(Association association, Handshake handshake, HandshakeFrame message, UsedNonce used) =>
        used.Handshake != handshake.First.Frame.Ref
        && (used.Bssid != association.Bss.Bssid || used.Sta != association.Sta || message.ReplayCounter > used.ReplayCounter
        || association.Request?.Ref.Id > used.Frame.Id);

    private static bool WasReported(IReadOnlyList<HandshakeFrame> messages, HandshakeFrame message) =>
        messages is [.., var before, _] && before.Key.Nonce.SequenceEqual(message.Key.Nonce);
}
