using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// A client offers a cached PMKSA of SAE, the AP has none (status 53), and the client authenticates by SAE at once: that is how it is
/// meant, and one attempt.
/// </summary>
internal static class SaeAfterCacheMiss
{
    /// <summary>A client that goes on does so at once; wpa_supplicant takes 0.1 s on a slow machine.</summary>
    private const long AtOnceMicroseconds = 1_000_000;

    /// <summary>Whether the SAE commit at hand goes on with the attempt; if so, what that has of its first try is put aside.</summary>
    public static bool GoesOn(Association association, long now)
    {
        if (association.AuthenticationAlgorithm != Authentication.Sae
            || association.LatestRoam() is not
            {
                IsOver: false, IsRefused: true, Authentication: RoamAuthentication.Pmksa,
                Akm.IsSae: true
            } roam
            || now - roam.End.TimeMicroseconds > AtOnceMicroseconds || roam.DecidedOn is not { } refusal
            || !AssociationResponse.TryParse(refusal.Header, out AssociationResponse response, out _)
            || response.Status != StatusCodes.InvalidPmkid)
        {
            return false;
        }

        roam.IsRefused = false;
        roam.Frames.BeginAgain();
        return true;
    }
}
