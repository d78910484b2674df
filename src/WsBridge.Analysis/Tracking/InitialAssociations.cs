using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// The latest initial association of each STA with each mobility domain; bounded, because both are chosen by whoever transmits.
/// </summary>
internal sealed class InitialAssociations
{
    private readonly RecentTable<(MacAddress Sta, Mdid Domain), InitialAssociation> _latest = new(8192);

    /// <summary>
    /// STAs with an association that may be the initial one of any mobility domain: its request was cut off before it says so.
    /// </summary>
    private readonly RecentTable<MacAddress, bool> _cutOff = new(1024);

    /// <summary>How many were given up.</summary>
    public long Evicted => _latest.Evicted;

    /// <summary>The one in the mobility domain that the frame's MDE names; null when it has none.</summary>
    public InitialAssociation? Of(MacAddress sta, StoredFrame frame) =>
        frame.Elements.TryFind(ElementId.Mde, out Element element) && Mde.TryParse(element.Body, out Mde mde, out _)
            ? Of(sta, mde.Mdid)
            : null;

    /// <summary>The AP has answered a (Re)Association Request.</summary>
    public void OnResponse(Association association)
    {
        if (IsInitial(association) && Of(association.Sta, association.Request!) is { } initial)
        {
            initial.Begin(association);
        }
        else if (association is { Request: { IsCutOff: true } request, ResponseStatus: StatusCodes.Success }
            && (request.PresenceOf(ElementId.Rsne) == Presence.CutOff || request.PresenceOf(ElementId.Mde) == Presence.CutOff))
        {
            _cutOff.Set(association.Sta, true);
        }
    }

    /// <summary>Message 4 of the 4-way handshake.</summary>
    public void OnMessage4(Association association)
    {
        if (IsInitial(association) && Of(association.Sta, association.Request!) is { } initial)
        {
            initial.Complete(association);
        }
    }

    private InitialAssociation Of(MacAddress sta, Mdid domain)
    {
        if (!_latest.TryGet((sta, domain), out InitialAssociation? initial))
        {
            initial = new InitialAssociation { MayBeCutOff = _cutOff.TryGet(sta, out _) };
            _latest.Add((sta, domain), initial);
        }

        return initial;
    }

    private static bool IsInitial(Association association) =>
        association is
        {
            IsFtInitial: true, Request: not null, AuthenticationAlgorithm: not Authentication.FastBssTransition,
            ResponseStatus: StatusCodes.Success
        };
}
