using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>FT message 3 lacks MDE or FTE, or carries others than the association response.</summary>
internal sealed class FtM3MdeFteMismatch : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-012", "ft-m3-mde-fte-mismatch", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The MDE or FTE of FT message 3 differs from the association response.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The AP repeats MDE and FTE of its association response in message 3, under MIC and encryption, so that the client detects
            tampering.
            The Key Data is encrypted, so this check needs a key that verifies the MIC, and a captured association response.
            """,
        Implementations = """
            wpa_supplicant compares all octets and ends with reason 1, iwd with reason 17.
            Early hostapd built the FTE of message 3 wrongly (commit 9257610a6).
            """,
        Next = "Report it to the AP vendor with association response and message 3.",
        Values =
        [
            ("element", "mde or fte"),
            ("message3", "body of the element of message 3, empty when it carries none"),
            ("response", "body of the element of the association response"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!M3InClear.TryGet(e, out Kdes kdes) || !association.IsFtInitial
            || FtM2.ResponseFor(association, message) is not { IsCutOff: false } response)
        {
            return;
        }

        Compare(e, report, response, kdes, ElementId.Mde, "MDE");
        Compare(e, report, response, kdes, ElementId.Fte, "FTE");
    }

    private void Compare(in Message3Received e, in Report report, StoredFrame response, in Kdes kdes, byte id, string name)
    {
        if (!response.Elements.TryFind(id, out Element there))
        {
            return;
        }

        ReadOnlySpan<byte> expected = response.Elements.JoinedBody(there);
        bool isThere = kdes.TryFindElement(id, out Element element);
        ReadOnlySpan<byte> sent = isThere ? kdes.Elements.JoinedBody(element) : default;
        if (isThere && sent.SequenceEqual(expected))
        {
            return;
        }

        string source = e.Keys!.Source ?? "";
        int at = sent.CommonPrefixLength(expected);
        string what = !isThere ? $"has no {name}; the association response has one"
            : sent.Length == expected.Length
                ? $"has an {name} that differs from the association response at octet {at} of its body (0x{sent[at]:x2} instead of "
                    + $"0x{expected[at]:x2})"
            : $"has an {name} of {sent.Length} octets; the one in the association response has {expected.Length}";
        report.Add(Info, $"Message 3, decrypted, {what} (key: {source}).", new Detail
        {
            Related = [new RelatedFrame(response.Ref, "association response with the elements to repeat")],
            Values =
            [
                FindingValue.Of("element", name.ToLowerInvariant()),
                FindingValue.Of("message3", FtFrames.Hex(sent)),
                FindingValue.Of("response", FtFrames.Hex(expected)),
                FindingValue.Of("key", source),
            ],
        });
    }
}
