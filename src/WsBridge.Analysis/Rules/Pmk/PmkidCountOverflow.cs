using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>An RSNE says that it has more PMKIDs than fit into it.</summary>
internal sealed class PmkidCountOverflow
    : IRule<BeaconChanged>, IRule<FtRequestReceived>, IRule<FtResponseReceived>, IRule<AssociationRequestReceived>,
        IRule<AssociationResponseReceived>, IRule<Message2Received>
{
    internal const string Id = "WSB-PMK-001";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "pmkid-count-overflow", Severity.Error, ExpertGroup.Malformed, Fault.Unknown,
        "The PMKID Count of an RSNE declares more PMKIDs than the element holds.")
    {
        Clause = Clauses.Rsne,
        Explanation = """
            A receiver cannot read such an RSNE to its end and drops or refuses the frame.
            The sender of the frame is at fault.
            Wireshark says the same (wlan.rsn.pmkid.count.invalid); it is here for those who read captures without Wireshark.
            Not reported on truncated frames.
            """,
        Implementations = "hostapd fails to parse it: status 40 to an association request, a refused message 2 in the 4-way handshake.",
        Next = "Report it to the sender's vendor with the octets of the element.",
        Values = [("pmkid_count", "PMKID Count as declared"), ("there", "whole PMKIDs in the element")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report) => Check(e.Frame, report, Fault.Ap);

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report) => Check(e.Frame, report, Fault.Sta);

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report) => Check(e.Frame, report, Fault.Ap);

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report) => Check(e.Frame, report, Fault.Sta);

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report) => Check(e.Frame, report, Fault.Ap);

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        if (e.Message.TryGetRsne(out Element element, out _))
        {
            Check(element, report, Fault.Sta);
        }
    }

    private void Check(StoredFrame frame, in Report report, Fault sender)
    {
        if (frame.Elements.TryFind(ElementId.Rsne, out Element element)) // the element is whole, though the frame may be cut behind it
        {
            Check(element, report, sender);
        }
    }

    private void Check(in Element element, in Report report, Fault sender)
    {
        Rsne rsne = Rsne.ReadLenient(element.Body);
        if (rsne.PmkidCount is not { } count || count <= rsne.PmkidsThere)
        {
            return;
        }

        int room = element.Body.Length - rsne.PmkidListOffset;
        report.Add(Info, $"The RSNE declares {count} PMKIDs ({count * Rsne.PmkidSize} octets), but only {room} octets follow in the "
            + $"element.", new Detail
            {
                Fault = sender,
                Octets = (element.BodyOffset + rsne.PmkidListOffset - 2, 2 + room),
                Values = [FindingValue.Of("pmkid_count", count), FindingValue.Of("there", rsne.PmkidsThere)],
            });
    }
}
