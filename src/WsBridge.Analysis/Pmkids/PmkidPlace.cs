using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Pmkids;

/// <summary>Which kind of frame a PMKID stands in: that decides what it may stand for.</summary>
internal enum PmkidPlace
{
    /// <summary>FT Authentication, or FT Request and Response over the DS: PMKR0Name.</summary>
    FtAuthentication,

    /// <summary>Reassociation of the FT protocol: PMKR1Name.</summary>
    FtReassociation,

    /// <summary>(Re)Association without the FT protocol: PMKSAs that the STA offers.</summary>
    Association,

    /// <summary>PMKID KDE of message 1: the PMKSA that the AP takes.</summary>
    Message1,

    /// <summary>Message 2, or message 3 in the clear: the list of the request again, under FT with PMKR1Name.</summary>
    Message2,
}

/// <summary>Finds the place of a frame.</summary>
internal static class PmkidPlaces
{
    public static PmkidPlace Of(Association association, StoredFrame frame, HandshakeFrame? message) => message is not null
        ? message.Number == 1 ? PmkidPlace.Message1 : PmkidPlace.Message2
        : frame.Kind is FrameKind.Authentication or FrameKind.Action or FrameKind.ActionNoAck ? PmkidPlace.FtAuthentication
        : association.IsFtProtocol ? PmkidPlace.FtReassociation
        : PmkidPlace.Association;
}
