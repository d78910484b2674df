using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.Verdicts;

/// <summary>Who is right when an AP has refused an FT exchange over keys.</summary>
internal static class FtVerdict
{
    /// <summary>Status 53 to an FT request: the PMKR0Name is the one that follows from the keys, or it is not.</summary>
    public static Verdict OfPmkR0Name(Association association)
    {
        return association.Keys switch
        {
            { IsRight: true, Key: { } key } =>
                new Verdict($"The STA names the right PMK-R0, derived from {KeyText.Name(key)}; the AP did not obtain the PMK-R1 that "
                + $"belongs to it.", Fault.Ap),
            { ExpectedKey: { } key }
                when association.Akm is { IsPsk: true } =>
                    new Verdict($"The STA names a PMK-R0 that is not derived from {KeyText.Name(key)}, with which it associated; the AP "
                    + $"cannot find it.", Fault.Sta),
            { ExpectedKey: { } key } =>
                new Verdict($"The STA names a PMK-R0 that is not derived from {KeyText.Name(key)}, with which it was last seen to "
                + $"associate; it may have associated again since."),
            _ => new Verdict($"Cannot verify the STA's PMKR0Name without the PMK; supply {KeyText.Needed(association.Akm)}."),
        };
    }

    /// <summary>Status 55 to a reassociation that looks in order without keys: the FTE MIC is right, or it is not.</summary>
    public static Verdict OfFteMic(Association association)
    {
        return association.Keys switch
        {
            { Key: { } key, RequestMic: MicState.Valid } =>
                new Verdict($"The STA's FTE MIC verifies with {KeyText.Name(key)}; the AP refused a correct request, or holds a different "
                + $"PMK-R1.", Fault.Ap),
            { Key: { } key, RequestMic: MicState.Invalid, FteCause: { } cause } =>
                new Verdict($"The STA computed its FTE MIC wrongly: with {KeyText.Name(key)} it verifies only {cause.How}.", Fault.Sta),
            { Key: { } key, RequestMic: MicState.Invalid } =>
                new Verdict($"The STA computed its FTE MIC wrongly: it does not verify with {KeyText.Name(key)}, whose PMK-R0 the STA "
                + $"itself names.", Fault.Sta),
            { } =>
                new Verdict($"The FTE MIC does not verify with any known key; supply {KeyText.Needed(association.Akm)} to tell whether "
                + $"STA or AP is wrong."),
            null => new Verdict($"Cannot verify the FTE MIC without the PMK; supply {KeyText.Needed(association.Akm)}."),
        };
    }

    /// <summary>
    /// Status 55 where the AP has answered FT authentication twice and the STA goes on with the first answer; null where the keys do not
    /// prove it.
    /// </summary>
    public static Verdict? OfReplacedANonce(Association association) => association.Keys is { Key: { } key, RequestMic: MicState.Valid }
        ? new Verdict($"The STA's FTE MIC verifies with {KeyText.Name(key)} and the ANonce of the AP's first answer, which the AP has "
            + $"since replaced.", Fault.Ap)
        : null;
}
