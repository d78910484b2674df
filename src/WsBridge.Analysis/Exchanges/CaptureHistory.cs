namespace WsBridge.Analysis.Exchanges;

/// <summary>What the capture has shown so far, of all STAs.</summary>
internal sealed class CaptureHistory
{
    /// <summary>The PMKIDs that APs have named.</summary>
    public PmkidHistory Pmkids { get; } = new();

    /// <summary>Where STAs have run EAP.</summary>
    public EapHistory Eap { get; } = new();

    /// <summary>The nonces that keys rest on.</summary>
    public NonceHistory Nonces { get; } = new();

    /// <summary>An EAPOL frame was captured, of whatever STA: without any the capture may hold management frames alone.</summary>
    public bool HasEapol { get; set; }
}
