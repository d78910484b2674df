using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// EPPKE (IEEE P802.11bi): three Authentication frames make the PTK, so that the (Re)Association frames are encrypted, their status with
/// them, and no 4-way handshake follows.
/// </summary>
/// <param name="asked">The latest Authentication request: transaction 1.</param>
internal sealed class EppkeExchange(StoredFrame asked)
{
    /// <summary>Who does not take the response, or has refused in it, ends the association this soon.</summary>
    private const double RefusedMilliseconds = 1000;

    /// <summary>The base AKM, or that of EPPKE where there is none; null where it cannot be read.</summary>
    public AkmSuite? Akm { get; } = RequestedSecurity.AkmOf(asked.Elements);

    /// <summary>The finite cyclic group that the STA offers; null where it cannot be read.</summary>
    public ushort? Group { get; } = PasnParameters.GroupOf(asked.Elements, fromAp: false);

    /// <summary>The AP has answered with status 0.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The STA has confirmed that with status 0: both sides have the PTK.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>The latest encrypted (Re)Association Response; null before it.</summary>
    public StoredFrame? Response { get; private set; }

    /// <summary>The AP's Authentication frame: transaction 2.</summary>
    public void OnAnswer(ushort status) => IsAnswered = status == StatusCodes.Success;

    /// <summary>The STA's second Authentication frame: transaction 3.</summary>
    public void OnConfirm(ushort status) => IsConfirmed = IsAnswered && status == StatusCodes.Success;

    /// <summary>A (Re)Association Request: what was answered before is none of it, unless a sensor handed it in late.</summary>
    public void OnAssociationRequest(StoredFrame frame)
    {
        if (Response is { } before && !Association.IsOutOfOrder(before.Ref.TimeMicroseconds, frame.Ref.TimeMicroseconds))
        {
            Response = null;
        }
    }

    /// <summary>A (Re)Association Response.</summary>
    public void OnAssociationResponse(StoredFrame frame) => Response = frame.Header.Protected ? frame : Response;

    /// <summary>
    /// This Deauthentication or Disassociation may mean that the association was refused, in the response or because of it. Whoever says
    /// that it leaves means something else, and so does a STA that encrypts: one that refuses has been seen to say so in the clear.
    /// </summary>
    public bool MayBeRefusedBy(Ending ending) =>
        Response is { } response && ending.Frame.MillisecondsSince(response) is >= 0 and <= RefusedMilliseconds
        && !ending.Frame.Header.Ra.IsGroup && (ending.ByAp || !ending.Frame.Header.Protected) && ending.Reason is not (3 or 8 or 36);
}
