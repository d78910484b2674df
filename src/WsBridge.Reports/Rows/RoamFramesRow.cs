using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;

namespace WsBridge.Reports.Rows;

/// <summary>The key frames of an attempt, by number as Wireshark counts; null or empty is "not captured".</summary>
/// <param name="AuthReq">First Authentication request or FT Request.</param>
/// <param name="AuthResp">The response that the association builds on.</param>
/// <param name="AssocReq">First (Re)Association Request.</param>
/// <param name="AssocResp">The (Re)Association Response that decided.</param>
/// <param name="M1">Every transmission of message 1.</param>
/// <param name="M2">Every transmission of message 2.</param>
/// <param name="M3">Every transmission of message 3.</param>
/// <param name="M4">Every transmission of message 4 that is not encrypted.</param>
/// <param name="Deauth">The Deauthentication or Disassociation that ended the attempt.</param>
public sealed record RoamFramesRow(
    long? AuthReq,
    long? AuthResp,
    long? AssocReq,
    long? AssocResp,
    IReadOnlyList<long> M1,
    IReadOnlyList<long> M2,
    IReadOnlyList<long> M3,
    IReadOnlyList<long> M4,
    long? Deauth)
{
    /// <summary>The numbers of these frames.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="numberOf">Tells the number of one in its capture.</param>
    public static RoamFramesRow Of(RoamFrames frames, Func<FrameRef, long> numberOf)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(numberOf);

        return new RoamFramesRow(
            Number(frames.AuthenticationRequest),
            Number(frames.AuthenticationResponse),
            Number(frames.AssociationRequest),
            Number(frames.AssociationResponse),
            Numbers(frames.M1),
            Numbers(frames.M2),
            Numbers(frames.M3),
            Numbers(frames.M4),
            Number(frames.Deauthentication));

        long? Number(FrameRef? frame) => frame is { } one ? numberOf(one) : null;

        long[] Numbers(IReadOnlyList<FrameRef> many) => [.. many.Select(numberOf)];
    }
}
