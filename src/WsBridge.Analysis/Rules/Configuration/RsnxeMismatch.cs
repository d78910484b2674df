using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>Message 2 carries another RSNXE than the (Re)Association Request.</summary>
internal sealed class RsnxeMismatch : IRule<Message2Received>
{
    /// <summary>
    /// The longest time in which EAP is done; a message 2 later than that may belong to an association that was not captured.
    /// </summary>
    private const double LongestMilliseconds = 60_000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-011", "rsnxe-mismatch", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The RSNXE of message 2 differs from the (Re)Association Request.")
    {
        Clause = Clauses.Message2,
        Explanation = """
            As with the RSNE, message 2 repeats the RSNXE of the request under its MIC, so that the AP detects tampering; it is absent in
            both or the same in both.
            A difference is an attack, or a driver that adds the element without the supplicant knowing.
            Checks only the first handshake within a minute of the request, when the request was captured whole and the Key Data is
            readable to its end.
            Comparing message 3 with the Beacon is another rule.
            """,
        Implementations = "hostapd disconnects with reason 2 (\"RSNXE from (Re)AssocReq did not match\").",
        Next = """
            Compare both frames.
            If the client always does so, report it to the vendor of its driver; if it happens once, look for a second transmitter with the
            client's address.
            """,
        Values =
        [
            ("request", "RSNXE body of the request in hexadecimal, empty when it has none"),
            ("message2", "RSNXE body of message 2 in hexadecimal, empty when it has none"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        if (e.Association is not { Request: { } request, IsFtProtocol: false, HandshakeCount: 1, Handshake: { } handshake } association
            || e.Message is not { Frame.IsCutOff: false, IsEncrypted: false } message
            || message.Key.DescriptorType != EapolKey.RsnDescriptor || message.Key.Information.Secure)
        {
            return;
        }

        Kdes kdes = message.Kdes;
        bool isSent = kdes.TryFindElement(ElementId.Rsnxe, out Element sent);
        bool isRequested = request.Elements.TryFind(ElementId.Rsnxe, out Element requested);
        if ((isSent == isRequested && sent.Body.SequenceEqual(requested.Body))
            || message.Frame.MillisecondsSince(request) > LongestMilliseconds
            || association.ResponseStatus is not (null or 0) || !FtFrames.IsWhole(request) || kdes.KeyData.IsEmpty
            || kdes.Error is not null || WasReported(handshake, message))
        {
            return;
        }

        string what = !isSent ? $"The request has an RSNXE ({Convert.ToHexStringLower(requested.Body)}); message 2 has none."
            : !isRequested ? $"Message 2 has an RSNXE ({Convert.ToHexStringLower(sent.Body)}); the request has none."
            : $"The RSNXE is {Convert.ToHexStringLower(requested.Body)} in the request and {Convert.ToHexStringLower(sent.Body)} in "
                + $"message 2.";
        report.Add(Info, what, new Detail
        {
            Octets = isSent ? (sent.Offset, sent.Octets.Length) : null,
            Related = [new RelatedFrame(request.Ref, "association request")],
            Values =
            [
                FindingValue.Of("request", Convert.ToHexStringLower(requested.Body)),
                FindingValue.Of("message2", Convert.ToHexStringLower(sent.Body)),
            ],
        });
    }

    /// <summary>The transmission before this one had the same Key Data.</summary>
    private static bool WasReported(Handshake handshake, HandshakeFrame message) =>
        handshake.M2 is [.., var before, _] && before.Key.KeyData.SequenceEqual(message.Key.KeyData);
}
