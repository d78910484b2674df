using WsBridge.Dot11;

namespace WsBridge.Analysis.Keys;

/// <summary>Everything but the key that a PTK is derived from; a hypothesis changes one thing and derives again.</summary>
internal ref struct PtkInputs
{
    /// <summary>AKM of the association.</summary>
    public AkmSuite Akm;

    /// <summary>Octets of the TK.</summary>
    public int TemporalKeyLength;

    /// <summary>A KDK is derived as well: both sides have secure LTF.</summary>
    public bool WithKdk;

    /// <summary>Address of the AP: the BSSID, its MLD address with multi-link.</summary>
    public MacAddress Ap;

    /// <summary>Address of the STA, its MLD address with multi-link; S0KH-ID and S1KH-ID too.</summary>
    public MacAddress Sta;

    /// <summary>S0KH-ID and S1KH-ID where a hypothesis takes another address for them than for the PTK; null otherwise.</summary>
    public MacAddress? StaKeyHolder;

    /// <summary>S0KH-ID and S1KH-ID.</summary>
    public readonly MacAddress SkhId => StaKeyHolder ?? Sta;

    /// <summary>ANonce.</summary>
    public ReadOnlySpan<byte> ANonce;

    /// <summary>SNonce.</summary>
    public ReadOnlySpan<byte> SNonce;

    /// <summary>SSID.</summary>
    public ReadOnlySpan<byte> Ssid;

    /// <summary>MDID; FT only.</summary>
    public Mdid Mdid;

    /// <summary>R0KH-ID; FT only.</summary>
    public ReadOnlySpan<byte> R0khId;

    /// <summary>R1KH-ID; FT only.</summary>
    public MacAddress R1khId;

    /// <summary>Takes MDID, R0KH-ID and R1KH-ID from an FTE and the MDE beside it.</summary>
    public bool TryTakeKeyHolders(in Fte fte, scoped in Element mde)
    {
        if (!fte.TryGetR0khId(out R0khId) || !fte.TryGetR1khId(out R1khId) || !Mde.TryParse(mde.Body, out Mde read, out _))
        {
            return false;
        }

        Mdid = read.Mdid;
        return true;
    }
}
