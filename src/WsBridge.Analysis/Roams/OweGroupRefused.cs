using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The AP refuses the group of an OWE client (status 77), and the client offers another one at once: that is how groups are negotiated, and
/// one attempt.
/// </summary>
internal static class OweGroupRefused
{
    private const long AtOnceMicroseconds = 1_000_000;

    /// <summary>Whether the authentication at hand goes on with the attempt; if so, what that has of its first try is put aside.</summary>
    public static bool GoesOn(Association association, long now)
    {
        if (association.AuthenticationAlgorithm != Authentication.OpenSystem
            || association.LatestRoam() is not { IsOver: false, IsRefused: true, Akm.RsnType: 18, DecidedOn: { } refusal } roam
            || now - roam.End.TimeMicroseconds > AtOnceMicroseconds
            || !AssociationResponse.TryParse(refusal.Header, out AssociationResponse response, out _)
            || response.Status != StatusCodes.FiniteCyclicGroupNotSupported)
        {
            return false;
        }

        roam.IsRefused = false;
        roam.Frames.BeginAgain();
        return true;
    }
}
