using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>What the description of a frame takes from the attempt that the frame belongs to.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Step">The step.</param>
/// <param name="Origin">Tells where PMKIDs come from.</param>
internal sealed record DescriptionContext(AttemptFrames Attempt, AttemptStep Step, PmkidOrigin Origin)
{
    public MacAddress Bssid => Attempt.Roam.To;

    public AkmSuite? Akm => Attempt.Roam.Akm;
}
