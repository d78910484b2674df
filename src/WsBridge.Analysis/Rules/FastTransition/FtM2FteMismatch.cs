using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The FTE of FT message 2 is not, octet by octet, the one of the association response.</summary>
internal sealed class FtM2FteMismatch : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-010", "ft-m2-fte-mismatch", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The FTE of FT message 2 differs from the association response.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The client must repeat the FTE of the last association response before message 1 unchanged.
            Another R0KH-ID or R1KH-ID means that the client derives its keys for other key holders.
            Not checked for a rekey, nor when that response was not captured.
            """,
        Implementations = "hostapd compares all octets with the FTE that it sent and refuses with reason 2 (\"FTIE mismatch\").",
        Next = """
            Check whether the AP sent several association responses with different FTEs: then the AP is at fault.
            Otherwise report it to the client vendor.
            """,
        Values =
        [
            ("field", "the first part that differs: r0kh-id, r1kh-id, length or other"),
            ("at", "offset of the first octet that differs, from the element body"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!FtM2.IsForFirstKeys(e) || !message.Kdes.TryFindElement(ElementId.Fte, out Element element)
            || FtM2.ResponseFor(association, message) is not { } response || !response.Elements.TryFind(ElementId.Fte, out Element there))
        {
            return;
        }

        ReadOnlySpan<byte> body = message.Kdes.Elements.JoinedBody(element);
        ReadOnlySpan<byte> expected = response.Elements.JoinedBody(there);
        int at = body.CommonPrefixLength(expected);
        if (at == body.Length && at == expected.Length)
        {
            return;
        }

        (string field, string text) = Difference(body, expected, at, association.Akm?.FteMicLength ?? 16);
        report.Add(Info, $"The FTE of message 2 differs from the association response: {text}.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Related = [new RelatedFrame(response.Ref, "association response with the FTE to repeat")],
            Values = [FindingValue.Of("field", field), FindingValue.Of("at", at)],
        });
    }

    private static (string Field, string Text) Difference(ReadOnlySpan<byte> body, ReadOnlySpan<byte> expected, int at, int micLength)
    {
        if (Fte.TryParse(body, micLength, out Fte fte, out _) && Fte.TryParse(expected, micLength, out Fte sent, out _))
        {
            if (fte.TryGetR0khId(out ReadOnlySpan<byte> r0kh) && sent.TryGetR0khId(out ReadOnlySpan<byte> sentR0kh)
                && !r0kh.SequenceEqual(sentR0kh))
            {
                return ("r0kh-id", $"R0KH-ID {FtM2.Shown(r0kh)}, not {FtM2.Shown(sentR0kh)}");
            }

            if (fte.TryGetR1khId(out MacAddress r1kh) && sent.TryGetR1khId(out MacAddress sentR1kh) && r1kh != sentR1kh)
            {
                return ("r1kh-id", $"R1KH-ID {r1kh}, not {sentR1kh}");
            }
        }

        return body.Length == expected.Length
            ? ("other", $"0x{body[at]:x2}, not 0x{expected[at]:x2}, at octet {at} of its body, in {PartAt(at, micLength)}")
            : ("length", $"{body.Length} octets, not {expected.Length}");
    }

    private static string PartAt(int at, int micLength) => (at - Fte.MicOffset) switch
    {
        < 0 => "MIC Control",
        var past when past < micLength => "the MIC",
        var past when past < micLength + 32 => "ANonce",
        var past when past < micLength + 64 => "SNonce",
        _ => "the subelements",
    };
}
