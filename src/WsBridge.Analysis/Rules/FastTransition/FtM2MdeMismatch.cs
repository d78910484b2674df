using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The MDE of FT message 2 differs from the association response.</summary>
/// <remarks>
/// Another mobility domain breaks the handshake; another FT Capability and Policy is refused by no AP known, so it is a note.
/// </remarks>
internal sealed class FtM2MdeMismatch : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-009", "ft-m2-mde-mismatch", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The MDE of FT message 2 differs from the association response.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            The client repeats the MDE of the last association response before message 1.
            Another MDID means that it derives its keys for another mobility domain.
            Where only FT Capability and Policy differs (often copied from the Beacon), it is a note: the keys do not depend on it.
            MDIDs are shown in the order of their octets on air; Wireshark swaps them.
            """,
        Implementations = "hostapd compares the MDID alone and refuses with reason 2 (\"MDIE mismatch\").",
        Next = """
            Compare the MDIDs that the APs of this SSID advertise; if they are all the same, report it to the client vendor.
            """,
        Values = [("mde", "body of the MDE of message 2"), ("expected", "body of the MDE of the association response")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!FtM2.IsForFirstKeys(e)
            || !message.Kdes.TryFindElement(ElementId.Mde, out Element element) || !Mde.TryParse(element.Body, out Mde mde, out _)
            || FtM2.ResponseFor(association, message) is not { } response
            || !response.Elements.TryFind(ElementId.Mde, out Element there) || !Mde.TryParse(there.Body, out Mde expected, out _)
            || mde == expected)
        {
            return;
        }

        bool otherDomain = mde.Mdid != expected.Mdid;
        string text = otherDomain
            ? $"Message 2 names mobility domain {mde.Mdid}; the association response names {expected.Mdid}."
            : $"The MDE of message 2 has FT Capability and Policy 0x{mde.FtCapabilityAndPolicy:x2}, the one in the association response "
                + $"0x{expected.FtCapabilityAndPolicy:x2}; the MDID is the same.";
        report.Add(Info, text, new Detail
        {
            Severity = otherDomain ? Severity.Error : Severity.Note,
            Octets = (element.Offset, element.Octets.Length),
            Related = [new RelatedFrame(response.Ref, "association response with the MDE to repeat")],
            Values =
            [
                FindingValue.Of("mde", Convert.ToHexStringLower(element.Body)),
                FindingValue.Of("expected", Convert.ToHexStringLower(there.Body)),
            ],
        });
    }
}
