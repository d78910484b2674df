using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// The association response that opens an FT initial mobility domain association: what the rules about it have in common.
/// </summary>
internal static class FtInitialResponse
{
    /// <summary>A response that comes later than this may answer a request that was not captured.</summary>
    private const double SameExchangeMilliseconds = 5000;

    /// <summary>
    /// The response has status 0 and the AP took the FT AKM: the request names only FT AKMs and carries an
    /// MDE. FILS is left out, its association frames are built otherwise.
    /// </summary>
    public static bool Is(in AssociationResponseReceived e)
    {
        Association association = e.Association;
        return association is { IsFtInitial: true, Akm.IsFils: false, ResponseStatus: StatusCodes.Success, Request: { } request }
            && association.AuthenticationAlgorithm is null or Authentication.OpenSystem or Authentication.Sae
            && e.Frame.MillisecondsSince(request) is >= 0 and < SameExchangeMilliseconds
            && association.TryGetRequestRsne(out _, out Rsne rsne) && rsne.Akms.Count == 1
            && request.Elements.TryFind(ElementId.Mde, out _);
    }

    /// <summary>The FTE of a frame, where its octets can be read in one way only and its subelements are whole.</summary>
    public static bool TryGetFte(Association association, StoredFrame frame, out Element element, out Fte fte)
    {
        if (!FtFrames.TryGetFte(association, frame, out element, out fte) || !fte.Subelements.AreWhole)
        {
            return false;
        }

        int? guessed = Fte.GuessMicLength(fte.Body);
        return guessed == fte.MicLength || (guessed is null && association.Akm is { IsMicLengthKnown: true });
    }

    /// <summary>Association Request or Reassociation Request.</summary>
    public static string RequestName(StoredFrame request) =>
        request.Kind == FrameKind.ReassociationRequest ? "Reassociation Request" : "Association Request";
}
