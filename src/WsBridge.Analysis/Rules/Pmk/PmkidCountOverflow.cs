using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>An RSNE says that it has more PMKIDs than fit into it.</summary>
public sealed class PmkidCountOverflow : IRule
{
    internal const string Id = "WSB-PMK-001";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "pmkid-count-overflow", Severity.Error, ExpertGroup.Malformed, Fault.Unknown, "The PMKID Count of an RSNE declares more PMKIDs than the element holds.")
    {
        Clause = Clauses.Rsne,
        Explanation = "A receiver cannot read such an RSNE to its end and drops or refuses the frame. The sender of the frame is at fault. Wireshark says the same (wlan.rsn.pmkid.count.invalid); it is here for those who read captures without Wireshark. "
            + "Not reported on truncated frames.",
        Implementations = "hostapd fails to parse it: status 40 to an association request, a refused message 2 in the 4-way handshake.",
        Next = "Report it to the sender's vendor with the octets of the element.",
        Values = [("pmkid_count", "PMKID Count as declared"), ("there", "whole PMKIDs in the element")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged | Moments.FtRequest | Moments.FtResponse | Moments.AssociationRequest | Moments.AssociationResponse | Moments.Message2;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (!TryFind(context, out Element element)) // the element is whole, though the frame may be cut behind it
        {
            return;
        }

        Rsne rsne = Rsne.ReadLenient(element.Body);
        if (rsne.PmkidCount is not { } count || count <= rsne.PmkidsThere)
        {
            return;
        }

        int room = element.Body.Length - rsne.PmkidListOffset;
        context.Report(Info, $"The RSNE declares {count} PMKIDs ({count * Rsne.PmkidSize} octets), but only {room} octets follow in the element.", new Detail
        {
            Fault = context.FromAp ? Fault.Ap : Fault.Sta,
            Octets = (element.BodyOffset + rsne.PmkidListOffset - 2, 2 + room),
            Values = [FindingValue.Of("pmkid_count", count), FindingValue.Of("there", rsne.PmkidsThere)],
        });
    }

    private static bool TryFind(RuleContext context, out Element element)
    {
        if (context.Moment != Moments.Message2)
        {
            return context.Frame.Elements.TryFind(ElementId.Rsne, out element);
        }

        element = default;
        return context.Message is { } message && message.TryGetRsne(out element, out _);
    }
}
