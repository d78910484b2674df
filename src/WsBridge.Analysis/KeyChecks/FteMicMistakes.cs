using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The known mistakes that lead to a wrong MIC in an FTE.</summary>
internal static class FteMicMistakes
{
    /// <summary>Tries the mistakes that are known.</summary>
    /// <param name="association">STA and AP.</param>
    /// <param name="akm">What the AKM does with keys.</param>
    /// <param name="frame">The frame; its MIC is not the one that its PTK makes.</param>
    /// <param name="r0">The right PMK-R0.</param>
    /// <param name="scratch">Where keys are derived.</param>
    /// <returns>Null when none of them makes the MIC.</returns>
    public static FteMicCause? Explain(Association association, in AkmKeys akm, FtReassociation frame, PmkR0 r0, Derivation scratch)
    {
        scratch.R0.CopyFrom(r0);
        scratch.DeriveFromR0(akm, frame.Inputs);
        FteMic covered = frame.Covered;
        if (!covered.Rsnxe.IsEmpty && frame.With(covered with { Rsnxe = default }).Verifies(scratch))
        {
            return new FteMicCause("without the RSNXE", IsRsnxe: true);
        }

        for (byte sequence = 1; sequence <= FteMic.ReassociationResponse; sequence++)
        {
            if (sequence != covered.Sequence && frame.With(covered with { Sequence = sequence }).Verifies(scratch))
            {
                return new FteMicCause($"with sequence number {sequence} in place of {covered.Sequence}");
            }
        }

        return frame.With(covered with { Sta = covered.Ap, Ap = covered.Sta }).Verifies(scratch)
            ? new FteMicCause("with the addresses of STA and AP swapped")
            : OfOtherR1khId(association, akm, frame, scratch) ?? OfMultiLink(association, akm, frame, scratch);
    }

    /// <summary>Link for MLD address or the other way round, in the PTK, in what the MIC covers, or in both.</summary>
    private static FteMicCause? OfMultiLink(Association association, in AkmKeys akm, in FtReassociation frame, Derivation scratch)
    {
        if (association.Client is not { } client)
        {
            return null;
        }

        MacAddress apMld = association.Ap?.Address ?? association.Bss.Bssid;
        foreach (MacAddress ap in (ReadOnlySpan<MacAddress>)[association.Bss.Bssid, apMld])
        {
            foreach (MacAddress sta in (ReadOnlySpan<MacAddress>)[association.LinkSta, client.Address])
            {
                PtkInputs inputs = frame.Inputs;
                (inputs.Ap, inputs.Sta, inputs.StaKeyHolder) = (ap, sta, frame.Inputs.SkhId);
                scratch.DeriveFromR0(akm, inputs);
                string how = $"with the PTK of the addresses {sta} and {ap}, not {frame.Inputs.Sta} and {frame.Inputs.Ap}";
                if (frame.Verifies(scratch))
                {
                    return new FteMicCause(how);
                }

                foreach (MacAddress coveredAp in (ReadOnlySpan<MacAddress>)[association.Bss.Bssid, apMld])
                {
                    if (frame.With(frame.Covered with { Ap = coveredAp, Sta = coveredAp == apMld ? client.Address : association.LinkSta })
                        .Verifies(scratch))
                    {
                        return new FteMicCause($"{how}, over those of {(coveredAp == apMld ? "the MLDs" : "the link")}");
                    }
                }
            }
        }

        return null;
    }

    private static FteMicCause? OfOtherR1khId(Association association, in AkmKeys akm, in FtReassociation frame, Derivation scratch)
    {
        PtkInputs inputs = frame.Inputs;
        if (Makes(association.Bss.Bssid, akm, frame, scratch))
        {
            return new FteMicCause($"with the BSSID as R1KH-ID in place of {inputs.R1khId}");
        }

        foreach (Bss sibling in association.Bss.Ess?.Bsses ?? [])
        {
            if (Makes(sibling.Bssid, akm, frame, scratch))
            {
                return new FteMicCause($"with R1KH-ID {sibling.Bssid} (another AP) in place of {inputs.R1khId}");
            }
        }

        return null;
    }

    private static bool Makes(MacAddress r1khId, in AkmKeys akm, in FtReassociation frame, Derivation scratch)
    {
        PtkInputs inputs = frame.Inputs;
        if (r1khId == inputs.R1khId)
        {
            return false;
        }

        inputs.R1khId = r1khId;
        scratch.DeriveFromR0(akm, inputs);
        return frame.Verifies(scratch);
    }
}
