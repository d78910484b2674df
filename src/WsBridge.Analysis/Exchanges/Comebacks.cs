using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>How often the AP has told a STA to come back later (status 30), and which encrypted Action frames came meanwhile.</summary>
internal struct Comebacks
{
    /// <summary>A STA that comes back so much later than it may begins another attempt.</summary>
    private const long ToleranceMicroseconds = 5_000_000;

    private (FrameRef? Response, long Comeback) _latest;

    /// <summary>
    /// How often in a row the AP has put the STA off (status 30) although it came back when it was due each time; 0 when the latest
    /// response did not.
    /// </summary>
    public int Times { get; private set; }

    /// <summary>The latest response that put the STA off; null before the first.</summary>
    public readonly FrameRef? Latest => _latest.Response;

    /// <summary>Encrypted Action frames of either side since the AP put the STA off last, as <see cref="SecuredBefore"/>.</summary>
    private (int Ap, int Sta) SecuredActions { get; set; }

    /// <summary>
    /// Encrypted Action frames of AP and STA between the latest response that put the STA off and the one before: of SA Query, as far as
    /// can be told.
    /// </summary>
    public (int Ap, int Sta) SecuredBefore { get; private set; }

    /// <summary>Takes the (Re)Association Response at hand into account, in <see cref="Times"/>.</summary>
    public void OnResponse(StoredFrame response, ushort? status)
    {
        if (status != StatusCodes.RefusedTemporarily || !AssociationComeback.TryGet(response, out uint units))
        {
            Times = 0;
            return;
        }

        (SecuredBefore, SecuredActions) = (SecuredActions, default);
        long waited = response.Ref.TimeMicroseconds - (_latest.Response?.TimeMicroseconds ?? 0);
        Times = Times > 0 && waited >= _latest.Comeback * 9 / 10 && waited <= _latest.Comeback + ToleranceMicroseconds ? Times + 1 : 1;
        _latest = (response.Ref, 1024L * units);
    }

    /// <summary>An encrypted Action frame between the two: of SA Query, as far as can be told while the AP puts the STA off.</summary>
    public void OnSecuredAction(bool fromAp)
    {
        if (Times > 0)
        {
            SecuredActions = fromAp ? (SecuredActions.Ap + 1, SecuredActions.Sta) : (SecuredActions.Ap, SecuredActions.Sta + 1);
        }
    }
}
