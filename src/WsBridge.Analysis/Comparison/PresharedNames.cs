using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>
/// With a preshared key PMKIDs and PMKR0Name and PMKR1Name depend on names and addresses alone, no nonce enters into them: where those are
/// equal in both attempts, a PMKID that differs says something.
/// </summary>
internal static class PresharedNames
{
    private static readonly AttemptStep[] WithFte =
    [
        AttemptStep.AuthenticationRequest,
        AttemptStep.AssociationRequest,
        AttemptStep.AssociationResponse,
        AttemptStep.AuthenticationResponse,
    ];

    public static bool AreSame(AttemptFrames good, AttemptFrames bad)
    {
        (Roam one, Roam other) = (good.Roam, bad.Roam);
        return one.Akm is { IsPsk: true } && one.Akm == other.Akm
            && one.Ssid is not null && (one.Sta, one.To, one.Ssid, one.Type) == (other.Sta, other.To, other.Ssid, other.Type)
            && (one.Akm is { IsFt: false } || KeyHolders(good) is { } holders && holders == KeyHolders(bad));
    }

    /// <summary>MDID, R0KH-ID and R1KH-ID; null when not all of them were captured.</summary>
    private static string? KeyHolders(AttemptFrames attempt)
    {
        string? mdid = null;
        string? r0khId = null;
        MacAddress? r1khId = null;
        foreach (StoredFrame frame in WithFte.Select(attempt.First).OfType<StoredFrame>())
        {
            if (frame.Elements.TryFind(ElementId.Mde, out Element element) && Mde.TryParse(element.Body, out Mde mde, out _))
            {
                mdid ??= mde.Mdid.ToString();
            }

            if (FtExchange.TryGetFte(frame.Elements, attempt.Roam.Akm, out _, out Fte fte))
            {
                r0khId ??= fte.TryGetR0khId(out ReadOnlySpan<byte> id) ? Convert.ToHexString(id) : null;
                r1khId ??= fte.TryGetR1khId(out MacAddress holder) ? holder : null;
            }
        }

        return mdid is null || r0khId is null || r1khId is null ? null : $"{mdid} {r0khId} {r1khId}";
    }
}
