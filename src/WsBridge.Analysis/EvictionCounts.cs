namespace WsBridge.Analysis;

/// <summary>How much of a capture was evicted, the oldest first, because more was in it than is kept at a time.</summary>
/// <param name="Clients">Clients at an AP: what they do later counts as new.</param>
/// <param name="AccessPoints">BSSs.</param>
/// <param name="Networks">SSIDs.</param>
/// <param name="InitialAssociations">Latest FT initial mobility domain associations of a client.</param>
/// <param name="Nonces">Nonces of earlier handshakes.</param>
/// <param name="Pmkids">PMKIDs that APs have named.</param>
/// <param name="EapRuns">Where clients have run EAP.</param>
public readonly record struct EvictionCounts(
    long Clients, long AccessPoints, long Networks, long InitialAssociations, long Nonces, long Pmkids, long EapRuns)
{
    /// <summary>Nothing was.</summary>
    public bool IsNothing => this == default;

    /// <summary>The counts that are not zero, each with what it counts.</summary>
    public IEnumerable<(long Count, string What)> Parts => ((IEnumerable<(long Count, string What)>)
    [
        (Clients, "clients"), (AccessPoints, "access points"), (Networks, "networks"), (InitialAssociations, "initial associations of FT"),
        (Nonces, "nonces"), (Pmkids, "PMKIDs"), (EapRuns, "EAP authentications"),
    ]).Where(part => part.Count > 0);
}
