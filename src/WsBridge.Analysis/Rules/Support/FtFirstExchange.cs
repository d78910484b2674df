using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// The first two messages of the FT authentication sequence, over the air or over the DS: what the rules about them have in common.
/// </summary>
internal static class FtFirstExchange
{
    /// <summary>How people call the frame.</summary>
    public static string NameOf(StoredFrame frame, bool isRequest) => (FtExchange.IsOverTheDs(frame), isRequest) switch
    {
        (false, true) => "FT Authentication request",
        (false, false) => "FT Authentication response",
        (true, true) => "FT Request over the DS",
        _ => "FT Response over the DS",
    };

    /// <summary>The second message with status 0; the fourth one of a resource request is none.</summary>
    public static bool IsAccepted(StoredFrame frame) =>
        FtExchange.StatusOf(frame) == StatusCodes.Success
        && (FtExchange.IsOverTheDs(frame)
        || (Authentication.TryParse(frame.Header, out Authentication authentication, out _) && authentication.Transaction == 2));

    /// <summary>
    /// The request that a response answers: the one whose SNonce it repeats. Null when that was not captured; a late response may belong to
    /// an earlier attempt with another PMK-R0.
    /// </summary>
    public static StoredFrame? RequestOf(Association association, StoredFrame response)
    {
        if (!FtExchange.TryGetFte(response.Elements, association.Akm, out _, out Fte answered))
        {
            return null;
        }

        for (int i = association.Ft.Requests.Count - 1; i >= 0; i--)
        {
            StoredFrame request = association.Ft.Requests[i];
            if (request.Ref.Id < response.Ref.Id && FtExchange.TryGetFte(request.Elements, association.Akm, out _, out Fte asked)
                && asked.SNonce.SequenceEqual(answered.SNonce))
            {
                return request;
            }
        }

        return null;
    }

    /// <summary>The MDE of a frame.</summary>
    public static bool TryGetMde(StoredFrame frame, out Element element, out Mde mde)
    {
        mde = default;
        return frame.Elements.TryFind(ElementId.Mde, out element) && Mde.TryParse(element.Body, out mde, out _);
    }
}
