using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// A Reassociation Request or Response of the FT protocol as keys see it: what its PTK is derived from, and what its MIC covers.
/// </summary>
internal ref struct FtReassociation
{
    /// <summary>What the PTK is derived from.</summary>
    public PtkInputs Inputs;

    /// <summary>What the MIC covers.</summary>
    public FteMic Covered;

    /// <summary>PMKR1Name, the first PMKID of the RSNE; empty when there is none.</summary>
    public ReadOnlySpan<byte> PmkR1Name;

    /// <summary>Reads the frame.</summary>
    /// <returns>False when it was not captured whole or lacks an element that the MIC covers.</returns>
    public static bool TryRead(Association association, StoredFrame frame, byte sequence, out FtReassociation read)
    {
        read = default;
        Elements elements = frame.Elements;
        if (frame.IsCutOff || association.Akm is not { } akm || !TryGetSsid(association, out read.Inputs.Ssid)
            || !elements.TryFind(ElementId.Rsne, out Element rsne) || !elements.TryFind(ElementId.Mde, out Element mde)
            || !FtExchange.TryGetFte(elements, akm, out Element element, out Fte fte) || !read.Inputs.TryTakeKeyHolders(fte, mde))
        {
            return false;
        }

        read.Inputs.Akm = akm;
        (read.Inputs.Ap, read.Inputs.Sta) = MldAddresses.Of(association, null);
        Elements request = association.Request is null ? default : association.Request.Elements;
        Elements response = association.Response is null ? default : association.Response.Elements;
        read.Inputs.TemporalKeyLength = TemporalKey.LengthOf(request, null);
        read.Inputs.WithKdk = PtkReader.HasSecureLtf(request)
            && (association.Bss.Beacon is null ? PtkReader.HasSecureLtf(response) : PtkReader.ApHasSecureLtf(association));
        read.Inputs.ANonce = fte.ANonce;
        read.Inputs.SNonce = fte.SNonce;
        Rsne asked = Rsne.ReadLenient(rsne.Body);
        read.PmkR1Name = asked.PmkidsThere > 0 ? asked.Pmkid(0) : default;

        bool hasRsnxe = elements.TryFind(ElementId.Rsnxe, out Element rsnxe);
        int inRic = fte.ElementCount - (hasRsnxe ? 4 : 3);
        read.Covered = new FteMic
        {
            Sta = read.Inputs.Sta,
            Ap = read.Inputs.Ap,
            Sequence = sequence,
            Rsne = rsne.Octets,
            Mde = mde.Octets,
            Fte = elements.WithFragments(element),
            Ric = inRic > 0 && elements.TryFind(ElementId.Rde, out Element rde) ? elements.Run(rde, inRic) : default,
            Rsnxe = hasRsnxe ? rsnxe.Octets : default,
        };
        return true;
    }

    /// <summary>The MIC is the one that the derived PTK makes.</summary>
    public readonly bool Verifies(Derivation derivation) =>
        Covered.Verify(derivation.Ptk.Akm.FteMic, derivation.Ptk.FteKck, derivation.Ptk.Akm.FteMicLength);

    /// <summary>The same frame with a MIC over something else.</summary>
    public readonly FtReassociation With(in FteMic covered)
    {
        FtReassociation other = this;
        other.Covered = covered;
        return other;
    }

    private static bool TryGetSsid(Association association, out ReadOnlySpan<byte> ssid) =>
        SsidReader.Association(association, out ssid) || (association.Ft.Through is { } through && SsidReader.Bss(through, out ssid));
}
